"""Shifts that stand by themselves, moved and cut; of one that has begun only what is left."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty_span import Span
from desktop.domain.duty_swap import SwapState
from desktop.models.duty import DutySwapRecord
from desktop.models.roster import DutyShiftRecord, TemporaryShiftRecord
from desktop.services.duty_records import shift_of, stored_shift, temporary_key, temporary_shift

AnyShift = DutyShiftRecord | TemporaryShiftRecord


def shift_record(session: Session, shift_id: str) -> AnyShift | None:
    """Return the record of a stored shift, draft or not, or of a temporary schedule's."""
    return stored_shift(session, shift_id) or temporary_shift(session, shift_id)


def key_of(record: AnyShift) -> str:
    """Return the id by which blocks and swaps name a shift."""
    if isinstance(record, TemporaryShiftRecord):
        return temporary_key(record)
    return shift_of(record).id


def has_begun(record: AnyShift, now: datetime) -> bool:
    """Tell whether the past holds a part of it; a draft put nobody on duty."""
    is_draft = isinstance(record, DutyShiftRecord) and record.published_at is None
    return record.start_at < now and not is_draft


def put(session: Session, record: AnyShift, person_id: int, span: Span, now: datetime) -> AnyShift:
    """Give a shift to a person at other hours; return the record that holds what is ahead.

    Swaps follow a shift that moves. Requests of somebody who no longer has it are closed.
    """
    if has_begun(record, now) and (record.person_id != person_id or span[0] != record.start_at):
        record.end_at = now
        rest = copy_of(record, (max(span[0], now), span[1]))
        rest.person_id = person_id
        session.add(rest)
        return rest
    if record.person_id != person_id:
        close_swaps(session, record, SwapState.ASKED)
        record.person_id = person_id
    if record.start_at != span[0]:
        for swap in _swaps(session, record):
            swap.starts_at = span[0]
    record.start_at, record.end_at = span
    return record


def take_away(session: Session, record: AnyShift, now: datetime) -> None:
    """Delete a shift, with all its swaps; one that has begun ends now."""
    if has_begun(record, now):
        record.end_at = now
        return
    close_swaps(session, record, SwapState.ASKED, SwapState.TAKEN)
    session.delete(record)


def cut(session: Session, record: AnyShift, at: datetime) -> None:
    """Make two shifts of one, which touch at an instant within it."""
    session.add(copy_of(record, (at, record.end_at)))
    record.end_at = at


def copy_of(record: AnyShift, span: Span) -> AnyShift:
    """Return a new record like another, at other hours; an imported event stays with the old."""
    if isinstance(record, TemporaryShiftRecord):
        return TemporaryShiftRecord(
            temporary_id=record.temporary_id,
            person_id=record.person_id,
            start_at=span[0],
            end_at=span[1],
        )
    return DutyShiftRecord(
        line_id=record.line_id,
        person_id=record.person_id,
        start_at=span[0],
        end_at=span[1],
        source=record.source,
        published_at=record.published_at,
        is_locked=record.is_locked,
        reason=record.reason,
    )


def close_swaps(session: Session, record: AnyShift, *states: SwapState) -> None:
    """Close the requests for a shift that are in one of these states."""
    for swap in _swaps(session, record):
        if swap.state in states:
            swap.state = SwapState.UNDONE


def _swaps(session: Session, record: AnyShift) -> list[DutySwapRecord]:
    if isinstance(record, TemporaryShiftRecord):
        return []  # a swap of these does not count: they are fixed as they are
    wanted = DutySwapRecord.shift_key == key_of(record)
    return list(session.scalars(select(DutySwapRecord).where(wanted)))
