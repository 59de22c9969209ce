"""Running clocks put back under what they were held to before an edit, many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.models.base import to_microseconds
from desktop.models.ticket import Event
from desktop.services.policies import Books
from desktop.services.unbroken_clocks import (
    CHUNK,
    Batch,
    Clock,
    Counted,
    first_due_first,
    running_between,
    standing,
)
from desktop.services.unbroken_rows import Former, Formers, store
from desktop.services.unbroken_rules import Held, former_rule


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
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        running = running_between(some[0], some[-1])
        clocks = standing(session, set(some), running, to_write=True)
        counted = _counted(chain(*clocks.values()), formers, books, now)
        left += [number for number in some if number not in counted]
        store(session, Batch(counted, left, running), to_microseconds(now))
    return left


def _counted(
    clocks: Iterable[Clock], formers: Formers, books: Books, now: datetime
) -> dict[int, list[Counted]]:
    """Return the clocks of each ticket under their former rules."""
    left: set[int] = set()
    together: dict[Held, list[tuple[Clock, Former]]] = defaultdict(list)
    for clock in clocks:
        former = formers.get(clock.id)
        if former is None:
            left.add(clock.ticket_id)
        else:
            together[former.held].append((clock, former))
    found: dict[int, list[Counted]] = defaultdict(list)
    for held, pairs in together.items():
        rule = former_rule(held, books, now)
        if rule is None:
            left.update(clock.ticket_id for clock, _ in pairs)
            continue
        pairs.sort(key=_started)
        courses = rule.after.courses([clock.started_at for clock, _ in pairs])
        for (clock, former), course in zip(pairs, courses, strict=True):
            if course is None:
                left.add(clock.ticket_id)
                continue
            breached = former.breached_at
            if breached is None and course.late_after < to_microseconds(now):
                breached = course.late_after
            found[clock.ticket_id].append(Counted(clock, rule, course, breached))
    return first_due_first(found, left)


def _started(pair: tuple[Clock, Former]) -> int:
    return pair[0].started_at
