"""Kill tests: processes that die at any moment must neither lose nor double anything."""
