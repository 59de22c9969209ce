"""Use cases: one class a noun, each public method one transaction."""
