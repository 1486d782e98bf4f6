"""Formats of English, day before month."""
