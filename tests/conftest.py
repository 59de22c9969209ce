"""Fixtures of the whole suite: a clock set by hand, and a desk on each database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Role, Source
from desktop.services.desk import Desk, open_desk
from desktop.system import sealed_file

if TYPE_CHECKING:
    from tests.servers.postgres import PostgresServer


pytest_plugins = [
    "tests.compiled_sql",
    "tests.order",
    "tests.reports",
    "tests.rounds",
    "tests.servers",
]

MONDAY_9 = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
"""Monday 23 November 2026, 09:00 in Moscow: an hour at which business hours begin."""
ZONE = "Europe/Moscow"


@pytest.fixture(autouse=True)
def cheap_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a guess at the password of a backup cost nothing: half a second each would add up."""
    monkeypatch.setattr(sealed_file, "_COST", {"n": 16, "r": 8, "p": 1})


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(MONDAY_9)


ENGINES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(params=ENGINES)
def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without a table, on each engine in turn."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'desk.sqlite3'}"
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.create_database()
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture(scope="session")
def new_sqlite_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a new desk, to be copied: migrating for every test would take minutes."""
    path = tmp_path_factory.mktemp("new-desk") / "desk.sqlite3"
    _create_desk(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def new_postgres_database(postgres_server: PostgresServer) -> str:
    """The name of a PostgreSQL database with a new desk, to be copied."""
    name = postgres_server.create_database()
    _create_desk(postgres_server.url(name))
    return name


@pytest.fixture
def sqlite_url(new_sqlite_file: Path, tmp_path: Path) -> str:
    """The URL of a new desk in an SQLite file."""
    path = shutil.copy(new_sqlite_file, tmp_path / "desk.sqlite3")
    return f"sqlite:///{path}"


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a new desk: every service test runs on both engines."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    name = server.create_database(request.getfixturevalue("new_postgres_database"))
    yield server.url(name)
    server.drop_database(name)


@pytest.fixture
def desk(database_url: str, clock: ManualClock) -> Iterator[Desk]:
    desk = open_desk(database_url, clock=clock, zone=ZONE)
    yield desk
    desk.close()


@pytest.fixture
def sqlite_desk(sqlite_url: str, clock: ManualClock) -> Iterator[Desk]:
    """A desk on SQLite alone, for what does not depend on the database."""
    desk = open_desk(sqlite_url, clock=clock, zone=ZONE)
    yield desk
    desk.close()


@pytest.fixture
def anna(desk: Desk) -> Actor:
    """The person at this workstation."""
    created = desk.people.add("Anna Kern", email="anna@desk.example", role=Role.AGENT).created
    return Actor(created, Source.WINDOW)


def _create_desk(url: str) -> None:
    open_desk(url, clock=ManualClock(MONDAY_9), zone=ZONE).close()
