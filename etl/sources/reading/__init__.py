"""Reading a database that is understood: its mapping -> queries -> rows -> films and rejects."""
