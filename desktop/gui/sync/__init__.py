"""Other desks: how it stands with them, and what they disagree on."""
