"""Whether this computer's clock is believed: until it is, no mail leaves by itself.

The counter that `system.clock_check` compares with is lost between two runs. A clock that is
behind the last beat then, or more than a week ahead of it, is in doubt until a person confirms
it, fresh mail bears it out, or it is set right (reliability.md 2.4). What people send goes on;
nothing that waits is lost. A server has a clock of its own, which is never in doubt here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.clock_doubt import LONGEST_ABSENCE, TOLERATED_STEP_BACK, bears_out, is_plausible
from desktop.domain.draft import DraftKind
from desktop.domain.ticket import Actor
from desktop.models.base import from_microseconds, to_microseconds
from desktop.models.database import Database
from desktop.models.draft import Draft
from desktop.models.meta import Heartbeat, Meta
from desktop.models.outbox import Outbox, OutboxKind, OutboxState

_TRUSTED: Final = "clock_trusted_at"
"""The last instant that was believed, kept while the clock is in doubt."""

_READY: Final = (OutboxState.HELD, OutboxState.QUEUED)


@dataclass(frozen=True, slots=True)
class ClockDoubt:
    """What the clock says, when the program last ran, and how much mail waits for an answer."""

    last_at: datetime
    now: datetime
    waiting: int


class ClockTrust:
    """Tells of a doubt, and ends it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def doubt(self) -> ClockDoubt | None:
        """Return what somebody has to judge; None while the clock is believed."""
        with self._database.read() as session:
            now = self._database.now(session)
            last_at = doubted_since(session, now)
            return None if last_at is None else ClockDoubt(last_at, now, _waiting(session, now))

    def confirm(self, by: Actor) -> Changes:
        """Believe the clock: somebody has looked at it. What waits leaves."""
        with self._database.write() as session:
            now = self._database.now(session)
            if doubted_since(session, now) is None:
                return NOTHING
            _keep(session, now)
            return self._database.announce(session, Changes.of(Topic.OUTBOX))


def doubted_since(session: Session, now: datetime) -> datetime | None:
    """Return the last instant that was believed, if `now` cannot be; None: all is well."""
    if session.get_bind().dialect.name != "sqlite":
        return None
    last_at = _kept(session) or _last_beat(session)
    return None if last_at is None or is_plausible(last_at, now) else last_at


def note_beat(session: Session, now: datetime) -> None:
    """Keep a doubt before a beat hides it, or forget one that is over."""
    last_at = doubted_since(session, now)
    if last_at is not None:
        _keep(session, last_at)
    elif (kept := session.get(Meta, _TRUSTED)) is not None:
        session.delete(kept)
        session.flush()
        _set_right(session, now)


def heard(session: Session, written_at: Iterable[datetime | None], now: datetime) -> None:
    """End a doubt if one of these instants, which another clock wrote down, bears `now` out."""
    if doubted_since(session, now) is not None and any(
        at is not None and bears_out(at, now) for at in written_at
    ):
        _keep(session, now)


def _kept(session: Session) -> datetime | None:
    kept = session.get(Meta, _TRUSTED)
    return None if kept is None else from_microseconds(int(kept.value))


def _keep(session: Session, instant: datetime) -> None:
    session.merge(Meta(key=_TRUSTED, value=str(to_microseconds(instant))))
    session.flush()


def _last_beat(session: Session) -> datetime | None:
    last_at: datetime | None = session.execute(select(func.max(Heartbeat.at))).scalar_one()
    return last_at


def _set_right(session: Session, now: datetime) -> None:
    """Mend what a clock that ran ahead has dated: it would wait for years.

    A machine's mail of then promises wrong dates and is given up; a person's leaves now.
    """
    waits = update(Outbox).where(Outbox.state.in_(_READY))
    is_automatic = Outbox.kind != OutboxKind.REPLY
    for mended in (
        waits.where(is_automatic, Outbox.created_at > now + TOLERATED_STEP_BACK).values(
            state=OutboxState.CANCELLED
        ),
        waits.where(Outbox.not_before > now + LONGEST_ABSENCE).values(not_before=now),
    ):
        session.execute(mended, execution_options={"synchronize_session": False})


def _waiting(session: Session, now: datetime) -> int:
    """Count the mails that would have left by themselves."""
    automatic = (
        select(func.count())
        .select_from(Outbox)
        .where(Outbox.state.in_(_READY), Outbox.kind != OutboxKind.REPLY, Outbox.not_before <= now)
    )
    scheduled = (
        select(func.count())
        .select_from(Draft)
        .where(Draft.kind == DraftKind.SCHEDULED, Draft.not_before <= now)
    )
    return sum(session.execute(each).scalar_one() for each in (automatic, scheduled))
