"""Exchange with other desks, and settling what they disagree on."""
