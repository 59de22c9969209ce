"""Alembic migrations: all of them in one transaction, or none (reliability.md 2.7)."""
