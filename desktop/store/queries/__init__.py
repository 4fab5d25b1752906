"""What is asked of the projections, one file a subject."""
