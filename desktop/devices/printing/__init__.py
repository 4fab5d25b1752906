"""Printers: the system's and those that speak to labels alone."""
