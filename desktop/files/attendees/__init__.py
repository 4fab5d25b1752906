"""Photos of people."""
