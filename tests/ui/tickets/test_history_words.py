"""What the history of a ticket says: the rules that decided how it began."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

from desktop.domain.sla import EventKind
from desktop.services.rows import EventRow
from desktop.ui.tickets.history_words import event_line, told_events
from desktop.ui.tickets.opened_ticket import OpenedTicket


def created(**data: object) -> EventRow:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    return EventRow(id=1, at=at, kind=EventKind.CREATED, person="", source="mail", data=data)


def test_the_rules_that_sorted_a_ticket_are_named_once() -> None:
    event = created(rules={"priority": "Urgent", "tags": "Cameras", "assignee": "Urgent"})
    assert told_events([event]) == [event]
    ticket = cast(OpenedTicket, None)  # the words of rules need none
    assert event_line(event, ticket) == "Rules at arrival: Urgent, Cameras"


def test_a_ticket_that_no_rule_sorted_says_nothing_of_its_beginning() -> None:
    assert told_events([created()]) == []
