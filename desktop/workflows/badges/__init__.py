"""Badges: templates, papers, who gets one, and files of them."""
