"""The room that knows by what right: acts, effects, posts, tenures; any date."""
