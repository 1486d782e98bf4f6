"""`kelisim dialogue analyse`: a file of votes in, what unites the groups out."""
