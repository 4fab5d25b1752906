"""Badges, lists and QR codes as pictures and pages."""
