"""What an organizer plans: programmes, sessions, places, points, partners."""
