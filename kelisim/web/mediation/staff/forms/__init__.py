"""Forms of the staff's pages, by journey."""
