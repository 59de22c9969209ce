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


class _Spans(dict[int, timedelta]):
    """Targets by their seconds: there are as many as policies have."""

    def __missing__(self, seconds: int) -> timedelta:
        self[seconds] = timedelta(seconds=seconds)
        return self[seconds]


_SPANS = _Spans()


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
    _stored(Ticket.next_late_at).label("next_late_at"),
    Ticket.next_due_kind,
    Ticket.next_due_target_seconds,
    Ticket.sla_result,
    Ticket.is_unread,
    Ticket.message_count,
    Ticket.reopen_count,
)
"""Followed by whether somebody's draft is kept."""

_WIDTH = len(COLUMNS) + 1


def to_row(values: Sequence[Any]) -> TicketRow:
    """Build the frozen row from the values of `COLUMNS` and of the draft; more may follow."""
    (
        number,
        subject,
        status,
        mark,
        priority,
        channel,
        requester_name,
        requester_email,
        organisation,
        assignee_id,
        initials,
        created_at,
        updated_at,
        due_at,
        late_at,
        due_kind,
        target,
        sla_result,
        is_unread,
        message_count,
        reopen_count,
        has_draft,
    ) = values[:_WIDTH]
    return TicketRow(
        number,
        subject,
        _STATUS[status],
        None if mark is None else _MARK[mark],
        _PRIORITY[priority],
        _CHANNEL[channel],
        requester_name or "",
        requester_email or "",
        organisation or "",
        assignee_id,
        initials or "",
        from_microseconds(created_at),
        from_microseconds(updated_at),
        None if due_at >= _NEVER else from_microseconds(due_at),
        None if late_at >= _NEVER else from_microseconds(late_at),
        due_kind,
        _SPANS[target],
        sla_result,
        bool(is_unread),
        message_count,
        reopen_count,
        bool(has_draft),
    )
