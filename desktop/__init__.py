"""Muster, the front desk for programmes."""
