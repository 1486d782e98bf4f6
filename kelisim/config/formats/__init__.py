"""How the framework writes and reads dates and numbers, where our own tags are not asked."""
