"""Background work in the same database: ask by name, retry, timetable."""
