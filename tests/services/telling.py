"""What tests of alerts do over and over: fire, claim and show, as the watching job does."""

from __future__ import annotations

from sqlalchemy import select

from desktop.domain.changes import Changes
from desktop.domain.ticket import Actor, Priority
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.models.sla import ClockRecord
from desktop.services.desk import Desk
from desktop.services.rows_alert import AlertRow, Announcement
from desktop.services.tickets import ManualTicket


def make(
    desk: Desk, by: Actor, priority: Priority = Priority.NORMAL, subject: str = "Printer"
) -> int:
    ticket = ManualTicket(
        subject, "It smokes", requester_email="it@nord.example", priority=priority
    )
    created = desk.tickets.create(by, ticket).created
    assert created is not None
    return created


def fire(desk: Desk, by: Actor) -> Changes:
    held = desk.leases.take("watch_sla")
    assert held is not None
    assert by.person_id is not None
    return desk.alerts.fire_due(held, by.person_id)


def claim(desk: Desk, by: Actor) -> tuple[Announcement, ...]:
    assert by.person_id is not None
    return desk.alerts.claim(by.person_id)


def tell(desk: Desk, by: Actor) -> tuple[AlertRow, ...]:
    """Fire and show whatever is due; return what was told."""
    fire(desk, by)
    announcements = claim(desk, by)
    for announcement in announcements:
        desk.alerts.mark_shown(announcement, "dbus")
    return tuple(alert for announcement in announcements for alert in announcement.alerts)


def unanswered(desk: Desk, by: Actor) -> list[int]:
    assert by.person_id is not None
    return [alert.ticket_id for alert in desk.alerts.unanswered(by.person_id)]


def thresholds(desk: Desk, ticket_id: int) -> list[tuple[int, int]]:
    """Return (threshold, level) of what was recorded about a ticket's first response."""
    with desk.database.read() as session:
        rows = session.execute(
            select(Alert.threshold, Alert.level)
            .join(ClockRecord, ClockRecord.id == Alert.clock_id)
            .where(Alert.ticket_id == ticket_id, ClockRecord.kind == "first_response")
            .order_by(Alert.id)
        )
        return [(threshold, level) for threshold, level in rows]


def deliveries(desk: Desk) -> list[tuple[int, DeliveryState]]:
    with desk.database.read() as session:
        rows = session.execute(
            select(AlertDelivery.person_id, AlertDelivery.state).order_by(AlertDelivery.id)
        )
        return [(person, state) for person, state in rows]
