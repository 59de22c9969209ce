"""The desk of a victim, on an engine that victims inherit with all the SQL it has compiled."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from sqlalchemy.engine import Engine

from desktop.models.database import Database
from desktop.models.driver import make_engine
from desktop.services.desk import Desk


@contextmanager
def desk_at(url: str) -> Iterator[Desk]:
    """Open the desk, and close every connection at the end: none may be inherited."""
    desk = Desk(lambda: Database(_engine(url)))
    yield desk
    desk.close()


@cache
def _engine(url: str) -> Engine:
    return make_engine(url)
