"""Lists of tickets: the conditions of the views, keyset pages and counts.

Statements are built once: putting one together costs more than the database takes to answer it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    String,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.orm import Session

from desktop.domain.ticket import ENDED, NEEDS_ACTION, Mark, Status
from desktop.models.base import UtcInstant
from desktop.models.bulk import plain_rows
from desktop.models.draft import Draft
from desktop.models.people import Organisation, Person, Requester
from desktop.models.ticket import Ticket, needing_action, open_tickets
from desktop.services.rows import (
    COUNTED_VIEWS,
    Page,
    PageKey,
    Sort,
    TicketQuery,
    TicketRow,
    View,
)
from desktop.services.ticket_row import COLUMNS, to_row

DUE_SOON = timedelta(minutes=60)

SortKeys = tuple[tuple[str, bool], ...]
"""The columns of an order, each with whether it descends."""

_DEFERRED = (Status.DEFERRED, Status.WITH_DEVELOPERS)
_OPEN_STATUSES = (
    (Status.WAITING_CUSTOMER,),
    _DEFERRED,
    tuple(NEEDS_ACTION),
    tuple(set(Status) - ENDED - NEEDS_ACTION - {Status.WAITING_CUSTOMER, *_DEFERRED}),
)
"""Every open ticket is in one of these, so that they need not be counted again as a whole."""

_COUNTED_ALONE = (View.MINE, View.UNASSIGNED, View.DUE_1H, View.SOLVED_TODAY)


def view_condition(view: View) -> ColumnElement[bool]:
    """Return the condition of a view, repeating the very predicate of its index.

    Its parameters are filled by `_values`.
    """
    match view:
        case View.ACTION:
            return needing_action()
        case View.MINE:
            return and_(open_tickets(), Ticket.assignee_id == bindparam("me", type_=BigInteger))
        case View.UNASSIGNED:
            return and_(open_tickets(), Ticket.assignee_id.is_(None))
        case View.DUE_1H:
            return and_(open_tickets(), Ticket.next_due_at <= _instant("soon"))
        case View.WAITING:
            return and_(open_tickets(), status_in(Status.WAITING_CUSTOMER))
        case View.DEFERRED:
            return and_(open_tickets(), status_in(*_DEFERRED))
        case View.SOLVED_TODAY:
            since = Ticket.solved_at >= _instant("day_start")
            return and_(since, status_in(*ENDED), unmarked())
        case View.ALL_OPEN:
            return open_tickets()
        case View.SPAM:
            return Ticket.mark == Mark.SPAM
        case View.EVERYTHING:
            return Ticket.mark.is_(None)


def sort_columns(view: View, sort: Sort) -> SortKeys:
    """Return (column, descending) of the keys; the views of ended tickets go newest first."""
    if view is View.SOLVED_TODAY:
        return (("solved_at", True), ("id", True))
    if view in (View.SPAM, View.EVERYTHING) and sort is Sort.NEXT_DUE:
        return (("created_at", True), ("id", True))
    match sort:
        case Sort.NEXT_DUE:
            return (("next_due_at", False), ("id", False))
        case Sort.NEWEST:
            return (("created_at", True), ("id", True))
        case Sort.UPDATED:
            return (("updated_at", True), ("id", True))
        case Sort.PRIORITY:
            return (("priority_rank", False), ("next_due_at", False), ("id", False))


def page(
    session: Session, query: TicketQuery, after: PageKey | None, limit: int, now: datetime
) -> Page[TicketRow]:
    """Return the rows of a view after a key; page 5,000 costs what page 1 costs."""
    statement = _page_statement(query.view, query.sort, after is not None)
    return _read_page(session, statement, after, limit, _values(query, now))


def narrowed_page(
    session: Session,
    condition: ColumnElement[bool],
    keys: SortKeys,
    after: PageKey | None,
    limit: int,
) -> Page[TicketRow]:
    """Return the rows that a condition of its own lets through, in the order of `keys`."""
    statement = _ordered(condition, keys, after is not None)
    return _read_page(session, statement, after, limit, {})


def _read_page(
    session: Session,
    statement: Select[*tuple[Any, ...]],
    after: PageKey | None,
    limit: int,
    values: Mapping[str, object],
) -> Page[TicketRow]:
    key = {f"key{place}": value for place, value in enumerate(after or ())}
    values = {**values, **key, "limit": limit + 1}
    found = plain_rows(session.connection().execute(statement, values))
    has_more = len(found) > limit
    next_key = found[limit - 1][len(COLUMNS) + 1 :] if has_more else None
    return Page(tuple(to_row(row) for row in found[:limit]), next_key)


def counts(session: Session, query: TicketQuery, now: datetime) -> dict[View, int]:
    """Return the number of tickets in each counted view, in one round trip."""
    found = session.connection().execute(_counts_statement(), _values(query, now)).one()
    waiting, deferred, active, resting, undelivered, *of_view = found
    known = dict(zip(_COUNTED_ALONE, of_view, strict=True)) | {
        View.ACTION: active + undelivered,
        View.WAITING: waiting,
        View.DEFERRED: deferred,
        View.ALL_OPEN: waiting + deferred + active + resting,
    }
    return {view: known[view] for view in COUNTED_VIEWS}


def by_ids(session: Session, ticket_ids: Sequence[int]) -> dict[int, TicketRow]:
    """Return the rows of some tickets by their number."""
    if not ticket_ids:
        return {}
    statement = _by_ids_statement()
    found = plain_rows(session.connection().execute(statement, {"ids": list(ticket_ids)}))
    return {values[0]: to_row(values) for values in found}


def _select_rows(*more: ColumnElement[Any]) -> Select[*tuple[Any, ...]]:
    """Return the select of a list row, outer joined to the names it shows, and of `more`."""
    draft = exists().where(Draft.ticket_id == Ticket.id).correlate(Ticket)
    return (
        select(*COLUMNS, draft.label("has_draft"), *more)
        .select_from(Ticket)
        .outerjoin(Requester, Requester.id == Ticket.requester_id)
        .outerjoin(Organisation, Organisation.id == Ticket.organisation_id)
        .outerjoin(Person, Person.id == Ticket.assignee_id)
    )


@cache
def _page_statement(view: View, sort: Sort, continued: bool) -> Select[*tuple[Any, ...]]:
    return _ordered(view_condition(view), sort_columns(view, sort), continued)


def _ordered(
    condition: ColumnElement[bool], keys: SortKeys, continued: bool
) -> Select[*tuple[Any, ...]]:
    """Return the select of a page; the sort values of each row follow its columns."""
    columns = [getattr(Ticket, name) for name, _ in keys]
    plain = [type_coerce(column, BigInteger).label(f"sort{n}") for n, column in enumerate(columns)]
    statement = _select_rows(*plain).where(condition)
    is_descending = keys[0][1]  # the keys of one order all go the same way
    if continued:
        row = tuple_(*(type_coerce(column, BigInteger) for column in columns))
        last = tuple_(*(bindparam(f"key{n}", type_=BigInteger) for n in range(len(keys))))
        statement = statement.where(row < last if is_descending else row > last)
    order = [column.desc() if is_descending else column.asc() for column in columns]
    return statement.order_by(*order).limit(bindparam("limit", type_=BigInteger))


@cache
def _counts_statement() -> Select[*tuple[Any, ...]]:
    """Return the select of every count: each open ticket is looked at once, by its status."""
    failed = Ticket.delivery_failed == True  # noqa: E712 - `IS 1` would not match the index
    conditions = [
        *(and_(open_tickets(), status_in(*some)) for some in _OPEN_STATUSES),
        and_(failed, ~status_in(*NEEDS_ACTION), unmarked()),
        *(view_condition(view) for view in _COUNTED_ALONE),
    ]
    return select(
        *(
            select(func.count())
            .select_from(Ticket)
            .where(each)
            .scalar_subquery()
            .label(f"n{place}")
            for place, each in enumerate(conditions)
        )
    )


@cache
def _by_ids_statement() -> Select[*tuple[Any, ...]]:
    return _select_rows().where(Ticket.id.in_(bindparam("ids", expanding=True)))


def _values(query: TicketQuery, now: datetime) -> Mapping[str, object]:
    """Return what the parameters of every view stand for."""
    return {
        "me": query.me,
        "soon": now + DUE_SOON,
        "day_start": query.day_start_at or now - timedelta(days=1),
    }


def status_in(*statuses: Status) -> ColumnElement[bool]:
    """Return whether a ticket has one of these; spelled out, which costs no parameters."""
    words = [literal_column(f"'{status.value}'", String) for status in sorted(statuses)]
    return type_coerce(Ticket.status, String).in_(words)


def unmarked() -> ColumnElement[bool]:
    """As an expression, or SQLite prefers the index of marks, which all tickets are in."""
    nothing = literal_column("''", String)
    return func.coalesce(type_coerce(Ticket.mark, String), nothing) == nothing


def _instant(name: str) -> BindParameter[datetime]:
    return bindparam(name, type_=UtcInstant)
