"""The same workflows without a window."""
