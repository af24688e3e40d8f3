"""Aggregations: what is counted of the documents that a search finds, or of others."""
