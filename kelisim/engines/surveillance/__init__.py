"""Is a recent count far above its own past: weekly counts of many cells at once, by arrays."""
