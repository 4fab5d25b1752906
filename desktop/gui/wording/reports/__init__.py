"""Reports in words: figures, charts and tables."""
