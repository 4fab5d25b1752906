"""What the door does: scan, pick, let in all the same, take back, who is where."""
