"""Reports: reads what they are made from in slices, and writes them."""
