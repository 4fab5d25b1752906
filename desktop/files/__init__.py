"""Bytes to rows and rows to bytes."""
