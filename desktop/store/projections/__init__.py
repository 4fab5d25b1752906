"""What the journal says now, kept up to date in the same transaction."""
