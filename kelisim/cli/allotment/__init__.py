"""`kelisim mediation allot` and `price`: from files to files."""
