"""One file a subject: what it may be asked, and what it answers."""
