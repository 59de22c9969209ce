"""What is worth knowing of one duty: hand-overs, rest before it, the hours of its week."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from desktop.domain.duty_check import Engagements
from desktop.domain.duty_hours import weekend_of
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_span import Span, joined, minus, shared, total
from desktop.domain.worktime_local import first_instant, instant, zone_named
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_checker import DutyChecker

_WEEK: Final = timedelta(weeks=1)


class Side(StrEnum):
    """Who is there right before or after a duty."""

    PERSON = "person"
    WORK = "work"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who hands over or takes over; the id of a person."""

    side: Side
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class BlockFacts:
    """The facts of one duty; `rest` is None when nothing before it is known for weeks."""

    before: Neighbour
    after: Neighbour
    rest: timedelta | None
    week: timedelta


def block_facts(checker: DutyChecker, block: BoardBlock) -> BlockFacts:
    """Return the facts of a duty, from memory."""
    duty = (block.start_at, block.end_at)
    engaged = checker.engagements.get(block.person_id)
    busy = [] if engaged is None else _busy(engaged, checker.rules)
    ended = [end_at for _, end_at in minus(busy, [duty]) if end_at <= block.start_at]
    week = _week(block.start_at, checker.zone)
    return BlockFacts(
        _neighbour(checker, block, block.start_at, before=True),
        _neighbour(checker, block, block.end_at, before=False),
        block.start_at - max(ended) if ended else None,
        total(shared(joined([*busy, duty]), [week])),
    )


def _busy(engaged: Engagements, rules: DutyRules) -> list[Span]:
    return joined([*engaged.work_under(rules), *_duties(engaged)])


def _duties(engaged: Engagements) -> Iterable[Span]:
    return ((each.start_at, each.end_at) for each in engaged.duties)


def _neighbour(checker: DutyChecker, block: BoardBlock, at: datetime, *, before: bool) -> Neighbour:
    """Return who is there on the other side of an instant: a colleague, else those at work."""
    others = {who: each for who, each in checker.engagements.items() if who != block.person_id}
    for person_id, engaged in others.items():
        if any(_is_there(span, at, before=before) for span in _duties(engaged)):
            return Neighbour(Side.PERSON, person_id)
    work = (span for engaged in checker.engagements.values() for span in engaged.work)
    is_work = any(_is_there(span, at, before=before) for span in work)
    return Neighbour(Side.WORK if is_work else Side.NOBODY)


def _is_there(span: Span, at: datetime, *, before: bool) -> bool:
    return span[0] < at <= span[1] if before else span[0] <= at < span[1]


def _week(at: datetime, zone: str) -> Span:
    local = zone_named(zone)
    monday = weekend_of(at.astimezone(local).date())
    start, end = (first_instant(day, 0, local) for day in (monday, monday + _WEEK))
    return instant(start), instant(end)
