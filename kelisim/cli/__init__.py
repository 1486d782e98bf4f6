"""The `kelisim` command: one file a room."""
