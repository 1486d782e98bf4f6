"""What may be done here: one deed a file."""
