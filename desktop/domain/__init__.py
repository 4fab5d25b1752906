"""Frozen records and pure rules; knows the standard library only."""
