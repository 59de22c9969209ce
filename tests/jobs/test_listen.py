"""What another workstation changes is heard of at once on PostgreSQL, and after it was gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.jobs.listen import Listen
from desktop.services.desk import Desk, open_desk
from desktop.system.socket_watch import SocketWatch
from tests.servers.postgres import PostgresServer

WAIT_SECONDS = 10.0

pytestmark = pytest.mark.postgres


class Ear:
    """Counts the calls, and lets a test wait for the next."""

    def __init__(self) -> None:
        self._calls = threading.Semaphore(0)

    def on_call(self) -> None:
        self._calls.release()

    def hears(self) -> bool:
        return self._calls.acquire(timeout=WAIT_SECONDS)

    def has_heard(self) -> bool:
        return self._calls.acquire(blocking=False)


@pytest.fixture
def here(
    postgres_server: PostgresServer, new_postgres_database: str, clock: ManualClock
) -> Iterator[Desk]:
    name = postgres_server.create_database(new_postgres_database)
    desk = open_desk(postgres_server.url(name), clock=clock)
    yield desk
    desk.close()


@pytest.fixture
def there(here: Desk, clock: ManualClock) -> Iterator[Desk]:
    """The desk as another workstation has it."""
    desk = open_desk(here.database.engine.url.render_as_string(), clock=clock)
    yield desk
    desk.close()


@pytest.fixture
def watch() -> Iterator[SocketWatch]:
    watch = SocketWatch()
    yield watch
    watch.close()


def test_a_change_elsewhere_calls(here: Desk, there: Desk, watch: SocketWatch) -> None:
    ear = Ear()
    job = Listen(here.database.listen, watch, ear.on_call)
    job.run()
    assert job.is_listening()
    assert ear.hears()  # once for what came before the line was open

    there.people.add("Anna Kern")

    assert ear.hears()
    job.close()
    assert not job.is_listening()


def test_a_lost_line_calls_and_is_opened_again(
    here: Desk, there: Desk, watch: SocketWatch, postgres_server: PostgresServer
) -> None:
    ear = Ear()
    job = Listen(here.database.listen, watch, ear.on_call)
    job.run()
    assert ear.hears()

    postgres_server.disconnect_all(str(here.database.engine.url.database))
    assert ear.hears()
    assert not job.is_listening()
    job.run()
    assert ear.hears()
    there.people.add("Anna Kern")

    assert ear.hears()
    job.close()


def test_a_closed_job_opens_no_line(here: Desk, watch: SocketWatch) -> None:
    ear = Ear()
    job = Listen(here.database.listen, watch, ear.on_call)
    job.close()

    job.run()

    assert not job.is_listening()
    assert not ear.has_heard()


def test_a_server_that_is_gone_is_tried_again_later(
    here: Desk, watch: SocketWatch, postgres_server: PostgresServer
) -> None:
    job = Listen(here.database.listen, watch, lambda: None)
    postgres_server.drop_database(str(here.database.engine.url.database))

    with pytest.raises(Unavailable, match=r"database\.(missing|unreachable)"):
        job.run()

    assert not job.is_listening()
