"""The ticket table for files: one registry of columns, read in pieces, alike on both databases."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Integer,
    Select,
    SQLColumnExpression,
    String,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    null,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session, aliased

from desktop.domain.sla import ClockKind, ClockResult
from desktop.models.alert import Alert
from desktop.models.bulk import plain_rows
from desktop.models.people import Category, Line, Organisation, Person, Requester, Tag
from desktop.models.sla import ClockRecord, PolicyRecord
from desktop.models.ticket import Ticket, TicketTag
from desktop.services.export_format import CLAIMS, minutes, numbers, texts
from desktop.services.export_times import LocalTimes
from desktop.services.on_duty_names import OnDutyNames

PIECE = 2_000
ESCALATED = 3
"""The alert level at which somebody else is called (screens.md 2.11)."""


class Kind(Enum):
    """What a column holds, which decides how its cells are written."""

    TEXT = auto()
    WORD = auto()
    NUMBER = auto()
    INSTANT = auto()
    MINUTES = auto()
    CLAIM = auto()
    OUT_OF_HOURS = auto()
    ON_DUTY = auto()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file: its name in product.md, where it comes from, what it holds."""

    name: str
    source: SQLColumnExpression[Any]
    kind: Kind


First = aliased(ClockRecord)
Solution = aliased(ClockRecord)


def _raw(column: Any) -> ColumnElement[int]:
    """Read an instant as the stored integer: formatting needs no datetime."""
    return type_coerce(column, BigInteger)


def _word(column: Any) -> ColumnElement[str]:
    return type_coerce(column, String)


def _when_stopped(clock: Any, value: Any) -> ColumnElement[Any]:
    return case((clock.stopped_at.is_not(None), value))


_TAGS = (
    select(func.aggregate_strings(Tag.name, ",").aggregate_order_by(Tag.name))
    .join(TicketTag, TicketTag.tag_id == Tag.id)
    .where(TicketTag.ticket_id == Ticket.id)
    .scalar_subquery()
)
_WORST = (
    select(func.max(ClockRecord.used_seconds))
    .where(
        ClockRecord.ticket_id == Ticket.id,
        ClockRecord.kind == ClockKind.NEXT_RESPONSE.value,
        ClockRecord.stopped_at.is_not(None),
    )
    .scalar_subquery()
)
_WAS_ESCALATED = exists().where(Alert.ticket_id == Ticket.id, Alert.level >= ESCALATED)
_NO_CLOCK = literal(ClockResult.NONE.value)
_UNKNOWN = type_coerce(null(), Integer)

COLUMNS = (
    Column("number", Ticket.id, Kind.NUMBER),
    Column("subject", Ticket.subject, Kind.TEXT),
    Column("status", func.coalesce(_word(Ticket.mark), _word(Ticket.status)), Kind.WORD),
    Column("priority", _word(Ticket.priority), Kind.WORD),
    Column("category", Category.name, Kind.TEXT),
    Column("line", Line.name, Kind.TEXT),
    Column("assignee", Person.name, Kind.TEXT),
    Column("requester", Requester.name, Kind.TEXT),
    Column("requester_email", Requester.email, Kind.TEXT),
    Column("organisation", Organisation.name, Kind.TEXT),
    Column("channel", _word(Ticket.channel), Kind.WORD),
    Column("tags", _TAGS, Kind.TEXT),
    Column("created_at", _raw(Ticket.created_at), Kind.INSTANT),
    Column("updated_at", _raw(Ticket.updated_at), Kind.INSTANT),
    Column("first_response_at", _raw(Ticket.first_response_at), Kind.INSTANT),
    Column("first_response_due_at", _raw(First.due_at), Kind.INSTANT),
    Column("first_response_in_min", _when_stopped(First, First.used_seconds), Kind.MINUTES),
    Column(
        "first_response_diff_in_min",
        _when_stopped(First, First.target_seconds - First.used_seconds),
        Kind.MINUTES,
    ),
    Column("next_response_worst_in_min", _WORST, Kind.MINUTES),
    Column("solution_due_at", _raw(Solution.due_at), Kind.INSTANT),
    Column("solved_at", _raw(Ticket.solved_at), Kind.INSTANT),
    Column("closed_at", _raw(Ticket.closed_at), Kind.INSTANT),
    Column("solution_in_min", _when_stopped(Solution, Solution.used_seconds), Kind.MINUTES),
    Column(
        "solution_diff_in_min",
        _when_stopped(Solution, Solution.target_seconds - Solution.used_seconds),
        Kind.MINUTES,
    ),
    Column("paused_min", _when_stopped(Solution, Solution.paused_seconds), Kind.MINUTES),
    Column("sla_policy", PolicyRecord.name, Kind.TEXT),
    Column(
        "sla_policy_version",
        func.coalesce(Solution.policy_version, First.policy_version),
        Kind.NUMBER,
    ),
    Column("first_response_result", func.coalesce(First.result, _NO_CLOCK), Kind.WORD),
    Column("solution_result", func.coalesce(Solution.result, _NO_CLOCK), Kind.WORD),
    Column("was_escalated", _WAS_ESCALATED, Kind.CLAIM),
    Column("reopen_count", Ticket.reopen_count, Kind.NUMBER),
    Column("message_count", Ticket.message_count, Kind.NUMBER),
    Column("attachment_count", Ticket.attachment_count, Kind.NUMBER),
    Column("deferred_count", Ticket.deferred_count, Kind.NUMBER),
    Column("returned_count", Ticket.returned_count, Kind.NUMBER),
    Column("on_duty_at_arrival", _raw(Ticket.created_at), Kind.ON_DUTY),
    Column("arrived_out_of_hours", _raw(Ticket.created_at), Kind.OUT_OF_HOURS),
    Column("csat_score", _UNKNOWN, Kind.NUMBER),
)
"""The order of the file (product.md). The score is not known yet."""

