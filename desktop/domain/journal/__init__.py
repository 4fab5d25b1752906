"""Entries of desks, how they fold into states, and where two desks disagree."""
