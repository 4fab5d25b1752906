"""The plan of a programme as a calendar."""
