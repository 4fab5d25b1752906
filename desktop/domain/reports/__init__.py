"""Reports: the figures of a day, credits for sessions, and the platform's year."""
