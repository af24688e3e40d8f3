"""What a database holds: its tables in known shapes, then which of them and of their columns are films, genres, people
and links, and how their values are read.
"""
