"""Pages of releases: the list, one of them, its tables and files, and the desk where they are made."""
