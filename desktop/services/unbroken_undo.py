"""Running clocks put back under what they were held to before an edit, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import itemgetter

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.sla import ClockResult
from desktop.domain.sla_unbroken import Spell
from desktop.models.base import to_microseconds
from desktop.models.ticket import Event
from desktop.services.policies import Books
from desktop.services.unbroken_batch import TICKET, Clocks, Row, Tally, place
from desktop.services.unbroken_clocks import CHUNK, by_spell, running_clocks, with_clocks
from desktop.services.unbroken_rows import Formers, store
from desktop.services.unbroken_rules import Held, former_rule

_number = itemgetter(place("ids"))


def lived_on(session: Session, events: Mapping[int, int]) -> set[int]:
    """Return the tickets to which anything happened after these events, by ticket."""
    if not events:
        return set()
    later = select(Event.ticket_id).where(Event.id > max(events.values())).distinct()
    return set(session.scalars(later)) & set(events)


def put_back(
    session: Session, numbers: Sequence[int], formers: Formers, books: Books, now: datetime
) -> list[int]:
    """Store the clocks of tickets as if the edit had not been; since it nothing happened to them.

    The numbers are in order. Return the tickets left alone, for the engine to judge.
    """
    left: list[int] = []
    at = to_microseconds(now)
    formerly = {number: held for held, ids in formers.held for number in ids}
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        groups: dict[Held | None, list[Row]] = defaultdict(list)
        for row in running_clocks(session, some, set(some), to_write=True):
            groups[formerly.get(_number(row))].append(row)
        tally = Tally()
        for held, rows in groups.items():
            rule = held and former_rule(held, books, now)
            if rule is None:
                tally.leave(map(TICKET, rows))
                continue
            for spell, clocks in by_spell(rule, rows, tally):
                tally.add(rule, spell, clocks, _late(spell, clocks, formers, at))
        batch = tally.batch(some, with_clocks(some, ClockResult.RUNNING))
        left += batch.left
        store(session, batch, at)
    return left


def _late(spell: Spell, clocks: Clocks, formers: Formers, now: int) -> dict[int, int]:
    """Return since when clocks are late: since before the edit, or by themselves since."""
    formerly = formers.late_since
    return {
        number: formerly.get(number, late_after)
        for number, late_after in zip(clocks.ids, spell.lates(clocks.starts), strict=True)
        if late_after < now or number in formerly
    }
