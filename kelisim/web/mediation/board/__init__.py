"""The board of a council: flow, measures, units beside each other, what is lacking. Counts only."""
