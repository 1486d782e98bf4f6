"""Floor 1: pure thinking. No Django, clock, files or network."""
