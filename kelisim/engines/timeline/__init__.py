"""Effects of acts folded to the state of an institution on any day."""
