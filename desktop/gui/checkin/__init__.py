"""The door: check-in, kiosk, and who is where."""
