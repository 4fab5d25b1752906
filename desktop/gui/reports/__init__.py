"""The room of reports: the day, credits, and the platform's year."""
