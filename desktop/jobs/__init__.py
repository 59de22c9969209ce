"""Repeated work, plain Python: what happens by itself."""
