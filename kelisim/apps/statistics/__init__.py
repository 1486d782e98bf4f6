"""The room of figures: indicators, observations, reconciliation."""
