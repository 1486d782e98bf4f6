"""Signing in, the second factor, the desk of each role, and the pages of those who watch over the house."""
