"""What stands in the way of a swap: a giver who has no more of it, a taker who cannot."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty import Shift, WishKind
from desktop.domain.duty_span import Span
from desktop.domain.duty_swap import Swap, SwapState, apply_swaps, reach
from desktop.domain.errors import NotFound, Refused
from desktop.models.duty import AbsenceRecord, DutySwapRecord, WishRecord
from desktop.models.people import Person
from desktop.services.duty import Duty
from desktop.services.duty_calendar import read_shift
from desktop.services.duty_records import stored_shift, swap_of
from desktop.services.duty_stored import shift_record


def swappable(session: Session, zone: str, shift_id: str) -> Shift:
    """Return a shift as rules have it, whatever line it belongs to.

    Raises:
        Refused: `swap.not_a_shift` for a draft, and for what an override or a temporary schedule
            gave.
        NotFound: there is no such shift.
    """
    found = read_shift(session, zone, shift_id)
    if found is not None:
        return found
    if not shift_id or shift_record(session, shift_id) is not None:
        raise Refused("swap.not_a_shift")
    raise NotFound(noun="shift", id=shift_id)


def refuse_locked(session: Session, shift_id: str) -> None:
    """Refuse to give away a shift that is kept as it is.

    Raises:
        Refused: `duty.locked`.
    """
    record = stored_shift(session, shift_id)
    if record is not None and record.is_locked:
        raise Refused("duty.locked")


def pieces_of(session: Session, shift: Shift) -> list[Shift]:
    """Return the shift as it is after the swaps taken so far."""
    taken = session.scalars(
        select(DutySwapRecord)
        .where(DutySwapRecord.shift_key == shift.id, DutySwapRecord.state == SwapState.TAKEN)
        .order_by(DutySwapRecord.position)
    )
    return apply_swaps([shift], {shift.id: tuple(map(swap_of, taken))})


def held_by(session: Session, shift: Shift, person_id: int) -> list[Span]:
    """Return the parts of a shift that a person has.

    Raises:
        Refused: `swap.not_held` when there is none.
    """
    pieces = pieces_of(session, shift)
    held = [(each.start_at, each.end_at) for each in pieces if each.person == str(person_id)]
    if not held:
        raise Refused("swap.not_held")
    return held


def given(session: Session, swap: Swap, shift: Shift) -> list[Span]:
    """Return what of a shift changes hands: of what the swap is about, what its giver still has.

    Raises:
        Refused: `swap.not_held` when nothing is left.
    """
    within = reach(swap, shift)
    held = [_shared(each, within) for each in held_by(session, shift, int(swap.giver))]
    spans = [each for each in held if each is not None]
    if not spans:
        raise Refused("swap.not_held")
    return spans


def require_free(
    session: Session, duty: Duty, shift: Shift, spans: list[Span], person: Person
) -> None:
    """Refuse who would get a duty and has left, or is on duty then already by something else.

    Raises:
        Refused: `duty.person_left` (fact `person`), `duty.double_booking` (facts `person`,
            `start`).
    """
    if not person.is_active:
        raise Refused("duty.person_left", person=person.name)
    within = min(start_at for start_at, _ in spans), max(end_at for _, end_at in spans)
    for _, _, pieces in duty.by_line(session, within):
        for piece in pieces:
            if piece.person != str(person.id) or piece.id == shift.id:
                continue
            if any(_shared((piece.start_at, piece.end_at), span) for span in spans):
                start_at = piece.start_at.astimezone(ZoneInfo(duty.zone(session)))
                raise Refused("duty.double_booking", person=person.name, start=start_at)


def require_there(session: Session, zone: str, spans: list[Span], person: Person) -> None:
    """Refuse a taker who is absent then, or said that these days are impossible.

    Raises:
        Refused: `swap.taker_away` (fact `person`).
    """
    days = [start_at.astimezone(ZoneInfo(zone)).date().isoformat() for start_at, _ in spans]
    impossible = select(WishRecord.id).where(
        WishRecord.person_id == person.id,
        WishRecord.kind == WishKind.IMPOSSIBLE,
        WishRecord.day.in_(days),
    )
    absences = select(AbsenceRecord.start_at, AbsenceRecord.end_at).where(
        AbsenceRecord.person_id == person.id,
        AbsenceRecord.end_at > min(start_at for start_at, _ in spans),
    )
    is_absent = any(
        _shared((away.start_at, away.end_at), span)
        for away in session.execute(absences)
        for span in spans
    )
    if is_absent or session.scalars(impossible).first() is not None:
        raise Refused("swap.taker_away", person=person.name)


def close_others(session: Session, taken: Swap, shift: Shift, swap_id: int | None = None) -> None:
    """Close the other requests of the giver for time that has just changed hands by a swap.

    Nothing is flushed, so that they can be opened again.
    """
    within = reach(taken, shift)
    others = session.scalars(
        select(DutySwapRecord).where(
            DutySwapRecord.shift_key == shift.id,
            DutySwapRecord.giver_id == int(taken.giver),
            DutySwapRecord.state == SwapState.ASKED,
        )
    )
    for record in others.all():
        if record.id != swap_id and _shared(reach(swap_of(record), shift), within):
            record.state, record.closed_by = SwapState.UNDONE, swap_id


def open_again(session: Session, shift: Shift, swap_id: int, now: datetime) -> list[DutySwapRecord]:
    """Open what a swap closed that is taken back now, unless its time is over; return that."""
    closed = session.scalars(
        select(DutySwapRecord)
        .where(DutySwapRecord.shift_key == shift.id, DutySwapRecord.closed_by == swap_id)
        .order_by(DutySwapRecord.id)
    )
    found = [each for each in closed.all() if reach(swap_of(each), shift)[1] > now]
    for record in found:
        record.state, record.closed_by = SwapState.ASKED, None
    return found


def _shared(one: Span, other: Span) -> Span | None:
    start_at, end_at = max(one[0], other[0]), min(one[1], other[1])
    return (start_at, end_at) if start_at < end_at else None
