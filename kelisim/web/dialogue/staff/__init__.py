"""Desks of whoever leads a conversation, moderates statements or enters paper."""
