"""Signing in, the second factor, and the desk of each role."""
