"""Pages of the institution: its structure on a date."""
