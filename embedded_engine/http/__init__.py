"""The requests: which paths there are, and how each is answered."""