_FROM: Select[*tuple[Any, ...]] = (
    select(*(column.source.label(column.name) for column in COLUMNS))
    .select_from(Ticket)
    .outerjoin(Requester, Requester.id == Ticket.requester_id)
    .outerjoin(Organisation, Organisation.id == Ticket.organisation_id)
    .outerjoin(Person, Person.id == Ticket.assignee_id)
    .outerjoin(Category, Category.id == Ticket.category_id)
    .outerjoin(Line, Line.id == Ticket.line_id)
    .outerjoin(
        First,
        and_(
            First.ticket_id == Ticket.id,
            First.kind == ClockKind.FIRST_RESPONSE.value,
            First.round == 1,
        ),
    )
    .outerjoin(
        Solution,
        and_(
            Solution.ticket_id == Ticket.id,
            Solution.kind == ClockKind.SOLUTION.value,
            Solution.round == 1,
        ),
    )
    .outerjoin(PolicyRecord, PolicyRecord.id == func.coalesce(Solution.policy_id, First.policy_id))
    .order_by(Ticket.id)
    .limit(PIECE)
)

Cells = Callable[[Sequence[Any]], Iterable[object]]
"""From the values of a column to its cells."""

Hours = Callable[[int, int], Sequence[tuple[int, int]]]
"""From a span in microseconds to the open segments in it, in order."""


def pieces(session: Session, bounds: tuple[int | None, int | None]) -> Iterator[Sequence[Any]]:
    """Yield up to 2,000 records at a time, by number; never more than that in memory.

    `bounds` are `[from, to)` of created_at in microseconds, None for no bound.
    """
    created = _raw(Ticket.created_at)
    statement = _FROM
    if bounds[0] is not None:
        statement = statement.where(created >= bounds[0])
    if bounds[1] is not None:
        statement = statement.where(created < bounds[1])
    statement = statement.where(Ticket.id > bindparam("last"))
    connection = session.connection()
    last = 0
    while rows := plain_rows(connection.execute(statement, {"last": last})):
        yield rows
        last = rows[-1][0]


def writers(
    times: LocalTimes, hours: Hours, on_duty: OnDutyNames, words: Mapping[str, str]
) -> tuple[Cells, ...]:
    """Return the function of each column that turns records' values into cells.

    `hours` gives the business hours of a span, as they were; `words` has the word of each code of
    a closed set.
    """
    by_kind: dict[Kind, Cells] = {
        Kind.TEXT: texts,
        Kind.WORD: lambda column: map(words.__getitem__, column),
        Kind.NUMBER: numbers,
        Kind.INSTANT: times.cells,
        Kind.MINUTES: minutes,
        Kind.CLAIM: lambda column: map(CLAIMS.__getitem__, column),
        Kind.OUT_OF_HOURS: lambda column: _out_of_hours(hours, column),
        Kind.ON_DUTY: lambda column: texts(on_duty.at(column)),
    }
    return tuple(by_kind[column.kind] for column in COLUMNS)


def cells_of(rows: Sequence[Any], columns: Sequence[Cells]) -> Iterator[tuple[object, ...]]:
    """Yield the cells of each record; column by column, which takes a third of the time."""
    values = zip(*rows, strict=True)
    return zip(*(cells(some) for cells, some in zip(columns, values, strict=True)), strict=True)


def _out_of_hours(hours: Hours, column: Sequence[int]) -> Iterator[str]:
    """Return for each instant whether business hours did not hold: one question for all."""
    segments = hours(min(column), max(column) + 1)
    opens, closes = [start for start, _ in segments], [end for _, end in segments]
    for at in column:
        yield CLAIMS[bisect_right(opens, at) == bisect_right(closes, at)]
