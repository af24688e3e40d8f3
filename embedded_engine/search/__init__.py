"""A search: its order, its page and its hits."""
