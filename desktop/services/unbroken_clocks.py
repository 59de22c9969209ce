"""Running clocks counted anew by arithmetic, many at a time (sla.md K9, K11).

An edit of a calendar or a policy moves the due times of thousands of tickets at once. Where no
clock of a ticket ever stood still, what the engine would say follows from when each started; all
other tickets are left to the engine. `tests/services/test_unbroken_clocks.py` holds both together.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, Text, and_, cast, not_, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.domain.alert import BREACH
from desktop.domain.sla import ClockKind, ClockResult, EventKind, Policy
from desktop.domain.sla_unbroken import MOVING, UNBROKEN, Course, Measure
from desktop.domain.ticket import Priority
from desktop.models.alert import Alert
from desktop.models.base import FAR_FUTURE, Base, to_microseconds
from desktop.models.bulk import plain_rows, update_plain
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Event, Ticket
from desktop.services.clock_rows import Told, since, withdraw
from desktop.services.policies import Books

CHUNK: Final = 2_000
_NEVER: Final = to_microseconds(FAR_FUTURE)
_RUNNING: Final = ClockResult.RUNNING.value
_CLOCKS: Final = Base.metadata.tables[ClockRecord.__tablename__]
_TICKETS: Final = Base.metadata.tables[Ticket.__tablename__]
_RULE: Final = ("target_seconds", "calendar", "calendar_version", "policy_version")
_ALARMS: Final = ("due_at", "due_version", "warnings", "next_warn_at")
_SUMMARY: Final = (
    *("next_due_at", "next_late_at"),
    *("next_due_kind", "next_due_target_seconds", "sla_result"),
)


class _Clock(NamedTuple):
    """A standing clock as it is stored, with what its ticket says; instants in microseconds."""

    ticket_id: int
    id: int
    kind: str
    result: str
    started_at: int
    due_at: int
    due_version: int
    breached_at: int | None
    target_seconds: int
    policy_id: int
    policy_version: int
    has_no_warnings: bool
    priority: str
    live: int | None
    next_due_at: int
    next_late_at: int


class _Rule(NamedTuple):
    """What a clock is held to now; `measure` None: to the same as before."""

    measure: Measure | None
    columns: tuple[int | str, ...]


class _Moved(NamedTuple):
    """A clock under its new rule."""

    clock: _Clock
    rule: _Rule
    course: Course


def recount(
    session: Session,
    events: Mapping[int, int],
    data: Mapping[str, object],
    books: Books,
    now: datetime,
) -> list[int]:
    """Store the clocks of tickets as of their `policy_changed` events with that data, just written.

    `events` are those, by ticket. Return the tickets left alone, for the engine to judge.
    """
    rules = _Rules(data, books, now)
    at = to_microseconds(now)
    left: list[int] = []
    for start in range(0, len(events), CHUNK):
        some = list(events)[start : start + CHUNK]
        edited = _edited([events[number] for number in some], now)
        broken = _broken(session, edited, now)
        clocks = _standing(session, edited)
        found = {
            number: moved
            for number, group in clocks
            if number not in broken and (moved := _counted(rules, list(group), at)) is not None
        }
        left += [number for number in some if number not in found]
        _store(session, edited, [each for moved in found.values() for each in moved], at)
        summaries = [_summary(number, moved) for number, moved in found.items()]
        update_plain(session.connection(), _TICKETS, _SUMMARY, summaries)
    return left


def _edited(events: Sequence[int], now: datetime) -> Select[int]:
    """Return a query for the tickets of these events: a list of thousands is slow to bind."""
    return select(Event.ticket_id).where(
        Event.id.between(min(events), max(events)),
        Event.kind == EventKind.POLICY_CHANGED.value,
        Event.at == now,
    )


def _broken(session: Session, edited: Select[int], now: datetime) -> set[int]:
    """Return the tickets to which anything happened that a clock may stand still for."""
    event = aliased(Event)
    tells_status = event.kind.in_((EventKind.CREATED.value, EventKind.STATUS_CHANGED.value))
    is_moving = or_(*(event.data.contains(f'"status": "{status.value}"') for status in MOVING))
    statement = select(event.ticket_id).where(
        event.ticket_id.in_(edited),
        or_(
            event.kind.not_in([kind.value for kind in UNBROKEN]),
            event.at > now,
            and_(tells_status, not_(is_moving)),
        ),
    )
    return set(session.scalars(statement))


def _standing(session: Session, edited: Select[int]) -> Iterable[tuple[int, Iterable[_Clock]]]:
    """Return the standing clocks of each ticket, locked as `clock_rows.stored` does."""
    clock = ClockRecord
    statement = (
        select(
            *(clock.ticket_id, clock.id, clock.kind, clock.result, clock.started_at),
            *(clock.due_at, clock.due_version, clock.breached_at, clock.target_seconds),
            *(clock.policy_id, clock.policy_version, cast(clock.warnings, Text) == "[]"),
            *(Ticket.priority, Ticket.alerts_from, Ticket.next_due_at, Ticket.next_late_at),
        )
        .join(Ticket, Ticket.id == clock.ticket_id)
        .where(clock.ticket_id.in_(edited), clock.stopped_at.is_(None))
        .order_by(clock.ticket_id)
        .with_for_update(of=clock)
    )
    rows = plain_rows(session.connection().execute(statement))
    return groupby(map(_Clock._make, rows), key=attrgetter("ticket_id"))


class _Rules:
    """The rules of an edit, looked up once for all clocks of a kind."""

    def __init__(self, data: Mapping[str, object], books: Books, now: datetime) -> None:
        self._calendar = data.get("calendar")
        self._books = books
        self._now = now
        self._policy = None if self._calendar is not None else self._found(*_policy_in(data))
        self._known: dict[tuple[int, int, str, str], _Rule | None] = {}

    def of(self, clock: _Clock) -> _Rule | None:
        """Return the clock's rule, None where the engine has to tell."""
        key = (clock.policy_id, clock.policy_version, clock.priority, clock.kind)
        if key not in self._known:
            self._known[key] = self._rule(*key)
        return self._known[key]

    def _rule(self, policy_id: int, version: int, priority: str, kind: str) -> _Rule | None:
        before = self._found(policy_id, version)
        policy = self._policy or before
        cell = Priority(priority), ClockKind(kind)
        target = policy.rows.get(cell)
        has_rows = target is not None and _promised(before, cell[0]) == _promised(policy, cell[0])
        if target is None or not has_rows or policy.id != policy_id:
            return None  # a clock ends or begins with the edit (K10), or follows another policy
        calendar = self._books.calendars.find(target.calendar, self._now)
        columns = (target.calendar, calendar.spec.version, policy.version)
        if self._calendar not in (None, target.calendar):
            return _Rule(None, columns)
        return _Rule(Measure(target, calendar, policy.thresholds), columns)

    def _found(self, policy_id: int, version: int) -> Policy:
        return self._books.policies.find(policy_id, self._now, version)


