"""Records: SQLAlchemy classes, the engine, transactions and migrations; no rules."""
