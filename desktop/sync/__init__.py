"""Moves journal entries between desks: by a folder of files, or through a PostgreSQL hub."""
