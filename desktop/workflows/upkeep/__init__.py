"""Care for the store: that it is sound."""
