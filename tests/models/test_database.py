"""The one door to the records: locks, versions, instants and refusals."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import ManualClock
from desktop.domain.errors import DatabaseTooNew, NotOurDatabase, Unavailable
from desktop.models import driver, ids
from desktop.models.base import from_microseconds, to_microseconds
from desktop.models.database import SCHEMA, Database
from desktop.models.meta import Meta, Setting
from desktop.models.upgrade import prepare
from desktop.services.desk import Desk, open_desk
from tests.servers.postgres import PostgresServer


@pytest.fixture
def postgres_desk(
    postgres_server: PostgresServer, new_postgres_database: str, clock: ManualClock
) -> Iterator[Desk]:
    """A desk on PostgreSQL alone, for what only a server can do."""
    url = postgres_server.url(postgres_server.create_database(new_postgres_database))
    desk = open_desk(url, clock=clock)
    yield desk
    desk.close()


@given(
    st.datetimes(
        datetime(1, 1, 3),  # noqa: DTZ001 - the zone is drawn beside it
        datetime(9998, 12, 30),  # noqa: DTZ001
        timezones=st.sampled_from(
            [UTC, timezone(timedelta(hours=3)), timezone(-timedelta(hours=9))]
        ),
    )
)
def test_instants_keep_every_microsecond(at: datetime) -> None:
    assert from_microseconds(to_microseconds(at)) == at


def test_naive_instants_are_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        to_microseconds(datetime(2026, 11, 23))  # noqa: DTZ001 - the very thing that is refused


def test_failed_write_leaves_nothing(desk: Desk) -> None:
    with pytest.raises(RuntimeError), desk.database.write() as session:
        session.add(Setting(person_id=0, key="team.name", value="x"))
        session.flush()
        raise RuntimeError

    with desk.database.read() as session:
        assert session.get(Setting, (0, "team.name")) is None


def test_engine_that_only_reads_cannot_write(desk: Desk, database_url: str) -> None:
    engine = driver.make_engine(database_url, only_reads=True)

    with pytest.raises(DBAPIError, match=r"read-?only"), engine.begin() as connection:
        connection.execute(text("DELETE FROM setting"))
    engine.dispose()


def test_a_read_changes_nothing(desk: Desk) -> None:
    with desk.database.read() as session:
        session.add(Setting(person_id=0, key="team.name", value="x"))
        session.flush()

    with desk.database.read() as session:
        assert session.get(Setting, (0, "team.name")) is None


def test_a_read_sees_one_state_however_long_it_takes(desk: Desk) -> None:
    with desk.database.read() as session:
        before = session.execute(select(Setting.key)).all()
        with desk.database.write() as other:
            other.add(Setting(person_id=0, key="team.name", value="x"))

        assert session.execute(select(Setting.key)).all() == before


@pytest.mark.postgres
def test_a_restarted_server_is_no_error_for_what_begins_after_it(
    postgres_desk: Desk, postgres_server: PostgresServer
) -> None:
    database = postgres_desk.database
    name = database.engine.url.database
    assert name is not None
    with database.read(), database.read():
        pass  # now two connections wait in the pool
    postgres_server.disconnect_all(name)

    with database.read() as first, database.read() as second:
        assert first.execute(select(Setting.key)).all() == second.execute(select(Setting.key)).all()
    postgres_server.disconnect_all(name)
    with database.write() as session:
        session.add(Setting(person_id=0, key="team.name", value="x"))

    with database.read() as session:
        assert session.get(Setting, (0, "team.name")) is not None


@pytest.mark.postgres
def test_a_server_cut_off_in_between_is_told_as_unreachable(
    postgres_desk: Desk, postgres_server: PostgresServer
) -> None:
    database = postgres_desk.database
    name = database.engine.url.database
    assert name is not None

    with pytest.raises(Unavailable, match=r"database\.unreachable"), database.read() as session:
        session.execute(select(Setting.key))
        postgres_server.disconnect_all(name)
        session.execute(select(Setting.key))


def test_text_that_is_none_is_told_as_damage(sqlite_desk: Desk) -> None:
    with sqlite_desk.database.write() as session:
        session.execute(
            text("INSERT INTO setting VALUES (0, 'team.name', CAST(X'3C8022' AS TEXT))")
        )

    with (
        pytest.raises(Unavailable, match=r"database\.damaged"),
        sqlite_desk.database.read() as session,
    ):
        session.execute(text("SELECT value FROM setting")).all()


def test_damaged_list_of_tables_is_told_as_damage(sqlite_desk: Desk, tmp_path: Path) -> None:
    sqlite_desk.close()
    file = tmp_path / "desk.sqlite3"
    file.write_bytes(file.read_bytes().replace(b"CREATE TABLE setting", b"CREATE FABLE setting"))

    with pytest.raises(Unavailable, match=r"database\.damaged"):
        open_desk(f"sqlite:///{file}")


def test_every_announcement_raises_its_counter_once(desk: Desk) -> None:
    before = desk.database.topic_versions()

    def announce() -> None:
        for _ in range(10):
            with desk.database.write() as session:
                desk.database.announce(session, Changes.of(Topic.TICKETS))

    threads = [threading.Thread(target=announce) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    after = desk.database.topic_versions()
    assert after[Topic.TICKETS] == before[Topic.TICKETS] + 50
    assert after[Topic.OUTBOX] == before[Topic.OUTBOX]


def test_reserved_ids_are_never_given_twice_and_come_back_when_it_fails(desk: Desk) -> None:
    with desk.database.write() as session:
        first = ids.reserve(session, ids.TICKET, 3)
    with pytest.raises(RuntimeError), desk.database.write() as session:
        ids.reserve(session, ids.TICKET, 100)
        raise RuntimeError
    with desk.database.write() as session:
        second = ids.reserve(session, ids.TICKET)

    assert second[0] == first[-1] + 1


def test_an_older_program_stops_writing_after_a_migration(desk: Desk) -> None:
    with desk.database.write() as session:
        session.get_one(Meta, "min_writer").value = str(SCHEMA + 1)

    with pytest.raises(DatabaseTooNew), desk.database.write():
        pass
    with desk.database.read() as session:
        assert session.execute(select(Meta.value).where(Meta.key == "schema")).scalar_one()


def test_the_whole_write_happens_at_one_instant(desk: Desk, clock: ManualClock) -> None:
    with desk.database.write() as session:
        first = desk.database.now(session)
        clock.advance(timedelta(hours=1))
        assert desk.database.now(session) == first


def test_without_a_clock_the_database_tells_the_time(desk: Desk) -> None:
    real = Database(desk.database.engine)

    with real.read() as session:
        first = real.now(session)
    with real.read() as session:
        assert real.now(session) >= first > datetime(2026, 1, 1, tzinfo=UTC)


def test_sqlite_runs_as_the_design_demands(sqlite_desk: Desk) -> None:
    with sqlite_desk.database.read() as session:
        values = {
            name: session.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "trusted_schema")
        }
        version = session.execute(text("SELECT sqlite_version()")).scalar_one()

    assert values == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
    }
    assert tuple(map(int, version.split("."))) >= driver.SAFE_SQLITE


def test_replaced_file_is_noticed_before_anything_is_written(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    path = sqlite_desk.database.path
    assert path is not None
    path.rename(tmp_path / "set-aside.sqlite3")
    path.write_bytes(b"another file")

    with pytest.raises(Unavailable, match=r"database\.replaced"), sqlite_desk.database.write():
        pass

    assert path.read_bytes() == b"another file"


def test_closed_file_stands_alone(sqlite_desk: Desk) -> None:
    path = sqlite_desk.database.path
    assert path is not None
    with sqlite_desk.database.write() as session:
        session.add(Setting(person_id=0, key="team.name", value="x"))

    sqlite_desk.close()

    assert not path.with_name(path.name + "-wal").exists()


@pytest.mark.parametrize(
    "content",
    [b"From anna@desk.example", b"SQLite format 3\x00", b"SQLite format 3\x00" + bytes(4096)],
)
def test_foreign_files_are_refused_and_stay_as_they_were(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)

    with pytest.raises(NotOurDatabase):
        prepare(driver.make_engine(f"sqlite:///{path}"))

    assert path.read_bytes() == content


def test_newer_file_is_refused_and_stays_as_it_was(sqlite_desk: Desk) -> None:
    path = sqlite_desk.database.path
    assert path is not None
    with sqlite_desk.database.write() as session:
        session.execute(text(f"PRAGMA user_version = {SCHEMA + 1}"))
    sqlite_desk.close()
    before = path.read_bytes()

    with pytest.raises(DatabaseTooNew):
        prepare(driver.make_engine(f"sqlite:///{path}"))

    assert path.read_bytes() == before


@pytest.mark.parametrize("url", ["mysql://host/x", "nonsense", "sqlite+what:///x"])
def test_other_databases_are_refused_in_words(url: str) -> None:
    with pytest.raises(Unavailable, match=r"database\.bad_url"):
        driver.make_engine(url)


@pytest.mark.parametrize(
    ("host", "local"),
    [(None, True), ("/tmp/socket", True), ("127.0.0.1", True), ("::1", True), ("localhost", True),
     ("10.0.0.1", False), ("db.firm.example", False), ("127.0.0.1.evil.example", False)],
)  # fmt: skip
def test_only_loopback_may_do_without_tls(host: str | None, local: bool) -> None:
    assert driver.is_local_host(host) is local
