"""The dialogue room."""
