"""Alerts that whoever went off duty left unanswered: they go on to whoever is on duty now."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from desktop.domain.alert import AlertLevel
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.models.people import Person
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services.alert_audience import OnDuty, Route
from desktop.services.alert_firing import CHUNK, deliver
from desktop.services.alert_queue import is_current

REMEMBERED: Final = timedelta(hours=12)
"""What was told before stays with those at work: nobody is woken by an alarm of last night."""


def pass_on(session: Session, now: datetime, audience: OnDuty) -> frozenset[int]:
    """Leave unanswered alerts for those who came on duty; return the tickets they are about.

    Alarms, and notices of tickets that nobody has. Of one clock only the newest goes on, once to
    each person, and only while nobody it was told to is on duty.
    """
    alerts = session.execute(_unanswered(now)).all()
    told = _told(session, [alert.id for alert in alerts])
    passed_on = set()
    for alert in alerts:
        relief = audience.relief(AlertLevel(alert.level), told[alert.id], alert.line_id)
        if relief:
            deliver(session, alert.id, Route(relief))
            passed_on.add(alert.ticket_id)
    return frozenset(passed_on)


def _unanswered(now: datetime) -> Any:
    """Ask for what was told lately and nobody answered, by the index of deliveries."""
    answered, later = aliased(AlertDelivery), aliased(Alert)
    is_answered = exists().where(
        answered.alert_id == Alert.id, answered.state == DeliveryState.ACKNOWLEDGED
    )
    is_outdone = exists().where(
        later.clock_id == Alert.clock_id, later.id > Alert.id, later.level > AlertLevel.QUIET
    )
    lately = select(AlertDelivery.alert_id).where(
        AlertDelivery.person_id.in_(select(Person.id)),
        AlertDelivery.state.in_((DeliveryState.WAITING, DeliveryState.SHOWN)),
        AlertDelivery.show_at > now - REMEMBERED,
        or_(AlertDelivery.show_at <= now, AlertDelivery.reminders > 0),
    )
    is_for_duty = or_(
        Alert.level == AlertLevel.ALARM,
        and_(Alert.level == AlertLevel.NOTICE, Ticket.assignee_id.is_(None)),
    )
    return (
        select(Alert.id, Alert.ticket_id, Alert.level, Ticket.line_id)
        .join(ClockRecord, ClockRecord.id == Alert.clock_id)
        .join(Ticket, Ticket.id == Alert.ticket_id)
        .where(Alert.id.in_(lately), is_current(), is_for_duty)
        .where(~is_answered, ~is_outdone)
        .order_by(Alert.id)
        .limit(CHUNK)
    )


def _told(session: Session, alert_ids: list[int]) -> dict[int, set[int]]:
    """Return to whom each alert was delivered, whatever became of that."""
    found: dict[int, set[int]] = defaultdict(set)
    if alert_ids:
        rows = session.execute(
            select(AlertDelivery.alert_id, AlertDelivery.person_id).where(
                AlertDelivery.alert_id.in_(alert_ids)
            )
        )
        for alert_id, person_id in rows:
            found[alert_id].add(person_id)
    return found
