"""The tree of territories, with the days each unit stood."""
