"""The table of attendees and what is done to them."""
