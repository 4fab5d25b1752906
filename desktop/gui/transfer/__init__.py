"""Guest lists in, exports out."""
