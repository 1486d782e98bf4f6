"""Home and what stands beside it."""
