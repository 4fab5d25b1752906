"""The window: its parts around the pages, and how it starts and ends."""
