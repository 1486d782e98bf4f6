"""Pages of figures: population, confessions, published totals."""
