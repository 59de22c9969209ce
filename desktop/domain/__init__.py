"""Rules: pure functions and values on the standard library alone."""
