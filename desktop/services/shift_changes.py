"""Shift changes: a duty that begins is accepted by whoever has it, or the lead hears of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.duty_span import Span
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.duty_notice import DutyNotice, ShiftChange
from desktop.models.insert_new import insert_new
from desktop.models.people import Person
from desktop.services import clock_trust, leases, settings, shift_mail, team
from desktop.services.duty import Duty
from desktop.services.duty_coverage import DutyCoverage
from desktop.services.duty_notice_standing import duty_spells
from desktop.services.duty_notices import tell
from desktop.services.leases import Held
from desktop.services.record_undo import undoable
from desktop.services.rows_notice import ShiftChangeRow

SILENCE: Final = timedelta(minutes=15)
"""So long after it was offered a shift may stay unaccepted before others hear of it."""

ASKED: Final = "duty.accept_shifts"
_AROUND: Final = timedelta(days=31)


class ShiftChanges:
    """Follows the calendar: one row for each duty that begins, whatever edit brought it.

    Duties of one person that touch are one, so that going on is no change. Only duties that
    have begun have rows; what is edited before needs none.
    """

    def __init__(self, database: Database, duty: Duty, coverage: DutyCoverage) -> None:
        self._database = database
        self._duty = duty
        self._coverage = coverage

    def follow(self, held: Held) -> tuple[Changes, timedelta | None]:
        """Offer the duties that began, and tell of those that nobody accepted.

        Return what changed, and how long until somebody goes on or off duty, or has been silent
        for too long; nobody has while the clock is in doubt, for the leads get mail about it.

        Raises:
            Unavailable: `lease.lost`; nothing was written.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            leases.check(session, held, now)
            if settings.read_all(session, None)[ASKED] is not True:
                return NOTHING, None
            within = (now - _AROUND, now + _AROUND)
            spells = duty_spells(session, self._coverage, within)
            running = {
                person_id: span
                for person_id, spans in spells.items()
                for span in spans
                if within[0] < span[0] <= now < span[1]
            }
            is_changed = _forget(session, now)
            is_changed |= _close(session, running, now)
            for person_id, span in running.items():
                is_changed |= _offer(session, person_id, span, spells, now)
            is_believed = clock_trust.doubted_since(session, now) is None
            untold = [each for each in _open(session, now) if each.told_at is None and is_believed]
            silent = [each for each in untold if each.offered_at + SILENCE <= now]
            for change in silent:
                self._tell_of_silence(session, change, now)
            session.flush()
            moments = [at for spans in spells.values() for span in spans for at in span if at > now]
            moments += [each.offered_at + SILENCE for each in untold if each not in silent]
            next_in = min(moments) - now if moments else None
            if not is_changed and not silent:
                return NOTHING, next_in
            topics = [Topic.ALERTS, *([Topic.OUTBOX] if silent else [])]
            return self._database.announce(session, Changes.of(*topics)), next_in

    def waiting_for(self, person_id: int) -> ShiftChangeRow | None:
        """Return the running duty that this person has not accepted yet."""
        with self._database.read() as session:
            now = self._database.now(session)
            mine = [each for each in _open(session, now) if each.person_id == person_id]
            if not mine:
                return None
            change = mine[-1]
            giver = session.get(Person, change.giver_id) if change.giver_id is not None else None
            return ShiftChangeRow(
                change.id,
                self._duty.zone(session),
                change.at,
                change.until_at,
                "" if giver is None else giver.name,
            )

    def accept(self, by: Actor, change_id: int) -> Changes:
        """Accept a duty; nothing when somebody has.

        Raises:
            NotFound: there is no such change, or it was taken back with a clock that was wrong.
            Refused: `shift.not_yours` unless whoever has it or a lead says so, `shift.over`.
        """
        with self._database.write() as session:
            change = session.get(ShiftChange, change_id, with_for_update=True)
            if change is None:
                raise NotFound(noun="shift", id=change_id)
            if by.person_id != change.person_id and not team.is_lead(session, by):
                raise Refused("shift.not_yours")
            now = self._database.now(session)
            if change.accepted_at is not None:
                return NOTHING
            if change.until_at <= now:
                raise Refused("shift.over")
            change.accepted_at, change.accepted_by_id = now, by.person_id
            return self._database.announce(session, undoable(session, "accept_shift", Topic.ALERTS))

    def _tell_of_silence(self, session: Session, change: ShiftChange, now: datetime) -> None:
        """Tell the leads and both people once, the leads by mail too."""
        leads = team.leads(session)
        told = [*(lead.id for lead in leads), change.person_id]
        if change.giver_id is not None:
            told.append(change.giver_id)
        for person_id in dict.fromkeys(told):
            key = f"not-accepted:{change.id}:{change.at.isoformat()}"
            tell(session, person_id, NoticeKind.NOT_ACCEPTED, key, _facts(change), now)
        zone = self._duty.zone(session)
        shift_mail.send(session, change, [e for e in leads if e.id != change.person_id], zone, now)
        change.told_at = now


def _open(session: Session, now: datetime) -> Sequence[ShiftChange]:
    """Return what has begun, is not over and was not accepted, by start."""
    statement = (
        select(ShiftChange)
        .where(ShiftChange.at <= now, ShiftChange.until_at > now, ShiftChange.accepted_at.is_(None))
        .order_by(ShiftChange.at, ShiftChange.id)
    )
    return session.scalars(statement).all()


def _offer(
    session: Session,
    person_id: int,
    span: Span,
    spells: Mapping[int, Sequence[Span]],
    now: datetime,
) -> bool:
    """Write that a duty began, unless that is written, and tell its holder."""
    start_at, end_at = span
    giver_id = next(
        (
            other
            for other, spans in spells.items()
            if other != person_id and any(ended_at == start_at for _, ended_at in spans)
        ),
        None,
    )
    values = {
        "person_id": person_id,
        "at": start_at,
        "until_at": end_at,
        "giver_id": giver_id,
        "offered_at": now,
    }
    statement = insert_new(session, ShiftChange).values(values).returning(ShiftChange.id)
    number = session.execute(statement).scalar_one_or_none()
    if number is None:
        return False
    change = session.get_one(ShiftChange, number)
    tell(session, person_id, NoticeKind.SHIFT_BEGINS, _begins(change), _facts(change), now)
    return True


def _close(session: Session, running: Mapping[int, Span], now: datetime) -> bool:
    """Let open changes end when their duty does: it may be shorter, longer or gone by now."""
    is_changed = False
    for change in _open(session, now):
        span = running.get(change.person_id)
        until_at = span[1] if span is not None and span[0] == change.at else now
        if until_at != change.until_at:
            change.until_at = until_at
            is_changed = True
    session.flush()
    return is_changed


def _forget(session: Session, now: datetime) -> bool:
    """Forget what was offered under a clock that ran ahead, unless somebody accepted it."""
    statement = select(ShiftChange).where(ShiftChange.at > now, ShiftChange.accepted_at.is_(None))
    early = session.scalars(statement).all()
    for change in early:
        notice = DutyNotice
        session.execute(
            delete(notice).where(
                notice.person_id == change.person_id, notice.key == _begins(change)
            ),
            execution_options={"synchronize_session": False},
        )
        session.delete(change)
    session.flush()
    return bool(early)


def _begins(change: ShiftChange) -> str:
    return f"begins:{change.at.isoformat()}"


def _facts(change: ShiftChange) -> dict[str, object]:
    """Return what a notice says: who has the duty, who handed it over, from when to when."""
    return {
        "person": change.person_id,
        "other": change.giver_id,
        "start": change.at.isoformat(),
        "end": change.until_at.isoformat(),
        "change": change.id,
    }
