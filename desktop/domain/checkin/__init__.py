"""What a code says, and whether somebody is let in."""
