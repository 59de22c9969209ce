"""Whether anybody is watching the deadlines: the heartbeat, and the gaps it leaves (D7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from desktop.models.meta import CoverageGap, Heartbeat
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services import clock_trust
from desktop.services.rows_alert import GapRow

LONGEST_SILENCE: Final = timedelta(seconds=90)
_KEPT = timedelta(days=1)


def beat(session: Session, instance: str, now: datetime) -> bool:
    """Note that `instance` watches at `now`; return whether a gap before it was recorded.

    A beat that lies in the future was made under a wrong clock and is forgotten.
    """
    clock_trust.note_beat(session, now)
    session.execute(delete(Heartbeat).where(Heartbeat.at > now))
    last_at: datetime | None = session.execute(select(func.max(Heartbeat.at))).scalar_one()
    has_gap = last_at is not None and now - last_at > LONGEST_SILENCE
    if last_at is not None and has_gap:
        session.execute(
            insert(CoverageGap).values(
                from_at=last_at, to_at=now, missed=_deadlines(session, last_at, now)
            )
        )
    known = session.execute(
        update(Heartbeat)
        .where(Heartbeat.instance == instance)
        .values(at=now)
        .returning(Heartbeat.instance)
        .execution_options(synchronize_session=False)
    ).first()
    if known is None:
        session.execute(insert(Heartbeat).values(instance=instance, at=now))
        session.execute(delete(Heartbeat).where(Heartbeat.at < now - _KEPT))
    return has_gap


def gaps(session: Session, since: datetime, limit: int) -> tuple[GapRow, ...]:
    """Return the newest gaps that ended after `since`."""
    statement = (
        select(CoverageGap.from_at, CoverageGap.to_at, CoverageGap.missed)
        .where(CoverageGap.to_at > since)
        .order_by(CoverageGap.to_at.desc(), CoverageGap.id.desc())
        .limit(limit)
    )
    return tuple(GapRow(*row) for row in session.execute(statement))


def _deadlines(session: Session, from_at: datetime, to_at: datetime) -> int:
    """Count the live deadlines that passed in the span without having been met before."""
    was_running = or_(ClockRecord.stopped_at.is_(None), ClockRecord.stopped_at > ClockRecord.due_at)
    statement = (
        select(func.count())
        .select_from(ClockRecord)
        .join(Ticket, Ticket.id == ClockRecord.ticket_id)
        .where(
            and_(ClockRecord.due_at > from_at, ClockRecord.due_at <= to_at),
            was_running,
            Ticket.alerts_from <= ClockRecord.due_at,
            Ticket.mark.is_(None),
        )
    )
    return session.execute(statement).scalar_one()
