"""Generates files from the code: the OpenAPI document, `.env.example` and the mappings."""
