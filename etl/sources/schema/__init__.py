"""How a database is described, whatever its kind: its tables and columns, the names that are known, and the mapping."""
