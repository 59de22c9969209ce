"""Real servers as fixtures, one of each a test process: PostgreSQL and Dovecot.

Where a server is not installed its tests are skipped, except that under CI they fail.
"""

import os
from collections.abc import Iterator

import pytest

from tests.servers.dovecot import (
    DovecotServer,
    MailAccount,
    find_dovecot,
    start_dovecot,
    stop_dovecot,
)
from tests.servers.postgres import (
    PostgresServer,
    find_postgres,
    start_postgres,
    stop_postgres,
)

__all__ = ["DovecotServer", "MailAccount", "PostgresServer"]


def _do_without(server: str) -> None:
    reason = f"{server} is not installed; `python3 dev.py test` as root installs it"
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """A PostgreSQL cluster of this test process; tests make their databases in it."""
    binaries = find_postgres()
    if binaries is None:
        _do_without("PostgreSQL")
        return
    server = start_postgres(binaries)
    yield server
    stop_postgres(server, binaries)


@pytest.fixture(scope="session")
def postgres_url(postgres_server: PostgresServer) -> str:
    """The address of one empty database, shared by the tests of this process."""
    return postgres_server.url(postgres_server.create_database())


@pytest.fixture(scope="session")
def dovecot_server() -> Iterator[DovecotServer]:
    """A Dovecot of this test process."""
    binary = find_dovecot()
    if binary is None:
        _do_without("Dovecot")
        return
    server = start_dovecot(binary)
    yield server
    stop_dovecot(server)


@pytest.fixture
def dovecot(dovecot_server: DovecotServer) -> MailAccount:
    """An account of its own, with an empty inbox, for each test."""
    return dovecot_server.new_account()
