"""Keys and boxes: content that neither a dump nor an administrator reads."""
