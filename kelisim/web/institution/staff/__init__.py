"""The lawyer's pages: recording acts, correcting rows, deciding what a repeal left open."""
