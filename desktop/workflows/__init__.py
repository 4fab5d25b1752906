"""What a desk does, in the words of a volunteer: read, decide, write."""
