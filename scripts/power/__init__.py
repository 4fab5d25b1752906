"""Power losses: what a desk writes is recorded, and the disk is left at every point of it."""
