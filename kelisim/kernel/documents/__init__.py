"""Documents as PDF, from one template and one JSON each."""
