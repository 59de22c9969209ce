"""The tests, in the same folders as `desktop/`."""
