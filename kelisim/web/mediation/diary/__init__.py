"""When somebody cannot meet, and calendars that are read elsewhere."""
