"""What stands on disk: indices, mappings, fields and the writer."""
