"""Somebody leaves: the duties they have ahead, and taking these off the calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop.domain.duty import Shift
from desktop.domain.duty_calendar import DutyCalendar
from desktop.domain.duty_edit import DutyEdit
from desktop.domain.duty_resolve import resolve
from desktop.domain.duty_rotation import RotationVersion
from desktop.domain.duty_span import Span, joined, outside, whole_minute
from desktop.domain.duty_swap import SwapState
from desktop.domain.worktime_local import zone_named
from desktop.models.database import Database
from desktop.models.duty import DutyOverrideRecord, DutySwapRecord
from desktop.models.roster import DutyShiftRecord, TemporaryShiftRecord
from desktop.services.duty import Duty
from desktop.services.duty_blocks import read_blocks
from desktop.services.duty_calendar import lines_of
from desktop.services.duty_log import DutyLog
from desktop.services.duty_overriding import write_edit
from desktop.services.duty_stored import AnyShift, key_of, take_away
from desktop.services.rotation_leaving import leave_rotations

YEAR: Final = timedelta(days=365)
"""Duties are counted this far ahead: a rotation has no end."""


@dataclass(frozen=True, slots=True)
class DutiesAhead:
    """How many duties somebody has in the next year, drafts too, and when the first begins.

    That is in the team's zone.
    """

    count: int
    first_at: datetime


class DutyLeaving:
    """Nobody else's duties change by it: what the person had is nobody's, and shown as a gap."""

    def __init__(self, database: Database, duty: Duty, log: DutyLog) -> None:
        self._database = database
        self._duty = duty
        self._log = log

    def ahead(self, session: Session, person_id: int) -> DutiesAhead | None:
        """Return the duties that a person still has; None without any."""
        now = self._database.now(session)
        blocks = read_blocks(session, self._duty, (now, now + YEAR))
        own = [each.start_at for each in blocks if each.person_id == person_id]
        zone = zone_named(self._duty.zone(session))
        return DutiesAhead(len(own), min(own).astimezone(zone)) if own else None

    def release(self, session: Session, person_id: int) -> None:
        """Take a person off the calendar from this minute on; what was, stays. Nothing is flushed.

        Rotations go on without them after eight weeks, in which the turns of the others stay.

        Raises:
            Refused: `duty.override_overlap` (facts `person`, `start`) where an override of one
                line takes them off a duty of all lines.
        """
        self._log.freeze(session)
        now = whole_minute(self._database.now(session))
        versions = leave_rotations(session, self._duty.zone(session), person_id, now)
        within = (now, _until(session, person_id, versions, now))
        _leave_shifts(session, person_id, self._pieces(session, within), now)
        common = self._duty.calendar(session, None, within)
        gone = self._take_off(session, None, common, versions, person_id, [], within)
        for line_id, _ in lines_of(session):
            own = _besides(self._duty.calendar(session, line_id, within), common)
            self._take_off(session, line_id, own, versions, person_id, gone, within)
        _close_requests(session, person_id)

    def _pieces(self, session: Session, within: Span) -> list[Shift]:
        line_ids = (None, *(line_id for line_id, _ in lines_of(session)))
        return [
            piece
            for line_id in line_ids
            for piece in self._duty.resolved(session, line_id, within).pieces
        ]

    def _take_off(
        self,
        session: Session,
        line_id: int | None,
        calendar: DutyCalendar,
        versions: dict[str, tuple[RotationVersion, ...]],
        person_id: int,
        gone: list[Span],
        within: Span,
    ) -> list[Span]:
        """Override what is left, but for the time in which all lines do; return the time."""
        person = str(person_id)
        left = replace(
            calendar,
            rules=tuple(
                replace(rule, versions=versions.get(rule.id, rule.versions))
                for rule in calendar.rules
            ),
            shifts=tuple(_kept(session, calendar.shifts)),
            overrides=(),
            temporary=(),
        )
        base = [
            replace(piece, start_at=start_at, end_at=end_at)
            for piece in resolve(left, *within).pieces
            for start_at, end_at in outside((piece.start_at, piece.end_at), gone)
        ]
        written = write_edit(session, base, line_id, DutyEdit(person, within), "")
        return [(each.start_at, each.end_at) for each in written if each.remove == person]


def _besides(calendar: DutyCalendar, common: DutyCalendar) -> DutyCalendar:
    """Return what a line has of its own."""
    known = {shift.id for shift in common.shifts}
    return replace(
        calendar,
        rules=tuple(each for each in calendar.rules if each not in common.rules),
        shifts=tuple(each for each in calendar.shifts if each.id not in known),
    )


def _until(
    session: Session,
    person_id: int,
    versions: dict[str, tuple[RotationVersion, ...]],
    now: datetime,
) -> datetime:
    """Return when nothing is left that puts the person on duty."""
    added = select(func.max(DutyOverrideRecord.end_at)).where(
        DutyOverrideRecord.add_id == person_id
    )
    ends = [
        session.scalar(added),
        session.scalar(select(func.max(DutyShiftRecord.end_at))),
        *(each.effective_at for dated in versions.values() for each in dated),
    ]
    return max([now + timedelta(minutes=1), *(each for each in ends if each is not None)])


def _leave_shifts(session: Session, person_id: int, pieces: Iterable[Shift], now: datetime) -> None:
    """Delete drafts, and stored shifts unless somebody else took a part of them."""
    held: dict[str, list[Span]] = {}
    for piece in pieces:
        if piece.person == str(person_id):
            held.setdefault(piece.id, []).append((piece.start_at, piece.end_at))
    for record in _shifts(session, person_id, now):
        is_draft = isinstance(record, DutyShiftRecord) and record.published_at is None
        ahead = (max(record.start_at, now), record.end_at)
        is_whole = any(
            span[0] <= ahead[0] and ahead[1] <= span[1]
            for span in joined(held.get(key_of(record), ()))
        )
        if is_draft or is_whole:
            take_away(session, record, now)


def _shifts(session: Session, person_id: int, now: datetime) -> Iterator[AnyShift]:
    own, temporary = DutyShiftRecord, TemporaryShiftRecord
    yield from session.scalars(
        select(own).where(own.person_id == person_id, own.end_at > now)
    ).all()
    yield from session.scalars(
        select(temporary).where(temporary.person_id == person_id, temporary.end_at > now)
    ).all()


def _kept(session: Session, shifts: Iterable[Shift]) -> Iterator[Shift]:
    """Give the shifts whose records are not about to be deleted."""
    gone = {key_of(each) for each in session.deleted if isinstance(each, DutyShiftRecord)}
    return (shift for shift in shifts if shift.id not in gone)


def _close_requests(session: Session, person_id: int) -> None:
    """Close what the person asked for, and what only they were asked for."""
    for swap in session.scalars(
        select(DutySwapRecord).where(
            DutySwapRecord.state == SwapState.ASKED,
            or_(DutySwapRecord.giver_id == person_id, DutySwapRecord.taker_id == person_id),
        )
    ):
        swap.state = SwapState.UNDONE
