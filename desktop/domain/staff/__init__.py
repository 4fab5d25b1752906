"""Who works at a desk, and what is kept to leads."""
