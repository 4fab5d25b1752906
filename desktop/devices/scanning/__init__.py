"""What is scanned: keys of a handheld, a serial line, the camera, pictures."""
