"""Turning thresholds that are due into alerts and deliveries, each once (reliability.md 2.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import and_, insert, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from desktop.domain.alert import ARRIVAL, BREACH, AlertLevel, level_of
from desktop.domain.sla import ClockResult
from desktop.domain.ticket import Priority
from desktop.domain.worktime import WorkCalendar
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.models.base import FAR_FUTURE, from_microseconds
from desktop.models.people import Person
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services.alert_audience import Audience, Route

CHUNK = 200
"""Clocks a transaction; more are due again at once."""

Threshold = tuple[int, int]
"""Percent of the target, and the microseconds of the instant it is reached."""

DESKTOP = "desktop"
"""The channel of a delivery until a way of showing it has worked."""


def fire(
    session: Session, now: datetime, hours: WorkCalendar | None, audience: Audience
) -> frozenset[int]:
    """Write the alerts of every threshold reached by `now`; return the tickets they are about.

    Level-triggered: what fell due while nobody looked is due now. Of several thresholds one clock
    passed meanwhile all are recorded and the last is told.
    """
    due = session.execute(
        select(
            ClockRecord.id,
            ClockRecord.ticket_id,
            ClockRecord.due_at,
            ClockRecord.due_version,
            ClockRecord.warnings,
            ClockRecord.result,
            Ticket.priority,
            Ticket.assignee_id,
            Ticket.line_id,
            Person.is_active,
        )
        .join(Ticket, Ticket.id == ClockRecord.ticket_id)
        .outerjoin(Person, Person.id == Ticket.assignee_id)
        .where(ClockRecord.next_warn_at <= now)
        .order_by(ClockRecord.next_warn_at, ClockRecord.id)
        .limit(CHUNK)
        .with_for_update(of=ClockRecord)
    ).all()
    told: set[int] = set()
    for clock in due:
        warnings: list[Threshold] = [(threshold, at) for threshold, at in clock.warnings]
        reached = [each for each in warnings if from_microseconds(each[1]) <= now]
        is_told = reached and clock.result == ClockResult.RUNNING
        if is_told and _record(session, clock, reached, now, hours, audience):
            told.add(clock.ticket_id)
        _rearm(session, clock.id, [each for each in warnings if each not in reached])
    return frozenset(told)


def _record(
    session: Session,
    clock: Any,
    reached: Sequence[Threshold],
    now: datetime,
    hours: WorkCalendar | None,
    audience: Audience,
) -> bool:
    """Insert the alerts of one clock and deliver the last; False when all were known."""
    in_hours = hours is None or hours.is_open(now)
    last: tuple[int, AlertLevel, Route] | None = None
    for threshold, micros in sorted(reached):
        level = level_of(threshold, Priority(clock.priority), in_hours=in_hours)
        if level is AlertLevel.ALARM and threshold < BREACH and _is_answered(session, clock.id):
            level = AlertLevel.NOTICE
        at = from_microseconds(micros)
        route = _route(audience, level, clock)
        alert_id = insert_alert(session, clock, threshold, at, level, now, route)
        if alert_id is not None:
            last = (alert_id, level, route)
    if last is None:
        return False
    alert_id, level, route = last
    if level is not AlertLevel.QUIET:
        _supersede(session, clock.id)
        deliver(session, alert_id, route)
    return True


def deliver(session: Session, alert_id: int, route: Route) -> None:
    """Leave an alert for each person to be told."""
    session.execute(
        insert(AlertDelivery),
        [
            {
                "alert_id": alert_id,
                "person_id": recipient.person_id,
                "channel": DESKTOP,
                "state": DeliveryState.WAITING,
                "show_at": recipient.show_at,
                "reminders": 0,
            }
            for recipient in route.recipients
        ],
    )


def _route(audience: Audience, level: AlertLevel, clock: Any) -> Route:
    if level is AlertLevel.QUIET:
        return Route(())
    return audience.route(
        level, clock.assignee_id, is_active=clock.is_active, line_id=clock.line_id
    )


def insert_alert(
    session: Session,
    clock: Any,
    threshold: int,
    at: datetime,
    level: AlertLevel,
    now: datetime,
    route: Route,
) -> int | None:
    """Return the id of the new alert; None if this threshold was recorded before."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    into = sqlite.insert(Alert) if is_sqlite else postgresql.insert(Alert)
    statement = (
        into.values(
            ticket_id=clock.ticket_id,
            clock_id=clock.id,
            threshold=threshold,
            due_version=clock.due_version,
            fire_at=at,
            due_at=clock.due_at,
            level=int(level),
            is_uncovered=route.is_uncovered,
            created_at=now,
        )
        .on_conflict_do_nothing(index_elements=["clock_id", "threshold", "due_version"])
        .returning(Alert.id)
    )
    return session.execute(statement).scalar_one_or_none()


def _is_answered(session: Session, clock_id: int) -> bool:
    """Say whether somebody has acknowledged an alert of the clock: who knows is not woken again."""
    statement = (
        select(AlertDelivery.id)
        .join(Alert, Alert.id == AlertDelivery.alert_id)
        .where(Alert.clock_id == clock_id, AlertDelivery.state == DeliveryState.ACKNOWLEDGED)
        .limit(1)
    )
    return session.execute(statement).first() is not None


def _supersede(session: Session, clock_id: int) -> None:
    """Take back what waits of the clock's lower thresholds: the newer one says more.

    The alarm at its arrival goes even where it was shown, or one ticket would stand there twice.
    """
    alerts = select(Alert.id).where(Alert.clock_id == clock_id)
    arrivals = alerts.where(Alert.threshold == ARRIVAL)
    is_shown_arrival = and_(
        AlertDelivery.alert_id.in_(arrivals), AlertDelivery.state == DeliveryState.SHOWN
    )
    is_waiting = and_(
        AlertDelivery.alert_id.in_(alerts), AlertDelivery.state == DeliveryState.WAITING
    )
    session.execute(
        update(AlertDelivery)
        .where(or_(is_waiting, is_shown_arrival))
        .values(state=DeliveryState.CANCELLED)
        .execution_options(synchronize_session=False)
    )


def _rearm(session: Session, clock_id: int, ahead: list[Threshold]) -> None:
    next_at = min((from_microseconds(at) for _, at in ahead), default=FAR_FUTURE)
    session.execute(
        update(ClockRecord)
        .where(ClockRecord.id == clock_id)
        .values(warnings=ahead, next_warn_at=next_at)
        .execution_options(synchronize_session=False)
    )
