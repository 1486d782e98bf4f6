"""The dialogue room: people vote on statements, and what unites all groups is found and shown."""
