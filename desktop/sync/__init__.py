"""Moves journal entries between desks; furnished by the issue on many desks."""
