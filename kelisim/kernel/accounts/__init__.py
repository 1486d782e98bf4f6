"""People who sign in, and the second factor."""
