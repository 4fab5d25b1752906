"""What columns are called: words of many systems and languages, and how headers match them."""
