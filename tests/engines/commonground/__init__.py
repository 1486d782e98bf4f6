"""The engine of what unites, held to its formulas and promises."""
