"""Pages of those who work on cases: clerk, mediator, coordinator."""
