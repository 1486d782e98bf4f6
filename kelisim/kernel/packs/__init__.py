"""A country as data: read, check, load, look up on a day."""
