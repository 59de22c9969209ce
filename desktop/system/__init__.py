"""This machine outside: paths, secrets, notices, locks, sound; no Qt."""
