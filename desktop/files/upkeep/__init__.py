"""The files of backups: where they lie, and how they get there whole."""
