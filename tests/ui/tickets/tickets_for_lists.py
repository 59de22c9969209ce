"""Ticket rows for the tests of lists: sensible by default, anything can be said otherwise."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.domain.sla import ClockKind, ClockResult
from desktop.domain.ticket import Channel, Priority, Status
from desktop.services.rows import Found, Page, PageKey, TicketQuery, TicketRow
from desktop.ui.lists.columns import Here

NOW = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)
HERE = Here(NOW, ZoneInfo("Europe/Moscow"))


def a_row(number: int, **said: object) -> TicketRow:
    """Return a row of the ticket `number`; `left` is the time until it is due."""
    left = said.pop("left", timedelta(hours=5, minutes=10))
    values: dict[str, object] = {
        "id": number,
        "subject": "Cannot sign in",
        "status": Status.NEW,
        "mark": None,
        "priority": Priority.NORMAL,
        "channel": Channel.MAIL,
        "requester_name": "Irina Petrova",
        "requester_email": "it@nord.example",
        "organisation": "Nord Clinic",
        "assignee_id": None,
        "assignee_initials": "",
        "created_at": NOW - timedelta(minutes=59),
        "updated_at": NOW - timedelta(minutes=6),
        "next_due_at": NOW + left if isinstance(left, timedelta) else None,
        "next_late_at": NOW + left if isinstance(left, timedelta) else None,
        "next_due_kind": ClockKind.FIRST_RESPONSE.value,
        "target": timedelta(hours=8),
        "sla_result": ClockResult.RUNNING.value,
        "is_unread": False,
        "message_count": 1,
        "reopen_count": 0,
        "has_draft": False,
    }
    return TicketRow(**(values | said))  # type: ignore[arg-type]


class Shelf:
    """Answers the list's questions and remembers them."""

    def __init__(self, *rows: TicketRow) -> None:
        self.rows = list(rows)
        self.asked: list[TicketQuery] = []

    def page(self, query: TicketQuery, key: PageKey | None, limit: int) -> Page[TicketRow]:
        self.asked.append(query)
        return Page(tuple(self.rows), None)

    def found(self, query: TicketQuery) -> Found:
        return Found(len(self.rows))

    def numbers(self, query: TicketQuery) -> tuple[int, ...]:
        return (*(row.id for row in self.rows), 2001, 2002)
