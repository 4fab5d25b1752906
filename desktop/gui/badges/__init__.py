"""The designer of badges."""
