"""The one way to the records: `read`, `write` and `announce`; nothing else begins or commits."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, Connection, bindparam, literal_column, select, text, update
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.errors import ChangedMeanwhile, DatabaseTooNew, DeskError, Unavailable
from desktop.models import driver
from desktop.models.base import Base, from_microseconds
from desktop.models.meta import Meta, TopicVersion
from desktop.models.notices import CHANNEL, Notices
from desktop.models.refusals import as_unavailable

SCHEMA = 3
"""The schema this program writes: the number of the newest migration."""

SHARED = "shared"
"""Key of `Session.info`: what services keep between transactions, each knowing how long it holds.
"""

_NOW = {
    "sqlite": "CAST(unixepoch('now', 'subsec') * 1000000 AS INTEGER)",
    "postgresql": "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)",
}

_MIN_WRITER = select(Meta.value).where(Meta.key == "min_writer").scalar_subquery()
_TOPICS = Base.metadata.tables[TopicVersion.__tablename__]
_NOTIFY = text(f"SELECT pg_notify('{CHANNEL}', '')")
_RAISE_TOPICS = (
    update(_TOPICS)
    .where(_TOPICS.c.topic.in_(bindparam("topics", expanding=True)))
    .values(version=_TOPICS.c.version + 1)
)


class Database:
    """One database: an SQLite file of this computer, or a PostgreSQL shared by several.

    With a `clock` given, instants come from it (tests, demo, tour); otherwise from the
    database itself, inside the transaction (sla.md K23).
    """

    def __init__(self, engine: Engine, *, clock: Clock | None = None) -> None:
        self._engine = engine
        self._writing = engine.execution_options(**{driver.WRITE: True})
        self._reading = engine.execution_options(**{driver.SNAPSHOT: True})
        self._clock = clock
        self._info: dict[Any, Any] = {SHARED: {}}
        self._now_column: ColumnElement[int] = literal_column(_NOW[engine.dialect.name])
        self._min_writer_and_now = select(_MIN_WRITER, self._now_column)
        self._file = self._identity()

    @property
    def engine(self) -> Engine:
        return self._engine

    @property
    def is_sqlite(self) -> bool:
        return self._engine.dialect.name == "sqlite"

    @property
    def path(self) -> Path | None:
        """The SQLite file, or None for PostgreSQL and for memory."""
        name = self._engine.url.database
        return Path(name) if self.is_sqlite and name not in (None, "", ":memory:") else None

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session on one snapshot; whatever it changes is rolled back.

        Raises:
            Unavailable: the file or the server is not there.
        """
        with translated(), Session(self._reading, autoflush=False, info=self._info) as session:
            yield session

    @contextlib.contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session that holds the write lock; commits at the end, rolls back on any error.

        The first statement checks that this program may still write (reliability.md E5) and
        fixes `now`.

        Raises:
            ChangedMeanwhile: another person saved the same record first.
            DatabaseTooNew: a newer program has migrated the database meanwhile.
            Unavailable: disk full, locked, server away; `database.replaced` when a restore or
                somebody's hand put another file in its place (reliability.md A5).
        """
        from desktop.models import schema  # noqa: F401 -- to flush, every table has to be known

        with (
            translated(),
            Session(self._writing, autoflush=False, info=self._info) as session,
            session.begin(),
        ):
            self._enter(session)
            yield session

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Give a bare connection on the same footing as `read`, for whole tables at a time.

        Raises:
            Unavailable: as `read`.
        """
        with translated(), self._reading.connect() as connection:
            yield connection

    def _identity(self) -> tuple[int, int] | None:
        """Return which file the name leads to, None for PostgreSQL and for memory."""
        if self.path is None:
            return None
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def _enter(self, session: Session) -> None:
        if self._identity() != self._file:
            raise Unavailable("database.replaced", path=self.path)
        row = session.connection().execute(self._min_writer_and_now).one()
        if row[0] is not None and int(row[0]) > SCHEMA:
            raise DatabaseTooNew(made_by=int(row[0]), ours=SCHEMA)
        session.info["now"] = self._clock.now() if self._clock else from_microseconds(row[1])

    def now(self, session: Session) -> datetime:
        """Return the instant of this transaction: the same for the whole of a write."""
        if "now" not in session.info:
            session.info["now"] = (
                self._clock.now()
                if self._clock
                else from_microseconds(session.execute(select(self._now_column)).scalar_one())
            )
        instant: datetime = session.info["now"]
        return instant

    def announce(self, session: Session, changes: Changes) -> Changes:
        """Raise the counters of the topics touched, in this transaction, and return `changes`."""
        topics = sorted(topic.value for topic in changes.topics)
        if topics:
            session.connection().execute(_RAISE_TOPICS, {"topics": topics})
            if not self.is_sqlite:
                session.execute(_NOTIFY)
        return changes

    def topic_versions(self) -> dict[Topic, int]:
        """Return the present counter of every topic: what `watch_others` compares."""
        with self.read() as session:
            rows = session.execute(select(TopicVersion.topic, TopicVersion.version)).all()
        known = {topic.value: topic for topic in Topic}
        return {known[name]: version for name, version in rows if name in known}

    def listen(self) -> Notices:
        """Open a line on which PostgreSQL tells of every `announce`, ours too.

        Raises:
            Unavailable: the server is not there.
        """
        with translated():
            return Notices(self._engine)

    def close(self) -> None:
        """Close every connection; a closed SQLite file has no journal beside it (A12)."""
        if self.path is not None:
            with contextlib.suppress(DBAPIError), self._engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
        self._engine.dispose()


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Turn what a database refuses into the errors that the rest of the program knows."""
    try:
        yield
    except DeskError:
        raise
    except StaleDataError as problem:
        raise ChangedMeanwhile(noun="record") from problem
    except IntegrityError:
        raise
    except DBAPIError as problem:
        refusal = as_unavailable(problem)
        if refusal is None:
            raise
        raise refusal from problem
