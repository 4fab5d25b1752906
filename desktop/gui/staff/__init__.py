"""Who is at the desk, PINs, the lock, the settings."""
