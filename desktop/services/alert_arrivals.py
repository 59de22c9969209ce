"""New urgent tickets out of hours: an alarm at arrival for whoever is on duty (contracts.md)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select
from sqlalchemy.orm import Session

from desktop.domain.alert import ARRIVAL, FIRST_TOLD, AlertLevel
from desktop.domain.sla import ClockKind, ClockResult
from desktop.domain.ticket import Channel, Priority
from desktop.domain.worktime import WorkCalendar
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.models.base import FAR_FUTURE
from desktop.models.people import Person
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket, open_tickets
from desktop.services.alert_audience import Audience, Route
from desktop.services.alert_firing import CHUNK, deliver, insert_alert

MOST: Final = 10
"""So many may be unanswered at once; with more it is a flood, and every ticket is in the list."""

_LATELY: Final = timedelta(hours=1)
_LONGEST_CLOSED: Final = timedelta(days=14)
_ON_ITS_WAY: Final = timedelta(minutes=5)
"""So late mail may be fetched that came while somebody was still at work."""

_LOOKED_AT: Final = 500
_URGENT: Final = (Priority.HIGH, Priority.CRITICAL)
_BY_HAND: Final = (Channel.PHONE, Channel.CHAT)
_OPEN: Final = (DeliveryState.WAITING, DeliveryState.SHOWN)


def fire(
    session: Session, now: datetime, hours: WorkCalendar | None, audience: Audience
) -> frozenset[int]:
    """Write an alarm for each urgent ticket that came since work ended, once for each.

    Nothing in working hours. Of one requester only the first sounds until it is answered, and
    only `MOST` in all: the others are recorded in silence.
    """
    if hours is None or hours.is_open(now):
        return frozenset()
    recent = session.scalars(_recent(_closed_since(hours, now), now)).all()
    fresh = session.execute(_fresh(recent)).all() if recent else []
    if not fresh:
        return frozenset()
    heard, sounding = _unanswered(session, now)
    told = set()
    for clock in fresh:
        is_one_of_many = clock.requester_id in heard or sounding >= MOST
        level = AlertLevel.QUIET if is_one_of_many else AlertLevel.ALARM
        route = Route(()) if is_one_of_many else _route(audience, clock)
        alert_id = insert_alert(session, clock, ARRIVAL, clock.created_at, level, now, route)
        if alert_id is None:
            continue
        told.add(clock.ticket_id)
        if not is_one_of_many:
            deliver(session, alert_id, route)
            sounding += 1
            if clock.requester_id is not None:
                heard.add(clock.requester_id)
    return frozenset(told)


def _route(audience: Audience, clock: Any) -> Route:
    return audience.route(
        AlertLevel.ALARM, clock.assignee_id, is_active=clock.is_active, line_id=clock.line_id
    )


def _closed_since(hours: WorkCalendar, now: datetime) -> datetime:
    before = hours.segments(now - _LONGEST_CLOSED, now)
    return before[-1][1] if before else now - _LONGEST_CLOSED


def _recent(since: datetime, now: datetime) -> Any:
    """Ask for the urgent tickets that came in a span, by the index of when tickets came."""
    return (
        select(Ticket.id)
        .where(
            open_tickets(),
            Ticket.created_at >= since - _ON_ITS_WAY,
            Ticket.created_at <= now,
            Ticket.priority.in_(_URGENT),
            Ticket.alerts_from.is_not(None),
        )
        .order_by(Ticket.created_at.desc())
        .limit(_LOOKED_AT)
    )


def _fresh(ticket_ids: Sequence[int]) -> Any:
    """Ask which of these tickets wait for a first response, and nobody was alarmed about.

    What somebody took down by hand for a colleague is with a person already.
    """
    is_taken_by_hand = and_(Ticket.channel.in_(_BY_HAND), Ticket.assignee_id.is_not(None))
    return (
        select(
            ClockRecord.id,
            ClockRecord.ticket_id,
            ClockRecord.due_at,
            ClockRecord.due_version,
            Ticket.assignee_id,
            Ticket.line_id,
            Ticket.requester_id,
            Ticket.created_at,
            Person.is_active,
        )
        .join(Ticket, Ticket.id == ClockRecord.ticket_id)
        .outerjoin(Person, Person.id == Ticket.assignee_id)
        .where(
            ClockRecord.ticket_id.in_(ticket_ids),
            not_(is_taken_by_hand),
            ClockRecord.kind == ClockKind.FIRST_RESPONSE,
            ClockRecord.result == ClockResult.RUNNING,
            ClockRecord.due_at < FAR_FUTURE,
            not_(_is_told()),
        )
        .order_by(Ticket.created_at, ClockRecord.id)
        .limit(CHUNK)
        .with_for_update(of=ClockRecord)
    )


def _is_told() -> ColumnElement[bool]:
    """Say of a clock that its arrival was told, or more than that.

    An alarm that was withdrawn before anybody saw it, with the due date it named, is none.
    """
    stands = exists().where(
        AlertDelivery.alert_id == Alert.id, AlertDelivery.state != DeliveryState.CANCELLED
    )
    arrival = and_(Alert.threshold == ARRIVAL, or_(Alert.level == AlertLevel.QUIET, stands))
    return exists().where(
        Alert.clock_id == ClockRecord.id, or_(Alert.threshold >= FIRST_TOLD, arrival)
    )


def _unanswered(session: Session, now: datetime) -> tuple[set[int], int]:
    """Return whose arrival alarms of the last hour wait for an answer, and how many there are."""
    is_open = exists().where(AlertDelivery.alert_id == Alert.id, AlertDelivery.state.in_(_OPEN))
    found = session.scalars(
        select(Ticket.requester_id)
        .join(Alert, Alert.ticket_id == Ticket.id)
        .where(
            Alert.threshold == ARRIVAL,
            Alert.level == AlertLevel.ALARM,
            Alert.created_at > now - _LATELY,
            is_open,
        )
    ).all()
    return {requester for requester in found if requester is not None}, len(found)
