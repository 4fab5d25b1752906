"""Badges as data: templates, what stands on them, papers, what is wrong with them."""
