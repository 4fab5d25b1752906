"""The queue of badges and lists, and the printers that work on it."""
