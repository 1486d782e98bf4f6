"""What may be written to the log, and nothing else."""
