"""Practice: a band above all pages, and ten steps that end when they were done."""
