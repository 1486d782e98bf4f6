"""Kelisim: the platform on which an assembly of peoples does its whole work."""
