"""Fills the indices."""
