"""Clocks of tickets to which nothing has happened since they came, counted by arithmetic.

That is most of an import, and the engine takes several times as long for the same verdict;
`tests/services/test_first_clocks.py` holds both together.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from desktop.domain.sla import ClockKind, ClockResult, TicketEvent
from desktop.domain.sla_unbroken import Spell
from desktop.models.base import FAR_FUTURE, Base, from_microseconds, to_microseconds
from desktop.models.bulk import insert_plain
from desktop.models.sla import ClockRecord
from desktop.services.clock_rows import since
from desktop.services.intake_rows import Row
from desktop.services.policies import Books
from desktop.services.unbroken_rules import Held, former_rule

_TABLE: Final = Base.metadata.tables[ClockRecord.__tablename__]
_COLUMNS: Final = (
    *("ticket_id", "kind", "round", "started_at", "due_at", "due_version", "stopped_at"),
    *("target_seconds", "used_seconds", "wall_seconds", "paused_seconds", "result"),
    *("breached_at", "policy_id", "policy_version", "calendar", "calendar_version"),
    *("holders", "warnings", "next_warn_at"),
)
_FROM_THE_FIRST: Final = (ClockKind.SOLUTION, ClockKind.FIRST_RESPONSE)
"""The clocks a new ticket may have. Of two that are due at once the engine tells of the former."""
_SILENT: Final = ("[]", to_microseconds(FAR_FUTURE))


class First(NamedTuple):
    """The rows of the clocks, and the columns of each ticket counted that tell of them."""

    clocks: list[tuple[Any, ...]]
    told: dict[int, Row]


def count(
    rows: Mapping[int, Row],
    histories: Mapping[int, Sequence[TicketEvent]],
    books: Books,
    now: datetime,
) -> First:
    """Count the clocks of new tickets as of now; those not told of are for the engine to judge.

    `rows` are the tickets' own by their ids, `histories` what happened to each.
    """
    told: dict[int, Row] = {number: {} for number, past in histories.items() if len(past) == 1}
    promised = [rows[number] for number in told if "automatic" not in histories[number][0].data]
    clocks: list[tuple[Any, ...]] = []
    left: set[int] = set()
    for kind in _FROM_THE_FIRST:
        for held, tickets in _by_rule(kind, promised, books).items():
            rule = former_rule(held, books, now)
            starts = [to_microseconds(row["created_at"]) for row in tickets]
            for spell, those in rule.after.spells(starts) if rule else [(None, slice(None))]:
                if spell is None:
                    left.update(row["id"] for row in tickets[those])
                    continue
                clocks += _counted(held, spell, tickets[those], starts[those], now, told)
    for number in left:
        del told[number]
    return First([clock for clock in clocks if clock[0] not in left] if left else clocks, told)


def store(session: Session, first: First) -> None:
    """Write the clocks, once their tickets are written."""
    insert_plain(session.connection(), _TABLE, _COLUMNS, first.clocks)


def _by_rule(kind: ClockKind, tickets: Iterable[Row], books: Books) -> Mapping[Held, list[Row]]:
    """Return the tickets that have such a clock by what it is held to, the oldest first."""
    found: dict[Held, list[Row]] = defaultdict(list)
    for row in tickets:
        at = row["created_at"]
        policy = books.policies.find(row["policy_id"], at)
        target = policy.rows.get((row["priority"], kind))
        if target is not None:
            version = books.calendars.find(target.calendar, at).spec.version
            rank = row["priority_rank"]
            held = Held(kind.value, rank, policy.id, policy.version, target.calendar, version)
            found[held].append(row)
    for together in found.values():
        together.sort(key=lambda row: row["created_at"])
    return found


def _counted(
    held: Held,
    spell: Spell,
    tickets: Sequence[Row],
    starts: Sequence[int],
    now: datetime,
    told: dict[int, Row],
) -> Iterable[tuple[Any, ...]]:
    """Give the clocks of tickets that began in one spell; note what the lists tell of them."""
    present = to_microseconds(now)
    dues, lates, marks = spell.dues(starts), spell.lates(starts), spell.marks(starts)
    counted = zip(tickets, starts, dues, lates, spell.targets(starts), marks, strict=True)
    for row, start, due, late_after, seconds, reached in counted:
        yield (
            *(row["id"], held.kind, 1, start, due, 1, None),
            *(seconds, 0, 0, 0, ClockResult.RUNNING.value),
            *(late_after if late_after < present else None, *held[2:]),
            *("{}", *_ahead(spell.percents, reached, row["alerts_from"])),
        )
        due_at = from_microseconds(due)
        known = told[row["id"]]
        if not known or due_at < known["next_due_at"]:
            told[row["id"]] = {
                "next_due_at": due_at,
                "next_late_at": from_microseconds(late_after),
                "next_due_kind": held.kind,
                "next_due_target_seconds": seconds,
                "sla_result": ClockResult.RUNNING.value,
            }


def _ahead(
    percents: Sequence[int], reached: Sequence[int], live: datetime | None
) -> tuple[str, int]:
    """Return what shall be told and when the first of it, as stored; nothing of history."""
    if live is None:
        return _SILENT
    ahead = since(to_microseconds(live), zip(percents, reached, strict=True))
    return (str(ahead), min(at for _, at in ahead)) if ahead else _SILENT
