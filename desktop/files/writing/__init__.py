"""Files appear whole or not at all, and never over something else."""
