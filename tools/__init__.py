"""Generates files from the code: the OpenAPI document, `.env.example`, the mappings, and pages of tables."""
