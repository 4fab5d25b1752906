"""Journal entries as files."""
