"""Guest lists in, attendees and check-ins out."""
