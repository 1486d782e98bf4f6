"""What a release holds: its tables, its texts, its folder, and what it changed against the one before."""
