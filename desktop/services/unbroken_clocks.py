"""Running clocks counted anew by arithmetic, many at a time (sla.md K9, K11).

An edit of a calendar or a policy moves the due times of thousands of tickets at once. Where no
clock of a ticket ever stood still, what the engine would say follows from when each started; all
other tickets are left to the engine. `tests/services/test_unbroken_clocks.py` holds both together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from datetime import datetime
from operator import itemgetter
from typing import Final

from sqlalchemy import Select, Text, and_, cast, not_, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.domain.sla import ClockResult, EventKind
from desktop.domain.sla_unbroken import MOVING, UNBROKEN, Spell
from desktop.models.base import to_microseconds
from desktop.models.bulk import plain_rows
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Event, Ticket
from desktop.services.policies import Books
from desktop.services.unbroken_batch import HELD, TICKET, Batch, Clocks, Row, Tally, place
from desktop.services.unbroken_rules import Held, Rule, Rules

CHUNK: Final = 5_000
_start = itemgetter(place("starts"))


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
    at = to_microseconds(now)
    for start in range(0, len(numbers), CHUNK):
        some = numbers[start : start + CHUNK]
        unbroken = set(some) - _broken(session, some, now)
        groups: dict[Row, list[Row]] = defaultdict(list)
        for row in running_clocks(session, some, unbroken, to_write=to_write):
            groups[row[:HELD]].append(row)
        tally = Tally()
        for held, rows in groups.items():
            rule = rules.of(Held._make(held))
            if rule is None:
                tally.leave(map(TICKET, rows))
                continue
            for spell, clocks in by_spell(rule, rows, tally):
                tally.add(rule, spell, clocks, _late(rule, spell, clocks, at, tally))
        yield tally.batch(some, with_clocks(some, ClockResult.RUNNING))


def by_spell(rule: Rule, rows: list[Row], tally: Tally) -> Iterator[tuple[Spell, Clocks]]:
    """Give the clocks of a rule that started together; leave those of which it cannot tell."""
    rows.sort(key=_start)
    clocks = Clocks.of(rows)
    for spell, those in rule.after.spells(clocks.starts):
        together = clocks.part(those)
        if spell is None:
            tally.leave(together.tickets)
        else:
            yield spell, together


def with_clocks(numbers: Sequence[int], result: ClockResult) -> Select[int]:
    """Return a query for the tickets with such clocks between the first and the last of those."""
    return select(ClockRecord.ticket_id).where(
        ClockRecord.result == result.value, ClockRecord.ticket_id.between(numbers[0], numbers[-1])
    )


def _broken(session: Session, numbers: Sequence[int], now: datetime) -> set[int]:
    """Return the tickets to which anything happened that a clock may stand still for."""
    event = aliased(Event)
    tells_status = event.kind.in_((EventKind.CREATED.value, EventKind.STATUS_CHANGED.value))
    is_moving = or_(*(event.data.contains(f'"status": "{status.value}"') for status in MOVING))
    stood = select(event.ticket_id).where(
        event.ticket_id.in_(with_clocks(numbers, ClockResult.RUNNING)),
        or_(
            event.kind.not_in([kind.value for kind in UNBROKEN]),
            event.at > now,
            and_(tells_status, not_(is_moving)),
        ),
    )
    standing = with_clocks(numbers, ClockResult.PAUSED)
    return {*session.scalars(stood), *session.scalars(standing)}


def running_clocks(
    session: Session, numbers: Sequence[int], wanted: Container[int], *, to_write: bool
) -> Iterator[Row]:
    """Give the running clocks of the tickets wanted among those numbers.

    To write they are locked, as `clock_rows.stored` does.
    """
    clock = ClockRecord
    running = with_clocks(numbers, ClockResult.RUNNING)
    # Few columns, and numbers rather than words: making Python's values of them is what costs.
    statement = running.join(Ticket, Ticket.id == clock.ticket_id).with_only_columns(
        *(clock.kind, Ticket.priority_rank, clock.policy_id, clock.policy_version),
        *(clock.calendar, clock.calendar_version, clock.id, clock.ticket_id),
        *(clock.started_at, clock.due_at, clock.due_version, clock.breached_at),
        *(cast(clock.warnings, Text) == "[]", Ticket.alerts_from),
    )
    if to_write:
        statement = statement.with_for_update(of=clock)
    rows = plain_rows(session.connection().execute(statement))
    return (row for row in rows if TICKET(row) in wanted)


def _late(rule: Rule, spell: Spell, clocks: Clocks, now: int, tally: Tally) -> dict[int, int]:
    """Return since when clocks are late: by themselves before now, or by the edit (K9)."""
    found: dict[int, int] = {}
    starts = clocks.starts
    each = zip(starts, clocks.dues, clocks.late_since, spell.lates(starts), strict=True)
    for index, (start, due, late, late_after) in enumerate(each):
        if late is None and due < now:
            before = rule.before.spell(start)
            if before is None:
                tally.leave([clocks.tickets[index]])
            elif before.late_after < now:
                late = before.late_after
        if late is None and late_after < now:
            late = now
        if late is not None:
            found[clocks.ids[index]] = late
    return found
