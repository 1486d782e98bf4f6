"""Which mediator should be proposed: the cost of a pair, the optimum of a file, one case now."""
