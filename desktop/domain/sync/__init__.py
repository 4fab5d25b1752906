"""How this desk stands with the others, and a hub's address."""
