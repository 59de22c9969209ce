"""The queue of deliveries: claiming what is due for a person, and putting it into rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, case, func, or_, select, update
from sqlalchemy.orm import Session

from desktop.domain.alert import ARRIVAL, MERGED_WITHIN, REMIND_AGAIN, AlertLevel, may_remind
from desktop.domain.sla import ClockResult
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.models.people import Organisation, Requester
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services.rows_alert import AlertRow, Announcement

CLAIM: Final = timedelta(seconds=30)
MOST_AT_ONCE: Final = 200
REMEMBERED: Final = timedelta(days=30)
"""How long an unanswered alert stands in the window; also what keeps the query in its index."""


def claim(session: Session, person_id: int, instance: str, now: datetime) -> Sequence[int]:
    """Claim what is due and free, and return the deliveries.

    An instant that only a wrong clock can have set does not bind: a claim longer than 30 s, an
    alert from the future.
    """
    is_due = or_(AlertDelivery.show_at <= now, Alert.created_at > now)
    is_free = or_(
        AlertDelivery.claimed_until.is_(None),
        AlertDelivery.claimed_until <= now,
        AlertDelivery.claimed_until > now + CLAIM,
    )
    free = (
        select(AlertDelivery.id)
        .join(Alert, Alert.id == AlertDelivery.alert_id)
        .where(_waiting_for(person_id), is_due, is_free)
        .order_by(Alert.level.desc(), AlertDelivery.show_at, AlertDelivery.id)
        .limit(MOST_AT_ONCE)
        .with_for_update(of=AlertDelivery, skip_locked=True)
    )
    ids = session.scalars(free).all()
    if ids:
        session.execute(change(ids).values(claimed_by=instance, claimed_until=now + CLAIM))
    return ids


def change(ids: Sequence[int]) -> Any:
    """Return the UPDATE of these deliveries, still without values."""
    return (
        update(AlertDelivery)
        .where(AlertDelivery.id.in_(ids))
        .execution_options(synchronize_session=False)
    )


def next_at(session: Session, person_id: int) -> datetime | None:
    """Return when the next delivery may be claimed: its own instant, or the end of a claim."""
    free_at = func.coalesce(AlertDelivery.claimed_until, AlertDelivery.show_at)
    earliest: datetime | None = session.execute(
        select(func.min(free_at)).where(_waiting_for(person_id))
    ).scalar_one()
    return earliest


def announcements(
    session: Session, person_id: int, claimed: Sequence[int], now: datetime
) -> tuple[Announcement, ...]:
    """Put claimed deliveries together, with what was shown a moment ago; alarms stand apart."""
    if not claimed:
        return ()
    just_shown = and_(
        AlertDelivery.state == DeliveryState.SHOWN,
        AlertDelivery.show_at > now - REMEMBERED,
        AlertDelivery.shown_at > now - MERGED_WITHIN,
        AlertDelivery.shown_at <= now,
        is_current(),
    )
    statement = _rows(person_id).where(or_(AlertDelivery.id.in_(claimed), just_shown))
    rows = session.execute(statement).all()
    found = []
    for is_alarm in (True, False):
        some = [row for row in rows if (row.level >= AlertLevel.ALARM) is is_alarm]
        mine = tuple(row.delivery_id for row in some if row.delivery_id in set(claimed))
        if mine:
            found.append(Announcement(_most_urgent_first(some, now), mine))
    return tuple(found)


def unanswered(session: Session, person_id: int, now: datetime) -> tuple[AlertRow, ...]:
    """Return what was shown and not answered, as long as it is about the deadline as it stands."""
    is_shown = and_(
        AlertDelivery.state == DeliveryState.SHOWN, AlertDelivery.show_at > now - REMEMBERED
    )
    statement = _rows(person_id).where(is_shown, is_current())
    newest_first = statement.order_by(AlertDelivery.shown_at.desc(), Alert.id.desc())
    return _most_urgent_first(session.execute(newest_first.limit(MOST_AT_ONCE)), now)


def _waiting_for(person_id: int) -> ColumnElement[bool]:
    return and_(AlertDelivery.person_id == person_id, AlertDelivery.state == DeliveryState.WAITING)


def is_current() -> ColumnElement[bool]:
    """An alert is about the due date it names; that of an arrival holds until the answer."""
    return and_(
        or_(ClockRecord.due_version == Alert.due_version, Alert.threshold == ARRIVAL),
        ClockRecord.result == ClockResult.RUNNING,
    )


def _rows(person_id: int) -> Any:
    return (
        select(
            Alert.id,
            Alert.ticket_id,
            Ticket.subject,
            func.coalesce(Requester.name, "").label("requester"),
            func.coalesce(Organisation.name, "").label("organisation"),
            Ticket.priority,
            Ticket.assignee_id,
            Ticket.created_at.label("received_at"),
            ClockRecord.kind,
            Alert.threshold,
            Alert.fire_at,
            case((Alert.threshold == ARRIVAL, ClockRecord.due_at), else_=Alert.due_at).label(
                "due_at"
            ),
            Alert.level,
            AlertDelivery.id.label("delivery_id"),
            AlertDelivery.reminders,
            AlertDelivery.shown_at,
        )
        .select_from(AlertDelivery)
        .join(Alert, Alert.id == AlertDelivery.alert_id)
        .join(ClockRecord, ClockRecord.id == Alert.clock_id)
        .join(Ticket, Ticket.id == Alert.ticket_id)
        .outerjoin(Requester, Requester.id == Ticket.requester_id)
        .outerjoin(Organisation, Organisation.id == Ticket.organisation_id)
        .where(AlertDelivery.person_id == person_id)
    )


def _row(row: Any, now: datetime) -> AlertRow:
    return AlertRow(
        id=row.id,
        ticket_id=row.ticket_id,
        subject=row.subject,
        requester=row.requester,
        organisation=row.organisation,
        priority=row.priority,
        assignee_id=row.assignee_id,
        received_at=row.received_at,
        clock_kind=row.kind,
        threshold=row.threshold,
        fire_at=row.fire_at,
        due_at=row.due_at,
        level=AlertLevel(row.level),
        may_remind=may_remind(row.reminders, row.due_at, now, REMIND_AGAIN),
        shown_at=row.shown_at,
    )


def _most_urgent_first(rows: Iterable[Any], now: datetime) -> tuple[AlertRow, ...]:
    found = (_row(row, now) for row in rows)
    return tuple(sorted(found, key=lambda row: (-row.level, row.due_at, row.id)))
