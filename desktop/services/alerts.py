"""Alerts: who is told of a deadline, when, and what that person does about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.alert import REMIND_AGAIN, check_remind
from desktop.domain.changes import NOTHING, Changes, Topic, Undo
from desktop.domain.errors import ChangedMeanwhile, Refused
from desktop.domain.sla import EventKind
from desktop.domain.ticket import Actor
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.models.base import FAR_FUTURE
from desktop.models.database import Database
from desktop.models.sla import ClockRecord
from desktop.services import (
    alert_arrivals,
    alert_firing,
    alert_queue,
    alert_relief,
    coverage,
    leases,
)
from desktop.services.alert_audience import OnDuty, Post, audience_of
from desktop.services.clocks import Clocks
from desktop.services.duty import Duty
from desktop.services.leases import Held
from desktop.services.policies import Policies
from desktop.services.rows_alert import AlertRow, Announcement, GapRow
from desktop.services.ticket_edit import Done, TicketEdit


@dataclass(frozen=True, slots=True)
class AcknowledgeUndo:
    """What an acknowledgement changed: deliveries with the state before, and tickets taken."""

    deliveries: tuple[tuple[int, DeliveryState], ...]
    tickets: Done


class Alerts:
    """Fires what is due and hands it, claim by claim, to the person who is told.

    At least once, and twice only after a crash between showing and saying so. `instance` is
    this start of the program.
    """

    def __init__(
        self,
        database: Database,
        policies: Policies,
        clocks: Clocks,
        duty: Duty,
        instance: str,
    ) -> None:
        self._database = database
        self._duty = duty
        self._policies = policies
        self._clocks = clocks
        self._instance = instance

    # What the watching job does

    def fire_due(self, held: Held, here: int) -> Changes:
        """Record every threshold that has been reached, and that this workstation watches.

        What somebody left unanswered who went off duty goes on to whoever is on duty now.

        `here` is the person at this workstation.

        Raises:
            Unavailable: `lease.lost`.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            leases.check(session, held, now)
            has_gap = coverage.beat(session, self._instance, now)
            hours = self._policies.books(session).working_hours(now)
            post = Post(here, is_shared=not self._database.is_sqlite)
            audience = audience_of(session, self._duty, post, now, hours)
            tickets = alert_firing.fire(session, now, hours, audience)
            if isinstance(audience, OnDuty):
                tickets |= alert_arrivals.fire(session, now, hours, audience)
                tickets |= alert_relief.pass_on(session, now, audience)
            if not tickets and not has_gap:
                return NOTHING
            changes = Changes.of(Topic.ALERTS, tickets=tickets)
            return self._database.announce(session, changes)

    def next_in(self, person_id: int, *, fires: bool = True) -> timedelta | None:
        """Return how long until the next delivery for this person; None: none.

        With `fires` also until the next threshold, which concerns only the start of the program
        that holds the lease.
        """
        with self._database.read() as session:
            now = self._database.now(session)
            instants = [alert_queue.next_at(session, person_id)]
            if fires:
                warn_at = select(func.min(ClockRecord.next_warn_at))
                instants.append(session.execute(warn_at).scalar_one())
        stored = [at for at in instants if at is not None and at < FAR_FUTURE]
        return max(timedelta(), min(stored) - now) if stored else None

    def claim(self, person_id: int) -> tuple[Announcement, ...]:
        """Take for 30 s what this person is to be told now: alarms and notices apart.

        Alerts shown less than a minute ago and unanswered join in, as one notice (screens.md
        2.11). Every announcement must be given to `mark_shown` or `release`.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            claimed = alert_queue.claim(session, person_id, self._instance, now)
            return alert_queue.announcements(session, person_id, claimed, now)

    def mark_shown(self, announcement: Announcement, channel: str) -> Changes:
        """Record that the person has been told, and through which channel."""
        with self._database.write() as session:
            session.execute(
                self._claimed(announcement).values(
                    state=DeliveryState.SHOWN,
                    shown_at=self._database.now(session),
                    channel=channel,
                    claimed_by=None,
                    claimed_until=None,
                )
            )
            return self._database.announce(session, Changes.of(Topic.ALERTS))

    def release(self, announcement: Announcement) -> None:
        """Give back what no channel could show; it is claimed again in 30 s."""
        with self._database.write() as session:
            until = self._database.now(session) + alert_queue.CLAIM
            session.execute(self._claimed(announcement).values(claimed_until=until))

    # What windows ask

    def unanswered(self, person_id: int) -> tuple[AlertRow, ...]:
        """Return what the person was told and has not answered, while the clock still runs so.

        A notice on the screen about anything else is out of date and should be withdrawn.
        """
        with self._database.read() as session:
            now = self._database.now(session)
            return alert_queue.unanswered(session, person_id, now)

    def gaps(self, since: datetime, limit: int = 20) -> tuple[GapRow, ...]:
        """Return the newest spans, ended after `since`, in which nobody watched."""
        with self._database.read() as session:
            return coverage.gaps(session, since, limit)

    # What people do

    def acknowledge(self, by: Actor, alert_ids: Iterable[int]) -> Changes:
        """Answer alerts for everybody, and take those of their tickets that nobody has.

        The clocks go on. Undo gives the tickets back and asks again.

        Raises:
            Refused: `alert.nobody` without a person.
        """
        person_id = _person(by)
        with self._database.write() as session:
            now = self._database.now(session)
            asked = (
                select(AlertDelivery.id, AlertDelivery.state, Alert.ticket_id)
                .join(Alert, Alert.id == AlertDelivery.alert_id)
                .where(
                    Alert.id.in_(set(alert_ids)),
                    AlertDelivery.state.in_((DeliveryState.WAITING, DeliveryState.SHOWN)),
                )
                .order_by(AlertDelivery.id)
            )
            tickets = {row.ticket_id for row in session.execute(asked)}
            if not tickets:
                return NOTHING  # somebody was faster
            # Tickets before alerts, as everywhere: another order could lock two people out.
            taken = self._take_unassigned(session, by, tickets, now)
            answered = session.execute(asked.with_for_update(of=AlertDelivery)).all()
            session.execute(
                alert_queue.change([row.id for row in answered]).values(
                    state=DeliveryState.ACKNOWLEDGED, acked_at=now, acked_by=person_id
                )
            )
            before = tuple((row.id, row.state) for row in answered)
            undo = Undo("acknowledge", len(tickets), AcknowledgeUndo(before, taken))
            topics = (Topic.ALERTS, Topic.TICKETS) if taken.changes else (Topic.ALERTS,)
            changes = Changes.of(*topics, tickets=tickets, undo=undo)
            return self._database.announce(session, changes)

    def remind(
        self, by: Actor, alert_ids: Iterable[int], span: timedelta = REMIND_AGAIN
    ) -> Changes:
        """Show the alerts to this person once more after `span`.

        Raises:
            Refused: `alert.nobody`; `alert.reminded_enough`, `alert.due_before` for any of them.
        """
        person_id = _person(by)
        with self._database.write() as session:
            now = self._database.now(session)
            rows = session.execute(
                select(AlertDelivery.id, AlertDelivery.reminders, Alert.due_at, Alert.ticket_id)
                .join(Alert, Alert.id == AlertDelivery.alert_id)
                .where(
                    Alert.id.in_(set(alert_ids)),
                    AlertDelivery.person_id == person_id,
                    AlertDelivery.state == DeliveryState.SHOWN,
                )
                .with_for_update(of=AlertDelivery)
            ).all()
            if not rows:
                return NOTHING  # answered meanwhile
            for row in rows:
                check_remind(row.reminders, row.due_at, now, span)
            session.execute(
                alert_queue.change([row.id for row in rows]).values(
                    state=DeliveryState.WAITING,
                    show_at=now + span,
                    reminders=AlertDelivery.reminders + 1,
                )
            )
            changes = Changes.of(Topic.ALERTS, tickets=[row.ticket_id for row in rows])
            return self._database.announce(session, changes)

    def _take_unassigned(
        self, session: Session, by: Actor, ticket_ids: set[int], now: datetime
    ) -> Done:
        edit = TicketEdit(session, sorted(ticket_ids), by, now)
        for ticket in edit:
            if ticket.assignee_id is None and ticket.is_open:
                edit.record(ticket, EventKind.ASSIGNED, old=None, person=by.person_id)
                ticket.assignee_id = by.person_id
        done = edit.finish()
        self._clocks.refresh(session, [change.ticket_id for change in done])
        return Done(done)

    def _claimed(self, announcement: Announcement) -> Any:
        return alert_queue.change(announcement.delivery_ids).where(
            AlertDelivery.state == DeliveryState.WAITING,
            AlertDelivery.claimed_by == self._instance,
        )


def restore(session: Session, undo: AcknowledgeUndo) -> Changes:
    """Ask again what was acknowledged; the tickets are put back by `UndoService`.

    Raises:
        ChangedMeanwhile: a delivery is not as the acknowledgement left it.
    """
    for delivery_id, state in undo.deliveries:
        restored = session.execute(
            alert_queue.change([delivery_id])
            .where(AlertDelivery.state == DeliveryState.ACKNOWLEDGED)
            .values(state=state, acked_at=None, acked_by=None)
            .returning(AlertDelivery.id)
        ).first()
        if restored is None:
            raise ChangedMeanwhile(noun="alert", id=delivery_id)
    return Changes.of(Topic.ALERTS)


def _person(by: Actor) -> int:
    if by.person_id is None:
        raise Refused("alert.nobody")
    return by.person_id
