"""The day on which the stories of the tests begin."""

START = "2026-03-02T05:00:00Z"  # a Monday morning in Kazakhstan
