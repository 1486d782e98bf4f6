"""Floor 3: the rooms, all of one shape."""
