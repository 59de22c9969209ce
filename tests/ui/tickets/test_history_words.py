"""What the history of a ticket says: the rules that decided how it began."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import cast

import pytest

from desktop.domain.sla import EventKind
from desktop.services.rows_ticket import EventRow
from desktop.ui.tickets.history_words import event_line, told_events
from desktop.ui.tickets.opened_ticket import OpenedTicket


def created(**data: object) -> EventRow:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    return EventRow(id=1, at=at, kind=EventKind.CREATED, person="", source="mail", data=data)


class Levels:
    """As much of a ticket as the names of service levels need."""

    def policy(self, policy_id: object) -> str:
        return {1: "Gold", 2: "Silver"}[cast(int, policy_id)]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"old": 1, "policy": 2}, "Service level: Silver"),
        ({"old": None, "policy": 2, "policy_version": 3}, "Service level: Silver"),
        (
            {"policy": 2, "policy_version": 3},
            "Dates counted anew: service level “Silver” changed",
        ),
        ({"calendar": "office"}, "Dates counted anew: calendar changed"),
    ],
)
def test_another_service_level_is_told_from_an_edit_of_the_same(
    data: dict[str, object], said: str
) -> None:
    at = datetime(2026, 11, 25, tzinfo=UTC)
    event = EventRow(
        id=1, at=at, kind=EventKind.POLICY_CHANGED, person="", source="window", data=data
    )
    assert event_line(event, cast(OpenedTicket, Levels())) == said


def test_the_rules_that_sorted_a_ticket_are_named_once() -> None:
    event = created(rules={"priority": "Urgent", "tags": "Cameras", "assignee": "Urgent"})
    assert told_events([event]) == [event]
    ticket = cast(OpenedTicket, None)  # the words of rules need none
    assert event_line(event, ticket) == "Rules at arrival: Urgent, Cameras"


def test_a_ticket_that_no_rule_sorted_says_nothing_of_its_beginning() -> None:
    assert told_events([created()]) == []
