"""Pages of the mediation room: applying, mediating, following up."""
