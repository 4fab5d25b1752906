"""Reports: what they are made from, in pages and counts."""
