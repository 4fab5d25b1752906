"""People and their registrations: names, who may be whom, what a list says of them."""
