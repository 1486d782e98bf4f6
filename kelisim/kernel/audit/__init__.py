"""The append-only, hash-chained record of deeds."""
