"""Running clocks put back under what they were held to before an edit, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.sla import ClockResult
from desktop.models.base import to_microseconds
from desktop.models.ticket import Event
from desktop.services.policies import Books
from desktop.services.unbroken_batch import Clock, Judged, Tally
from desktop.services.unbroken_clocks import CHUNK, running_clocks, started, with_clocks
from desktop.services.unbroken_rows import Formers, store
from desktop.services.unbroken_rules import Held, Rule, former_rule


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
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        groups: dict[Held | None, list[Clock]] = defaultdict(list)
        for clock in running_clocks(session, some, set(some), to_write=True):
            groups[formers.held.get(clock.id)].append(clock)
        tally = Tally()
        for held, clocks in groups.items():
            rule = held and former_rule(held, books, now)
            if rule is None:
                tally.leave(clocks)
            else:
                tally.add(rule, _judged(rule, clocks, formers, at))
        batch = tally.batch(some, with_clocks(some, ClockResult.RUNNING))
        left += batch.left
        store(session, batch, at)
    return left


def _judged(rule: Rule, clocks: list[Clock], formers: Formers, now: int) -> Iterator[Judged]:
    """Give each clock with when it became late: before the edit, or by itself since."""
    clocks.sort(key=started)
    late_since = formers.late_since
    courses = rule.after.courses(map(started, clocks))
    for clock, course in zip(clocks, courses, strict=True):
        late = late_since.get(clock.id)
        if late is None and course is not None and course.late_after < now:
            late = course.late_after
        yield clock, course, late
