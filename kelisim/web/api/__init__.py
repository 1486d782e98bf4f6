"""The read API: every public table and question, for programs."""
