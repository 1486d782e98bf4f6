"""The room that knows who: communities, organisations, persons."""
