"""The laptop without a network: its own few pages, and nothing else."""
