"""Questions the institution answers, one file a subject."""
