"""What all rooms build their pages and dialogs of."""
