"""Measures of a caseload: what time runs until, how even, how far from the common share."""
