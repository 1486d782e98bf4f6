"""Floor 2: what every room needs."""
