"""The journal on disk: appending, taking in entries of other desks, verifying."""
