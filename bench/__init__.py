"""Benchmarks: one question a file, ours beside the goal."""
