"""What may be asked of the room."""
