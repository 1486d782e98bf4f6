"""Conversations on the web: taking part, leading and moderating, reading results."""
