"""Roll calls and an incident's forms in words."""
