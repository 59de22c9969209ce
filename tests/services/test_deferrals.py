"""Deferring: status, reason and date in one step that Undo takes back whole."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor, MessageKind, Status
from desktop.services.desk import Desk
from desktop.services.tickets import ManualTicket
from tests.dump import dump


@pytest.fixture
def ticket_id(desk: Desk, anna: Actor) -> int:
    created = desk.tickets.create(anna, ManualTicket("Import skips rows", "Since 4.2")).created
    assert created is not None
    return created


def test_deferred_ticket_carries_its_reason_as_a_note(
    desk: Desk, anna: Actor, clock: ManualClock, ticket_id: int
) -> None:
    until = clock.now() + timedelta(days=1)

    desk.deferrals.defer(anna, ticket_id, " Rows with ё are skipped ", until)

    detail = desk.tickets.detail(ticket_id)
    assert detail.ticket.status is Status.DEFERRED
    assert detail.messages[-1].kind is MessageKind.NOTE
    assert detail.messages[-1].text == "Rows with ё are skipped"
    deferred = next(event for event in detail.events if event.kind == "deferred")
    assert deferred.data["until"] == until.isoformat()


def test_undo_takes_status_and_note_back_together(desk: Desk, anna: Actor, ticket_id: int) -> None:
    before = dump(desk)
    changes = desk.deferrals.defer(anna, ticket_id, "Rows are skipped", None)
    assert changes.undo is not None

    desk.undo.undo(anna, changes.undo)

    assert dump(desk) == before


def test_reason_and_a_date_ahead_are_asked_for(
    desk: Desk, anna: Actor, clock: ManualClock, ticket_id: int
) -> None:
    with pytest.raises(Refused, match=r"defer\.no_reason"):
        desk.deferrals.defer(anna, ticket_id, "  ", None)
    with pytest.raises(Refused, match=r"ticket\.reminder_past"):
        desk.deferrals.defer(anna, ticket_id, "Rows are skipped", clock.now())
    assert desk.tickets.detail(ticket_id).ticket.status is Status.NEW
