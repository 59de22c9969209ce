"""Fixtures of the whole suite: a clock set by hand, and a desk on each database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Role, Source
from desktop.services.desk import Desk, open_desk

if TYPE_CHECKING:
    from tests.servers.postgres import PostgresServer


pytest_plugins = ["tests.reports", "tests.servers"]

MONDAY_9 = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""Monday 23 November 2026, 09:00 in Moscow: an hour at which business hours begin."""


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MONDAY_9)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database: every service test runs on both engines."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.url(server.create_database())


@pytest.fixture
def desk(database_url: str, clock: ManualClock) -> Iterator[Desk]:
    desk = open_desk(database_url, clock=clock, zone="Europe/Moscow")
    yield desk
    desk.close()


@pytest.fixture
def sqlite_desk(tmp_path: Path, clock: ManualClock) -> Iterator[Desk]:
    """A desk on SQLite alone, for what does not depend on the database."""
    desk = open_desk(f"sqlite:///{tmp_path / 'desk.sqlite3'}", clock=clock, zone="Europe/Moscow")
    yield desk
    desk.close()


@pytest.fixture
def anna(desk: Desk) -> Actor:
    """The person at this workstation."""
    created = desk.people.add("Anna Kern", email="anna@desk.example", role=Role.AGENT).created
    return Actor(created, Source.WINDOW)
