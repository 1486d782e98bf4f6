"""Who may: all roles on one page, and the door that asks."""
