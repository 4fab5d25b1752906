"""What is done to registrations: register, change, merge, book, photos, tickets."""
