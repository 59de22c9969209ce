"""Recipes for the packages: `python3 dev.py package`."""
