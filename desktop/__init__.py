"""Duty Desk, a desktop helpdesk for teams too small to have one: the version only."""

__version__ = "0.1.0"
