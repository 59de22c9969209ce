"""Running clocks counted anew by arithmetic, many at a time (sla.md K9, K11).

An edit of a calendar or a policy moves the due times of thousands of tickets at once. Where no
clock of a ticket ever stood still, what the engine would say follows from when each started; all
other tickets are left to the engine. `tests/services/test_unbroken_clocks.py` holds both together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import datetime
from operator import attrgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, Text, and_, cast, not_, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.domain.sla import ClockResult, EventKind
from desktop.domain.sla_unbroken import MOVING, UNBROKEN, Course
from desktop.models.base import FAR_FUTURE, to_microseconds
from desktop.models.bulk import plain_rows
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Event, Ticket
from desktop.services.policies import Books
from desktop.services.unbroken_rules import Held, Rule, Rules

CHUNK: Final = 5_000
NEVER: Final = to_microseconds(FAR_FUTURE)
_started = attrgetter("started_at")


class Clock(NamedTuple):
    """A standing clock as it is stored, with what its ticket's list row tells.

    Instants are in microseconds; the first seven say what it is `Held` to.
    """

    result: str
    kind: str
    priority: str
    policy_id: int
    policy_version: int
    calendar: str | None
    calendar_version: int
    id: int
    ticket_id: int
    started_at: int
    due_at: int
    due_version: int
    breached_at: int | None
    target_seconds: int
    has_no_warnings: bool
    live: int | None
    next_due_at: int
    next_late_at: int
    next_due_kind: str | None
    next_due_target_seconds: int


class Counted(NamedTuple):
    """A clock under its new rule; `breached_at` is when it became late under either."""

    clock: Clock
    rule: Rule
    course: Course
    breached_at: int | None


class Batch(NamedTuple):
    """Some of the tickets of an edit: the clocks of each, the first due first, and those left.

    `running` are all tickets with running clocks between the first and the last of them.
    """

    counted: dict[int, list[Counted]]
    left: list[int]
    running: Select[int]


def count(
    session: Session,
    numbers: Sequence[int],
    data: Mapping[str, object],
    books: Books,
    now: datetime,
    *,
    to_write: bool = False,
) -> Iterator[Batch]:
    """Give the clocks of these tickets as of a `policy_changed` event with that data, now.

    The numbers are in order; the tickets left are for the engine to judge.
    """
    rules = Rules(data, books, now)
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        running = running_between(some[0], some[-1])
        broken = _broken(session, running, now)
        clocks = standing(session, set(some) - broken, running, to_write=to_write)
        counted = _by_ticket(clocks, rules, to_microseconds(now))
        yield Batch(counted, [number for number in some if number not in counted], running)


def running_between(first: int, last: int) -> Select[int]:
    """Return a query for the tickets with running clocks among those numbers."""
    return select(ClockRecord.ticket_id).where(
        ClockRecord.result == ClockResult.RUNNING.value, ClockRecord.ticket_id.between(first, last)
    )


def _broken(session: Session, tickets: Select[int], now: datetime) -> set[int]:
    """Return the tickets to which anything happened that a clock may stand still for."""
    event = aliased(Event)
    tells_status = event.kind.in_((EventKind.CREATED.value, EventKind.STATUS_CHANGED.value))
    is_moving = or_(*(event.data.contains(f'"status": "{status.value}"') for status in MOVING))
    statement = select(event.ticket_id).where(
        event.ticket_id.in_(tickets),
        or_(
            event.kind.not_in([kind.value for kind in UNBROKEN]),
            event.at > now,
            and_(tells_status, not_(is_moving)),
        ),
    )
    return set(session.scalars(statement))


def standing(
    session: Session, numbers: set[int], tickets: Select[int], *, to_write: bool
) -> dict[Held, list[Clock]]:
    """Return the standing clocks of those numbers; to write, locked as `clock_rows.stored` does."""
    clock = ClockRecord
    statement = (
        select(
            *(clock.result, clock.kind, Ticket.priority, clock.policy_id, clock.policy_version),
            *(clock.calendar, clock.calendar_version, clock.id, clock.ticket_id),
            *(clock.started_at, clock.due_at, clock.due_version, clock.breached_at),
            *(clock.target_seconds, cast(clock.warnings, Text) == "[]", Ticket.alerts_from),
            *(Ticket.next_due_at, Ticket.next_late_at),
            *(Ticket.next_due_kind, Ticket.next_due_target_seconds),
        )
        .join(Ticket, Ticket.id == clock.ticket_id)
        .where(clock.ticket_id.in_(tickets), clock.stopped_at.is_(None))
    )
    if to_write:
        statement = statement.with_for_update(of=clock)
    found: dict[tuple[Any, ...], list[Clock]] = defaultdict(list)
    for row in plain_rows(session.connection().execute(statement)):
        if row[8] in numbers:
            found[row[: len(Held._fields)]].append(Clock._make(row))
    return {Held._make(held): clocks for held, clocks in found.items()}


def _by_ticket(
    clocks: Mapping[Held, list[Clock]], rules: Rules, now: int
) -> dict[int, list[Counted]]:
    """Return the clocks of each ticket all of whose clocks could be counted."""
    found: dict[int, list[Counted]] = defaultdict(list)
    left: set[int] = set()
    for held, group in clocks.items():
        rule = rules.of(held)
        if rule is None:
            left.update(clock.ticket_id for clock in group)
            continue
        group.sort(key=_started)
        courses = rule.after.courses([clock.started_at for clock in group])
        for clock, course in zip(group, courses, strict=True):
            counted = None if course is None else _counted(clock, rule, course, now)
            if counted is None:
                left.add(clock.ticket_id)
            else:
                found[clock.ticket_id].append(counted)
    return first_due_first(found, left)


def first_due_first(
    found: Mapping[int, list[Counted]], left: Container[int]
) -> dict[int, list[Counted]]:
    """Return the clocks of each ticket in that order, but of those left and of no clear order.

    Which of two the list tells of when both are due first depends on the history.
    """
    sorted_out = {}
    for number, clocks in found.items():
        clocks.sort(key=_due)
        is_clear = len(clocks) < 2 or _due(clocks[0]) < _due(clocks[1])
        if is_clear and number not in left:
            sorted_out[number] = clocks
    return sorted_out


def _counted(clock: Clock, rule: Rule, course: Course, now: int) -> Counted | None:
    """Return the clock with when it became late: by itself before now, or by the edit (K9)."""
    breached = clock.breached_at
    if breached is None and clock.due_at < now:
        (before,) = rule.before.courses([clock.started_at])
        if before is None:
            return None
        breached = before.late_after if before.late_after < now else None
    if breached is None and course.late_after < now:
        breached = now
    return Counted(clock, rule, course, breached)


def _due(counted: Counted) -> int:
    return counted.course.due
