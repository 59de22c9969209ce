"""Duties edited by hand: given, moved, resized, handed to others, split, locked, taken away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.duty import LONGEST_SHIFT, ShiftSource, require_order
from desktop.domain.duty_edit import DutyEdit
from desktop.domain.duty_span import Span, minus, whole_minute
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime_local import zone_named
from desktop.models.database import Database
from desktop.models.people import Line
from desktop.models.roster import DutyShiftRecord, TemporaryScheduleRecord, TemporaryShiftRecord
from desktop.services import duty_stored, team
from desktop.services.duty import Duty
from desktop.services.duty_blocks import BoardBlock, read_blocks
from desktop.services.duty_checker import DutyChecker, read_ahead, read_checker
from desktop.services.duty_edit_notices import DutyEditNotices, Watched
from desktop.services.duty_log import DutyLog
from desktop.services.duty_overriding import is_taken_away, override, refuse_temporary
from desktop.services.duty_readings import hand_over_readings, keep_readings, share_readings
from desktop.services.duty_records import stored_shift
from desktop.services.duty_stored import AnyShift, shift_record
from desktop.services.policies import Policies
from desktop.services.record_undo import undoable

_UNDO: Final = "duty_shift"


@dataclass(frozen=True, slots=True)
class NewShift:
    """Somebody on duty for a time on a line, or on all lines; `reason` accepts its conflicts."""

    person_id: int
    start_at: datetime
    end_at: datetime
    line_id: int | None = None
    reason: str = ""
    is_draft: bool = False


class DutyShifts:
    """Edits what people see as blocks, wherever these come from, ahead of this minute.

    A stored shift is changed itself. A turn of a rotation, what was swapped and what overrides
    made is changed by overrides, so that the rotation stays what it is. Seconds are cut off.
    Those whose duties somebody else changed are told.
    """

    def __init__(
        self,
        database: Database,
        policies: Policies,
        duty: Duty,
        log: DutyLog,
        notices: DutyEditNotices,
    ) -> None:
        self._database = database
        self._policies = policies
        self._duty = duty
        self._log = log
        self._notices = notices

    def checker(self, start_at: datetime, end_at: datetime) -> DutyChecker:
        """Return what tells, without the database, what duties in a span would break."""
        with self._database.read() as session:
            now = self._database.now(session)
            return read_checker(session, self._duty, self._policies, (start_at, end_at), now)

    def assign(self, by: Actor, shift: NewShift) -> Changes:
        """Put somebody on duty, or propose it as a draft; `created` is the id of the stored shift.

        Where an override took that person off duty, it ends instead, and nothing is created.

        Raises:
            Refused: `duty.ends_before_start`, `duty.too_long` (fact `days`), `duty.past`,
                `duty.person_left` (fact `person`), `duty.double_booking` (facts `person`,
                `start`), `duty.conflict` (facts `person`, `conflicts`) without a reason,
                `duty.in_temporary` (fact `name`), `duty.override_overlap`.
            NotFound: there is no such person or line.
        """
        span = _checked(shift.start_at, shift.end_at)
        with self._database.write() as session:
            now = self._begin(session)
            if span[0] < now:
                raise Refused("duty.past")
            if shift.line_id is not None and session.get(Line, shift.line_id) is None:
                raise NotFound(noun="line", id=shift.line_id)
            self._require_possible(session, shift.person_id, span, shift.reason, None, now)
            edit = DutyEdit(on=str(shift.person_id), given=span)
            watched = self._notices.watch(session, span)
            if not shift.is_draft and is_taken_away(session, shift.line_id, shift.person_id, span):
                self._override(session, shift.line_id, edit, shift.reason)
                return self._finish(session, by, watched)
            if not shift.is_draft:
                refuse_temporary(session, shift.line_id, edit)
            record = DutyShiftRecord(
                line_id=shift.line_id,
                person_id=shift.person_id,
                start_at=span[0],
                end_at=span[1],
                source=ShiftSource.MANUAL,
                published_at=None if shift.is_draft else now,
                reason=_clean(shift.reason),
            )
            session.add(record)
            changes = self._finish(session, by, watched)
            return changes.merged(Changes.of(Topic.DUTY, created=record.id))

    def change(
        self,
        by: Actor,
        block: BoardBlock,
        person_id: int,
        start_at: datetime,
        end_at: datetime,
        reason: str = "",
    ) -> Changes:
        """Move or resize a block, or a part of one, or give it to somebody else.

        Of a duty that has begun only what is left changes. Asked for a reason is only what the
        block did not break before.

        Raises:
            ChangedMeanwhile: the block is not like this any more.
            Refused: as `assign`; `duty.locked`, `duty.outside_temporary` (fact `name`).
            NotFound: there is no such person.
        """
        span = _checked(start_at, end_at)
        with self._database.write() as session:
            now = self._begin(session)
            reach = min(block.start_at, span[0]), max(block.end_at, span[1])
            read_ahead(session, self._duty, reach)
            block = self._found(session, block)
            if (person_id, *span) == (block.person_id, block.start_at, block.end_at):
                return NOTHING
            _require_ahead(block, span, now)
            self._require_possible(session, person_id, span, reason, block, now)
            record = _own_record(session, block, now, person_id)
            watched = self._notices.watch(session, reach)
            if record is None:
                taken = _ahead((block.start_at, block.end_at), now)
                edit = DutyEdit(str(block.person_id), taken, str(person_id), _ahead(span, now))
                self._override(session, block.line_id, edit, reason)
            else:
                _require_inside(session, record, span)
                self._put(session, record, block, person_id, span, reason)
            return self._finish(session, by, watched)

    def remove(self, by: Actor, block: BoardBlock) -> Changes:
        """Take a block, or a part of one, off the calendar; one that has begun ends now.

        Nobody else comes on duty by that: a duty that an override gave away does not go back.

        Raises:
            ChangedMeanwhile: the block is not like this any more.
            Refused: `duty.past`, `duty.locked`, `duty.in_temporary`, `duty.override_overlap`.
        """
        with self._database.write() as session:
            now = self._begin(session)
            block = self._found(session, block)
            if block.end_at <= now and not block.is_draft:
                raise Refused("duty.past")
            record = _own_record(session, block, now, block.person_id)
            watched = self._notices.watch(session, (block.start_at, block.end_at))
            if record is None:
                taken = _ahead((block.start_at, block.end_at), now)
                edit = DutyEdit(str(block.person_id), taken)
                self._override(session, block.line_id, edit, "")
            else:
                duty_stored.take_away(session, record, now)
            return self._finish(session, by, watched)

    def split(self, by: Actor, block: BoardBlock, at: datetime) -> Changes:
        """Make two blocks of a shift that stands by itself; nobody's duty changes.

        Raises:
            ChangedMeanwhile: the block is not like this any more.
            Refused: `duty.bad_split` unless `at` lies within it, ahead of now; `duty.not_alone`
                for a turn of a rotation, and for what was swapped or overridden; `duty.locked`.
        """
        at = whole_minute(at)
        with self._database.write() as session:
            now = self._begin(session)
            block = self._found(session, block)
            record = _own_record(session, block, now, block.person_id)
            if record is None or block.source is ShiftSource.SWAP:
                raise Refused("duty.not_alone")
            if not max(block.start_at, now) < at < block.end_at:
                raise Refused("duty.bad_split")
            duty_stored.cut(session, record, at)
            return self._database.announce(session, undoable(session, _UNDO, Topic.DUTY))

    def lock(self, by: Actor, block: BoardBlock, is_locked: bool) -> Changes:
        """Keep a shift as it is, from plans and from edits by hand, or let it go again.

        Raises:
            ChangedMeanwhile: the block is not like this any more.
            Refused: `duty.not_alone` for a turn of a rotation, which no plan moves; `duty.past`.
        """
        with self._database.write() as session:
            now = self._begin(session)
            record = stored_shift(session, self._found(session, block, may_be_locked=True).shift_id)
            if record is None:
                raise Refused("duty.not_alone")
            if record.end_at <= now:
                raise Refused("duty.past")
            record.is_locked = is_locked
            return self._database.announce(session, undoable(session, _UNDO, Topic.DUTY))

    def _begin(self, session: Session) -> datetime:
        self._log.freeze(session)
        share_readings(session)
        return whole_minute(self._database.now(session))

    def _finish(self, session: Session, by: Actor, watched: Watched) -> Changes:
        """Write an edit, and tell those it concerns."""
        changes = undoable(session, _UNDO, Topic.DUTY)
        keep_readings(session)
        self._notices.tell(session, by, watched)
        changes = self._database.announce(session, changes)
        hand_over_readings(session)
        return changes

    def _found(
        self, session: Session, block: BoardBlock, *, may_be_locked: bool = False
    ) -> BoardBlock:
        """Return the block as it is now; where only a part was given, that part of it."""
        span = (block.start_at, block.end_at)
        for each in read_blocks(session, self._duty, span):
            is_same = (each.shift_id, each.line_id, each.person_id, each.is_draft) == (
                block.shift_id,
                block.line_id,
                block.person_id,
                block.is_draft,
            )
            if is_same and each.start_at <= span[0] and span[1] <= each.end_at:
                if each.is_locked and not may_be_locked:
                    raise Refused("duty.locked")
                return replace(each, start_at=span[0], end_at=span[1])
        raise ChangedMeanwhile(noun="shift", id=block.shift_id)

    def _require_possible(
        self,
        session: Session,
        person_id: int,
        span: Span,
        reason: str,
        block: BoardBlock | None,
        now: datetime,
    ) -> None:
        """Refuse somebody who is not there or on duty elsewhere, and what lacks a reason."""
        person = team.member(session, person_id)
        own = block if block is not None and block.person_id == person_id else None
        if not person.is_active and own is None:
            raise Refused("duty.person_left", person=person.name)
        checker = read_checker(session, self._duty, self._policies, span, now)
        known = [] if own is None else [(own.start_at, own.end_at)]
        for added in minus([span], known):
            booked = checker.booked(person_id, added, own)
            if booked is not None:
                start_at = booked.start_at.astimezone(zone_named(checker.zone))
                raise Refused("duty.double_booking", person=person.name, start=start_at)
        added_by_it = checker.added(person_id, *span, own)
        new = tuple(each for each in added_by_it if not each.is_refused)
        if new and not _clean(reason):
            raise Refused("duty.conflict", person=person.name, conflicts=new)

    def _override(
        self, session: Session, line_id: int | None, edit: DutyEdit, reason: str, without: str = ""
    ) -> None:
        """Write an edit as overrides, over the calendar without one stored shift."""
        calendar = self._duty.calendar(session, line_id, edit.reach)
        shifts = tuple(each for each in calendar.shifts if each.id != without)
        override(session, replace(calendar, shifts=shifts), line_id, edit, _clean(reason))

    def _put(
        self,
        session: Session,
        record: AnyShift,
        block: BoardBlock,
        person_id: int,
        span: Span,
        reason: str,
    ) -> None:
        """Change a stored shift; where overrides take its person away, these give way instead."""
        now = whole_minute(self._database.now(session))
        if isinstance(record, DutyShiftRecord) and not block.is_draft:
            given = DutyEdit(on=str(person_id), given=_ahead(span, now))
            if is_taken_away(session, block.line_id, person_id, given.reach):
                duty_stored.take_away(session, record, now)
                self._override(session, block.line_id, given, reason, without=block.shift_id)
                return
            refuse_temporary(session, block.line_id, given)
        holder = record.person_id if block.source is ShiftSource.SWAP else person_id
        put = duty_stored.put(session, record, holder, span, now)
        if isinstance(put, DutyShiftRecord):
            put.reason = _clean(reason) or put.reason


def _checked(start_at: datetime, end_at: datetime) -> Span:
    """Return the span in whole minutes.

    Raises:
        Refused: `duty.ends_before_start`, `duty.too_long`.
    """
    span = (whole_minute(start_at), whole_minute(end_at))
    require_order(*span)
    if span[1] - span[0] > LONGEST_SHIFT:
        raise Refused("duty.too_long", days=LONGEST_SHIFT.days)
    return span


def _require_ahead(block: BoardBlock, span: Span, now: datetime) -> None:
    """Refuse to change what is past, and to move anything into it."""
    is_kept = block.start_at < now and span[0] == block.start_at
    if block.end_at <= now or span[1] <= now or (span[0] < now and not is_kept):
        raise Refused("duty.past")


def _own_record(
    session: Session, block: BoardBlock, now: datetime, person_id: int
) -> AnyShift | None:
    """Return the record that alone makes the whole of a block, if one does.

    Whoever took all of a shift moves it with the swap, but hands it on by an override.
    """
    record = shift_record(session, block.shift_id)
    if record is None or record.end_at != block.end_at:
        return None
    has_begun = record.start_at < now and block.start_at < now
    if record.start_at != block.start_at and not has_begun:
        return None
    if record.person_id == block.person_id:
        return record
    is_swapped = block.source is ShiftSource.SWAP and person_id == block.person_id
    return record if is_swapped and not has_begun else None


def _require_inside(session: Session, record: AnyShift, span: Span) -> None:
    """Refuse to move a shift out of its temporary schedule, where it would not count."""
    if isinstance(record, TemporaryShiftRecord):
        schedule = session.get_one(TemporaryScheduleRecord, record.temporary_id)
        if span[0] < schedule.start_at or span[1] > schedule.end_at:
            raise Refused("duty.outside_temporary", name=schedule.name)


def _ahead(span: Span, now: datetime) -> Span:
    return max(span[0], now), span[1]


def _clean(reason: str) -> str:
    return reason.strip()[:500]
