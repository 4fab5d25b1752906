"""The words of the door: what keeps somebody from going through."""
