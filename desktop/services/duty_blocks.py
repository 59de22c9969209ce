"""The pieces of duty and the drafts that people take hold of, on all lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Row, bindparam, or_, select
from sqlalchemy.orm import Session

from desktop.domain.duty import Shift, ShiftSource
from desktop.domain.duty_hours import night_dates
from desktop.domain.duty_span import Span
from desktop.models.roster import DutyShiftRecord
from desktop.services.duty import Duty
from desktop.services.duty_calendar import lines_of
from desktop.services.duty_records import is_stored, is_temporary, stored_key
from desktop.services.rest_rules import read_rest_rules

AROUND: Final = timedelta(days=8)
"""Pieces that reach out of a span come whole up to this much beyond it."""


# Built once: building it took longer than asking it.
_MARKED: Final = select(
    DutyShiftRecord.id,
    DutyShiftRecord.line_id,
    DutyShiftRecord.person_id,
    DutyShiftRecord.start_at,
    DutyShiftRecord.end_at,
    DutyShiftRecord.source,
    DutyShiftRecord.published_at,
    DutyShiftRecord.is_locked,
).where(
    or_(DutyShiftRecord.published_at.is_(None), DutyShiftRecord.is_locked),
    DutyShiftRecord.end_at > bindparam("start"),
    DutyShiftRecord.start_at < bindparam("end"),
)


@dataclass(frozen=True, slots=True)
class BoardBlock:
    """A piece of duty as it can be chosen, moved and explained.

    `shift_id` names what swaps and edits act on, empty for what an override adds. Drafts put
    nobody on duty yet.
    """

    shift_id: str
    line_id: int | None
    person_id: int
    start_at: datetime
    end_at: datetime
    source: ShiftSource
    is_night: bool = False
    is_draft: bool = False
    is_locked: bool = False

    @property
    def may_be_locked(self) -> bool:
        """Tell whether it has a lock: a turn of a rotation, which no plan moves, has none."""
        return is_stored(self.shift_id)

    @property
    def may_be_split(self) -> bool:
        """Tell whether it stands by itself: no turn of a rotation, nor swapped, nor overridden."""
        stands = is_stored(self.shift_id) or is_temporary(self.shift_id)
        return stands and self.source is not ShiftSource.SWAP

    @property
    def may_be_swapped(self) -> bool:
        """Tell whether swaps act on it: no draft, nor what an override or a schedule gave."""
        is_fixed = self.source in (ShiftSource.OVERRIDE, ShiftSource.TEMPORARY)
        return bool(self.shift_id) and not is_fixed and not self.is_draft


def read_blocks(session: Session, duty: Duty, within: Span) -> tuple[BoardBlock, ...]:
    """Return the blocks that have part in a span, by start, end and person; the past too.

    They are not cut to the span. What holds for all lines is there once, without a line. Time that
    an override adds to a person's duty is one block with it.
    """
    zone, night = duty.zone(session), read_rest_rules(session).night
    marked = list(session.execute(_MARKED, {"start": within[0], "end": within[1]}))
    locked = frozenset(stored_key(row.id) for row in marked if row.is_locked)
    found = [*_pieces(session, duty, within), *_drafts(marked)]
    blocks = (
        replace(
            block,
            is_night=bool(night_dates((block.start_at, block.end_at), zone, night)),
            is_locked=block.shift_id in locked,
        )
        for block in found
    )
    return tuple(sorted(blocks, key=lambda each: (each.start_at, each.end_at, each.person_id)))


def _pieces(session: Session, duty: Duty, within: Span) -> Iterator[BoardBlock]:
    """Give what puts somebody on duty: for all lines, then of each line what that does not say."""
    around = (within[0] - AROUND, within[1] + AROUND)
    common = duty.resolved(session, None, around)
    told: dict[object, list[Span]] = {}
    for piece in common.pieces:
        told.setdefault(_identity(piece), []).append((piece.start_at, piece.end_at))
    yield from _blocks(None, common.pieces, within)
    for line_id, _ in lines_of(session):
        found = duty.resolved(session, line_id, around)
        if found is common:
            continue
        own = (
            piece
            for piece in found.pieces
            if not any(
                start_at <= piece.start_at and piece.end_at <= end_at
                for start_at, end_at in told.get(_identity(piece), ())
            )
        )
        yield from _blocks(line_id, own, within)


def _blocks(line_id: int | None, pieces: Iterable[Shift], within: Span) -> Iterator[BoardBlock]:
    for piece in _prolonged(pieces):
        if piece.start_at < within[1] and piece.end_at > within[0]:
            person_id = int(piece.person)
            yield BoardBlock(
                piece.id, line_id, person_id, piece.start_at, piece.end_at, piece.source
            )


def _prolonged(pieces: Iterable[Shift]) -> Iterator[Shift]:
    """Give the pieces, each with the time that overrides add right before or after it."""
    last: dict[str, Shift] = {}
    for piece in sorted(pieces):
        before = last.get(piece.person)
        if before is None or before.end_at != piece.start_at or bool(before.id) == bool(piece.id):
            if before is not None:
                yield before
            last[piece.person] = piece
        else:
            named = before if before.id else piece
            last[piece.person] = replace(named, start_at=before.start_at, end_at=piece.end_at)
    yield from last.values()


def _drafts(
    marked: Iterable[
        Row[int, int | None, int, datetime, datetime, ShiftSource, datetime | None, bool]
    ],
) -> Iterator[BoardBlock]:
    for row in marked:
        if row.published_at is None:
            yield BoardBlock(
                stored_key(row.id),
                row.line_id,
                row.person_id,
                row.start_at,
                row.end_at,
                row.source,
                is_draft=True,
            )


def _identity(piece: Shift) -> tuple[object, ...]:
    return piece.person, piece.id, piece.source
