"""The spells of an explanation: neighbouring segments told in one line, so many as fit a screen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from desktop.domain.explain_words import Part
from desktop.domain.sla_clock import Holder, Motion, Segment
from desktop.domain.ticket import Status

# More spells than this do not fit one screen: nights are drawn together, then the earliest.
MAX_SPELLS: Final = 12

Parts = Mapping[Part, timedelta]


@dataclass(frozen=True, slots=True)
class Spell:
    """Neighbouring segments told in one line; without a holder when they are drawn together."""

    start_at: datetime
    end_at: datetime
    parts: Parts
    count: int
    holder: Holder | None
    status: Status


def whole_seconds(segment: Segment) -> Spell:
    """Return a segment as a spell of whole seconds, whose ends are what is printed."""
    start = segment.start_at.replace(microsecond=0)
    end = segment.end_at.replace(microsecond=0)
    parts = {_part(segment): end - start}
    return Spell(start, end, parts, 1, segment.holder, segment.status)


def fitted(spells: Sequence[Spell]) -> Sequence[Spell]:
    """Draw spells together until they fit the screen, nights first, then the earliest."""
    spells = [spell for spell in _joined(spells, same_part=True) if spell.start_at < spell.end_at]
    if len(spells) > MAX_SPELLS:
        spells = list(_joined(spells, same_part=False))
    if len(spells) > MAX_SPELLS:
        kept = MAX_SPELLS - 1
        spells = [_one(spells[:-kept], holder=None), *spells[-kept:]]
    return spells


def held(spells: Iterable[Spell]) -> dict[Holder, dict[Part, timedelta]]:
    """Add up what each holder had the ticket for, in the order in which they first had it."""
    found: dict[Holder, list[Parts]] = {}
    for spell in spells:
        if spell.holder is not None and spell.start_at < spell.end_at:
            found.setdefault(spell.holder, []).append(spell.parts)
    return {holder: added(parts) for holder, parts in found.items()}


def added(parts: Iterable[Parts]) -> dict[Part, timedelta]:
    """Return the sum of each part."""
    totals: dict[Part, timedelta] = {}
    for each in parts:
        for part, span in each.items():
            totals[part] = totals.get(part, timedelta(0)) + span
    return totals


def _part(segment: Segment) -> Part:
    match segment.motion:
        case Motion.PAUSED:
            return Part.PAUSED
        case Motion.SOLVED:
            return Part.SOLVED
    return Part.COUNTED if segment.open else Part.CLOSED


def _joined(spells: Iterable[Spell], *, same_part: bool) -> Iterable[Spell]:
    """Join neighbours of one holder; what is put off to a date and a pause stay apart."""

    def alike(spell: Spell) -> object:
        parts = frozenset(spell.parts)
        moves = parts if same_part else parts <= {Part.COUNTED, Part.CLOSED}
        return spell.holder, spell.status is Status.WAITING_DATE, moves

    for _, group in groupby(spells, key=alike):
        found = list(group)
        yield _one(found, holder=found[0].holder)


def _one(spells: Sequence[Spell], holder: Holder | None) -> Spell:
    return Spell(
        spells[0].start_at,
        spells[-1].end_at,
        added(spell.parts for spell in spells),
        sum(spell.count for spell in spells),
        holder,
        spells[-1].status,
    )