def _policy_in(data: Mapping[str, object]) -> tuple[int, int]:
    policy_id, version = data["policy"], data["policy_version"]
    if not isinstance(policy_id, int) or not isinstance(version, int):
        raise TypeError(f"a policy_changed event of {data}")
    return policy_id, version


def _promised(policy: Policy, priority: Priority) -> set[ClockKind]:
    return {kind for known, kind in policy.rows if known is priority}


def _counted(rules: _Rules, clocks: Sequence[_Clock], now: int) -> list[_Moved] | None:
    """Return the clocks of a ticket under their rules, the first due first.

    None where the engine has to tell.
    """
    found: list[_Moved] = []
    for clock in clocks:
        rule = rules.of(clock) if clock.result == _RUNNING else None
        was_late = clock.breached_at is not None
        if rule is None or (clock.due_at <= now and not was_late):
            return None
        if rule.measure is not None:
            course = rule.measure.course(clock.started_at, now, was_late=was_late)
        elif clock.due_at == _NEVER or (clock.has_no_warnings and clock.live is not None):
            return None
        else:
            is_next = clock.due_at == clock.next_due_at
            late = clock.next_late_at if is_next else clock.due_at
            course = Course(clock.target_seconds, clock.due_at, late, [])
        if course is None:
            return None
        found.append(_Moved(clock, rule, course))
    if len(found) > 1:
        found.sort(key=_due)
        if _due(found[0]) == _due(found[1]):
            return None  # which of them the list tells of depends on the history
    return found


def _store(session: Session, edited: Select[int], found: Sequence[_Moved], now: int) -> None:
    """Write the clocks, as `clock_rows.write` does of what the engine says."""
    alarmed = set(session.scalars(select(Alert.clock_id).where(Alert.ticket_id.in_(edited))))
    told = Told(session, list(alarmed))
    kept: list[tuple[Any, ...]] = []
    armed: list[tuple[Any, ...]] = []
    withdrawn: list[int] = []
    for clock, rule, course in found:
        if rule.measure is None:
            continue
        columns = (course.target_seconds, *rule.columns)
        has_moved = course.due != clock.due_at
        ahead: list[list[int]] = []
        if clock.live is not None and (has_moved or clock.has_no_warnings):
            warnings = since(clock.live, [*course.warnings, (BREACH, course.late_after)])
            known = told.of(clock.id) if clock.id in alarmed else ()
            ahead = [pair for pair in warnings if pair[1] > now and pair[0] not in known]
        if has_moved and clock.id in alarmed:
            withdrawn.append(clock.id)
        if has_moved or ahead:
            version = clock.due_version + has_moved
            first = min([at for _, at in ahead], default=_NEVER)
            armed.append((*columns, course.due, version, str(ahead), first, clock.id))
        else:
            kept.append((*columns, clock.id))
    if withdrawn:
        withdraw(session, withdrawn)
    connection = session.connection()
    update_plain(connection, _CLOCKS, _RULE, kept)
    update_plain(connection, _CLOCKS, (*_RULE, *_ALARMS), armed)


def _summary(number: int, found: Sequence[_Moved]) -> tuple[int | str, ...]:
    """Return what `clocks.summary_of` does, with the number of the ticket."""
    clock, _, course = found[0]
    return (
        *(course.due, course.late_after, clock.kind, course.target_seconds),
        *(_RUNNING, number),
    )


def _due(moved: _Moved) -> int:
    return moved.course.due
