"""Swaps of shifts: asked, taken, declined, undone, and taken over at once (duty.md D7)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty import LONGEST_SHIFT, Shift
from desktop.domain.duty_swap import (
    ShiftPart,
    Swap,
    decline,
    reach,
    take,
    take_over_now,
    undo,
)
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.duty import DutySwapRecord
from desktop.services import swap_checks, team
from desktop.services.duty import Duty
from desktop.services.duty_calendar import read_shift
from desktop.services.duty_log import DutyLog
from desktop.services.duty_records import swap_of
from desktop.services.duty_rows import SwapRow
from desktop.services.record_undo import undoable
from desktop.services.swap_notices import tell_of_swap

_MINUTE: Final = timedelta(minutes=1)
_UNDO: Final = "swap"
_MOST: Final = 500


@dataclass(frozen=True, slots=True)
class SwapRequest:
    """A request and the times it is about: a shift, or the part of it that was asked for."""

    row: SwapRow
    start_at: datetime
    end_at: datetime

    @property
    def id(self) -> int:
        """The number of the request."""
        return self.row.id


class Swaps:
    """Requests between two people; a lead may decide for both."""

    def __init__(self, database: Database, duty: Duty, log: DutyLog) -> None:
        self._database = database
        self._duty = duty
        self._log = log

    def between(self, start_at: datetime, end_at: datetime) -> tuple[SwapRow, ...]:
        """Return the requests for shifts that start in a span, by start and order."""
        statement = (
            select(DutySwapRecord)
            .where(DutySwapRecord.starts_at >= start_at, DutySwapRecord.starts_at < end_at)
            .order_by(DutySwapRecord.starts_at, DutySwapRecord.id)
        )
        with self._database.read() as session:
            return tuple(map(_row, session.scalars(statement)))

    def ahead(self) -> tuple[SwapRequest, ...]:
        """Return the requests for what is not over, open or answered, by start and order.

        Requests for shifts that are planned no more are left out.
        """
        with self._database.read() as session:
            now, zone = self._database.now(session), self._duty.zone(session)
            statement = (
                select(DutySwapRecord)
                # One that is not over began since then.
                .where(DutySwapRecord.starts_at >= now - LONGEST_SHIFT)
                .order_by(DutySwapRecord.starts_at, DutySwapRecord.id)
                .limit(_MOST)
            )
            found = []
            for record in session.scalars(statement):
                shift = read_shift(session, zone, record.shift_key)
                if shift is not None:
                    found.append(SwapRequest(_row(record), *reach(swap_of(record), shift)))
        # A part may lie outside of a shift that became shorter since.
        return tuple(each for each in found if max(each.start_at, now) < each.end_at)

    def part(self, shift_id: str, start_at: datetime, end_at: datetime) -> ShiftPart | None:
        """Return a time within a shift as the part that `ask` takes; None for all of the shift.

        Raises:
            Refused: `swap.bad_part` when it lies outside of the shift.
            NotFound: there is no such shift.
        """
        with self._database.read() as session:
            shift = self._shift(session, shift_id)
        if (start_at, end_at) == (shift.start_at, shift.end_at):
            return None
        if end_at > shift.end_at:
            raise Refused("swap.bad_part")
        return ShiftPart(start_at - shift.start_at, end_at - start_at)

    def ask(
        self,
        by: Actor,
        shift_id: str,
        giver_id: int,
        taker_id: int | None = None,
        part: ShiftPart | None = None,
        message: str = "",
    ) -> Changes:
        """Ask somebody, or anybody, to take over a shift or a part of it; `created` is the id.

        Raises:
            Refused: `swap.not_yours` unless the giver or a lead asks, `swap.not_held` when the
                giver has no part of the shift, `swap.own_shift`, `swap.over`, `swap.bad_part`,
                `swap.not_a_shift` for what is no shift of its own, `duty.locked`.
            NotFound: there is no such shift or person.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            self._require_right(session, by, giver_id)
            if taker_id is not None:
                team.member(session, taker_id)
            shift = self._shift(session, shift_id)
            now = self._database.now(session)
            asked = Swap(0, shift_id, str(giver_id), part=part)
            # What could not be taken is not asked for; the empty name stands for anybody.
            take(asked, "" if taker_id is None else str(taker_id), shift, now)
            swap_checks.held_by(session, shift, giver_id)
            swap_checks.refuse_locked(session, shift_id)
            record = _record(asked, shift, taker_id, message)
            session.add(record)
            changes = self._done(session, by, record, shift)
            return changes.merged(Changes.of(Topic.DUTY, created=record.id))

    def take(self, by: Actor, swap_id: int, taker_id: int) -> Changes:
        """Take over what was asked for; from now on the calendar shows the taker.

        Other requests of the giver for the same time are closed.

        Raises:
            Refused: `swap.not_yours` unless the taker or a lead says so, `swap.not_open`,
                `swap.not_for_you`, `swap.own_shift`, `swap.over`, `swap.bad_part`, `swap.not_held`
                when the giver has given it away since, `duty.person_left` (fact `person`),
                `duty.double_booking` (facts `person`, `start`) when the taker is on duty then,
                `swap.taker_away` (fact `person`) when absent and no lead decides, `duty.locked`.
            NotFound: there is no such request, shift or person.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            on_behalf = self._require_right(session, by, taker_id)
            record = _found(session, swap_id)
            shift = self._shift(session, record.shift_key)
            taken = take(
                swap_of(record),
                str(taker_id),
                shift,
                self._database.now(session),
                str(by.person_id) if on_behalf else None,
            )
            swap_checks.refuse_locked(session, shift.id)
            person, spans = team.member(session, taker_id), swap_checks.given(session, taken, shift)
            swap_checks.require_free(session, self._duty, shift, spans, person)
            if not self._is_lead(session, by):
                swap_checks.require_there(session, self._duty.zone(session), spans, person)
            swap_checks.close_others(session, taken, shift, swap_id)
            record.state, record.taker_id = taken.state, taker_id
            record.part_offset_min, record.part_length_min = _minutes(taken.part)
            record.decided_by_id = by.person_id if on_behalf else None
            record.position = _next_position(session)
            return self._done(session, by, record, shift)

    def decline(self, by: Actor, swap_id: int) -> Changes:
        """Turn a request down; whoever asked keeps the shift.

        Raises:
            Refused: `swap.not_open`, `swap.not_yours` unless giver, taker or a lead says so.
            NotFound: there is no such request.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            record = _found(session, swap_id)
            self._require_right(session, by, record.giver_id, record.taker_id)
            record.state = decline(swap_of(record)).state
            shift = read_shift(session, self._duty.zone(session), record.shift_key)
            return self._done(session, by, record, shift)

    def take_back(self, by: Actor, swap_id: int) -> Changes:
        """Undo a taken swap until what was swapped starts.

        The requests that were closed by it are open again, and whoever was asked is asked again.

        Raises:
            Refused: `swap.not_taken`, `swap.begun`, `swap.not_yours`, `duty.double_booking` (facts
                `person`, `start`) when the giver was given another duty for that time since,
                `duty.person_left` (fact `person`).
            NotFound: there is no such request or shift.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            record = _found(session, swap_id)
            self._require_right(session, by, record.giver_id, record.taker_id)
            shift, now = self._shift(session, record.shift_key), self._database.now(session)
            record.state = undo(swap_of(record), shift, now).state
            giver, span = team.member(session, record.giver_id), reach(swap_of(record), shift)
            swap_checks.require_free(session, self._duty, shift, [span], giver)
            opened = swap_checks.open_again(session, shift, swap_id, now)
            return self._done(session, by, record, shift, opened)

    def take_over_now(self, by: Actor, shift_id: str, giver_id: int, taker_id: int) -> Changes:
        """Give what is left of a running shift to somebody, as when its holder falls ill.

        Raises:
            Refused: `swap.not_running`, `swap.own_shift`, `swap.not_held`, `swap.not_a_shift`,
                `duty.person_left` (fact `person`), `duty.double_booking` (facts `person`, `start`).
            NotFound: there is no such shift or person.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            person = team.member(session, taker_id)
            shift = self._shift(session, shift_id)
            held = swap_checks.held_by(session, shift, giver_id)
            now = self._database.now(session)
            position = _next_position(session)
            # Of a shift given away in part, no more is told than what the giver had.
            last_at = max(end_at for _, end_at in held)
            has = Shift(shift.start_at, last_at, str(giver_id), shift.id, shift.source)
            swap = take_over_now(position, has, str(taker_id), now)
            spans = swap_checks.given(session, swap, shift)
            swap_checks.require_free(session, self._duty, shift, spans, person)
            swap_checks.close_others(session, swap, shift)
            record = _record(swap, shift, taker_id, "")
            record.position, record.decided_by_id = position, by.person_id
            session.add(record)
            changes = self._done(session, by, record, shift)
            return changes.merged(Changes.of(Topic.DUTY, created=record.id))

    def _done(
        self,
        session: Session,
        by: Actor,
        record: DutySwapRecord,
        shift: Shift | None,
        others: Iterable[DutySwapRecord] = (),
    ) -> Changes:
        """Write what was decided, and leave word about it; of a shift that is no more, none."""
        changes = undoable(session, _UNDO, Topic.DUTY)
        if shift is not None:
            now = self._database.now(session)
            for each in (record, *others):
                tell_of_swap(session, self._duty, each, shift, by, now)
        return self._database.announce(session, changes)

    def _shift(self, session: Session, shift_id: str) -> Shift:
        return swap_checks.swappable(session, self._duty.zone(session), shift_id)

    def _require_right(self, session: Session, by: Actor, *people: int | None) -> bool:
        """Refuse others than these people and leads; tell whether a lead acts on their behalf."""
        if by.person_id is None or by.person_id in people:
            return False
        if not self._is_lead(session, by):
            raise Refused("swap.not_yours")
        return True

    def _is_lead(self, session: Session, by: Actor) -> bool:
        """Tell whether a lead decides, or the program itself."""
        return by.person_id is None or team.is_lead(session, by)


def _found(session: Session, swap_id: int) -> DutySwapRecord:
    record = session.get(DutySwapRecord, swap_id)
    if record is None:
        raise NotFound(noun="swap", id=swap_id)
    return record


def _next_position(session: Session) -> int:
    return (session.scalar(select(func.max(DutySwapRecord.position))) or 0) + 1


def _record(swap: Swap, shift: Shift, taker_id: int | None, message: str) -> DutySwapRecord:
    offset, length = _minutes(swap.part)
    return DutySwapRecord(
        shift_key=shift.id,
        starts_at=shift.start_at,
        giver_id=int(swap.giver),
        taker_id=taker_id,
        part_offset_min=offset,
        part_length_min=length,
        state=swap.state,
        message=message.strip()[:500],
    )


def _minutes(part: ShiftPart | None) -> tuple[int | None, int | None]:
    return (None, None) if part is None else (part.offset // _MINUTE, part.length // _MINUTE)


def _row(record: DutySwapRecord) -> SwapRow:
    part = swap_of(record).part
    return SwapRow(
        record.id,
        record.shift_key,
        record.starts_at,
        record.giver_id,
        record.taker_id,
        None if part is None else (part.offset, part.length),
        record.state,
        record.decided_by_id,
        record.message,
    )
