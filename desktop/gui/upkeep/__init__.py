"""Backups: how old the newest is, making one, bringing one back, and rescuing what reads."""
