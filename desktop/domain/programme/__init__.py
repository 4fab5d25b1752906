"""Programmes with their sessions, places, check-in points and questions, and partnerships."""
