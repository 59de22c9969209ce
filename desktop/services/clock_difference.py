"""How far this computer's clock is off the database's, by which everything is counted."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.clock import Clock
from desktop.models.database import Database

TOLERATED_DIFFERENCE = timedelta(seconds=60)


def clock_difference(database: Database, clock: Clock) -> timedelta:
    """Return how far this computer's clock is ahead of the database's; negative behind it."""
    with database.read() as session:
        return clock.now() - database.now(session)
