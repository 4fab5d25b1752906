"""Help: the keys of the open page, what the colours mean, and what to do if."""
