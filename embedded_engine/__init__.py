"""Elasticsearch's HTTP API in process, over tantivy."""
