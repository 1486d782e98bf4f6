"""Charts as data, drawn on the server, each with its table."""
