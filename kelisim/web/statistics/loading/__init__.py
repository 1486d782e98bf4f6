"""The pages on which staff hand in, mend and publish tables of figures."""
