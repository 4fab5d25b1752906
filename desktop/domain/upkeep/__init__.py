"""Care for the store: its backups, which of them are kept, and what a restored one lacks."""
