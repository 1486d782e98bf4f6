"""Texts in three languages, search keys and Kazakh order."""
