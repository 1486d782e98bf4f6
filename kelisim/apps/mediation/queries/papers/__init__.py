"""The room's documents as sheets: pure functions from what is known to what is printed."""
