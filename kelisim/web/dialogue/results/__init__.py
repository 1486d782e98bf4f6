"""What everybody reads: results in words, tables and a map, and their files."""
