"""Lists of tickets: the conditions of the views, keyset pages and counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, select, tuple_
from sqlalchemy.orm import Session

from desktop.domain.ticket import ENDED, Mark, Status
from desktop.models.base import FAR_FUTURE, from_microseconds, to_microseconds
from desktop.models.mail import Draft
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

DUE_SOON = timedelta(minutes=60)

_INSTANT_KEYS = {"next_due_at", "created_at", "updated_at", "solved_at"}


def view_condition(query: TicketQuery, now: datetime) -> ColumnElement[bool]:
    """Return the condition of a view, repeating the very predicate of its index."""
    match query.view:
        case View.ACTION:
            return needing_action()
        case View.MINE:
            return and_(open_tickets(), Ticket.assignee_id == query.me)
        case View.UNASSIGNED:
            return and_(open_tickets(), Ticket.assignee_id.is_(None))
        case View.DUE_1H:
            return and_(open_tickets(), Ticket.next_due_at <= now + DUE_SOON)
        case View.WAITING:
            return and_(open_tickets(), Ticket.status == Status.WAITING_CUSTOMER)
        case View.DEFERRED:
            deferred = (Status.DEFERRED, Status.WITH_DEVELOPERS)
            return and_(open_tickets(), Ticket.status.in_(deferred))
        case View.SOLVED_TODAY:
            start = query.day_start_at or now - timedelta(days=1)
            return and_(Ticket.solved_at >= start, Ticket.status.in_(ENDED), Ticket.mark.is_(None))
        case View.ALL_OPEN:
            return open_tickets()
        case View.SPAM:
            return Ticket.mark == Mark.SPAM
        case View.EVERYTHING:
            return Ticket.mark.is_(None)


def sort_columns(query: TicketQuery) -> tuple[tuple[str, bool], ...]:
    """Return (column, descending) of the keys; the views of ended tickets go newest first."""
    if query.view is View.SOLVED_TODAY:
        return (("solved_at", True), ("id", True))
    if query.view in (View.SPAM, View.EVERYTHING) and query.sort is Sort.NEXT_DUE:
        return (("created_at", True), ("id", True))
    match query.sort:
        case Sort.NEXT_DUE:
            return (("next_due_at", False), ("id", False))
        case Sort.NEWEST:
            return (("created_at", True), ("id", True))
        case Sort.UPDATED:
            return (("updated_at", True), ("id", True))
        case Sort.PRIORITY:
            return (("priority_rank", False), ("next_due_at", False), ("id", False))


ROW_COLUMNS = (
    Ticket.id,
    Ticket.subject,
    Ticket.status,
    Ticket.mark,
    Ticket.priority,
    Ticket.channel,
    Requester.name,
    Requester.email,
    Organisation.name,
    Ticket.assignee_id,
    Person.initials,
    Ticket.created_at,
    Ticket.updated_at,
    Ticket.next_due_at,
    Ticket.next_due_kind,
    Ticket.next_due_target_seconds,
    Ticket.sla_result,
    Ticket.is_unread,
    Ticket.message_count,
    Ticket.reopen_count,
)


def select_rows() -> Select[*tuple[Any, ...]]:
    """Return the select of a list row, outer joined to the names it shows."""
    draft = exists().where(Draft.ticket_id == Ticket.id).correlate(Ticket)
    return (
        select(*ROW_COLUMNS, draft)
        .select_from(Ticket)
        .outerjoin(Requester, Requester.id == Ticket.requester_id)
        .outerjoin(Organisation, Organisation.id == Ticket.organisation_id)
        .outerjoin(Person, Person.id == Ticket.assignee_id)
    )


def to_row(values: Sequence[Any]) -> TicketRow:
    """Build the frozen row from a result of `select_rows`."""
    due_at = values[13]
    return TicketRow(
        values[0],
        values[1],
        values[2],
        values[3],
        values[4],
        values[5],
        values[6] or "",
        values[7] or "",
        values[8] or "",
        values[9],
        values[10] or "",
        values[11],
        values[12],
        None if due_at >= FAR_FUTURE else due_at,
        values[14],
        timedelta(seconds=values[15]),
        values[16],
        values[17],
        values[18],
        values[19],
        values[20],
    )


def page(
    session: Session, query: TicketQuery, after: PageKey | None, limit: int, now: datetime
) -> Page[TicketRow]:
    """Return the rows of a view after a key; page 5,000 costs what page 1 costs."""
    keys = sort_columns(query)
    statement = select_rows().where(view_condition(query, now))
    if after is not None:
        statement = statement.where(_after(keys, after))
    statement = statement.order_by(*(_ordered(name, down) for name, down in keys))
    found = session.execute(statement.limit(limit + 1)).all()
    rows = tuple(to_row(values) for values in found[:limit])
    next_key = None
    if len(found) > limit:
        last = session.execute(
            select(*(getattr(Ticket, name) for name, _ in keys)).where(Ticket.id == rows[-1].id)
        ).one()
        next_key = tuple(
            to_microseconds(value) if name in _INSTANT_KEYS else int(value)
            for (name, _), value in zip(keys, last, strict=True)
        )
    return Page(rows, next_key)


def _after(keys: tuple[tuple[str, bool], ...], after: PageKey) -> ColumnElement[bool]:
    """Return the keyset condition; the keys of one order all go the same way."""
    columns = [getattr(Ticket, name) for name, _ in keys]
    values = [
        literal(from_microseconds(value) if name in _INSTANT_KEYS else value, column.type)
        for (name, _), column, value in zip(keys, columns, after, strict=True)
    ]
    row, last = tuple_(*columns), tuple_(*values)
    return row < last if keys[0][1] else row > last


def _ordered(name: str, descending: bool) -> Any:
    column = getattr(Ticket, name)
    return column.desc() if descending else column.asc()


def counts(session: Session, query: TicketQuery, now: datetime) -> dict[View, int]:
    """Return the number of tickets in each counted view, in one round trip."""
    columns = []
    for view in COUNTED_VIEWS:
        one = TicketQuery(view=view, me=query.me, day_start_at=query.day_start_at)
        inner = select(func.count()).select_from(Ticket).where(view_condition(one, now))
        columns.append(inner.scalar_subquery())
    found = session.execute(select(*columns)).one()
    return dict(zip(COUNTED_VIEWS, found, strict=True))


def by_ids(session: Session, ticket_ids: Sequence[int]) -> dict[int, TicketRow]:
    """Return the rows of some tickets by their number."""
    found = session.execute(select_rows().where(Ticket.id.in_(ticket_ids))).all()
    return {values[0]: to_row(values) for values in found}
