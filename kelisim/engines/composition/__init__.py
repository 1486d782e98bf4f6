"""How mixed a population is, and how evenly its groups are spread: measures of where people live only."""
