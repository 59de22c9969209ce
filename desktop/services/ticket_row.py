"""The row of a ticket list: the columns it is read from, and how the stored values become it.

Values come as stored, without SQLAlchemy's conversions: a page has thousands of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, String, type_coerce

from desktop.domain.ticket import Channel, Mark, Priority, Status
from desktop.models.base import FAR_FUTURE, from_microseconds, to_microseconds
from desktop.models.people import Organisation, Person, Requester
from desktop.models.ticket import Ticket
from desktop.services.rows import TicketRow

_STATUS = {status.value: status for status in Status}
_MARK = {mark.value: mark for mark in Mark}
_PRIORITY = {priority.value: priority for priority in Priority}
_CHANNEL = {channel.value: channel for channel in Channel}
_NEVER = to_microseconds(FAR_FUTURE)


def _stored(column: Any) -> ColumnElement[int]:
    return type_coerce(column, BigInteger)


def _word(column: Any) -> ColumnElement[str]:
    return type_coerce(column, String)


COLUMNS: tuple[ColumnElement[Any] | Any, ...] = (
    Ticket.id,
    Ticket.subject,
    _word(Ticket.status).label("status"),
    _word(Ticket.mark).label("mark"),
    _word(Ticket.priority).label("priority"),
    _word(Ticket.channel).label("channel"),
    Requester.name.label("requester_name"),
    Requester.email.label("requester_email"),
    Organisation.name.label("organisation"),
    Ticket.assignee_id,
    Person.initials.label("initials"),
    _stored(Ticket.created_at).label("created_at"),
    _stored(Ticket.updated_at).label("updated_at"),
    _stored(Ticket.next_due_at).label("next_due_at"),
    Ticket.next_due_kind,
    Ticket.next_due_target_seconds,
    Ticket.sla_result,
    Ticket.is_unread,
    Ticket.message_count,
    Ticket.reopen_count,
)
"""Followed by whether somebody's draft is kept."""


def to_row(values: Sequence[Any]) -> TicketRow:
    """Build the frozen row from the values of `COLUMNS` and of the draft."""
    due_at = values[13]
    return TicketRow(
        values[0],
        values[1],
        _STATUS[values[2]],
        None if values[3] is None else _MARK[values[3]],
        _PRIORITY[values[4]],
        _CHANNEL[values[5]],
        values[6] or "",
        values[7] or "",
        values[8] or "",
        values[9],
        values[10] or "",
        from_microseconds(values[11]),
        from_microseconds(values[12]),
        None if due_at >= _NEVER else from_microseconds(due_at),
        values[14],
        timedelta(seconds=values[15]),
        values[16],
        values[17],
        values[18],
        values[19],
        values[20],
    )
