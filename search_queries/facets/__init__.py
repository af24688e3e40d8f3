"""Facets: how many of the documents that a search finds have each value."""
