"""A policy shown at work: when a ticket that arrives late on a Friday would be due."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from desktop.domain.sla import CalendarBook, ClockKind, EventKind, Policy, PolicyBook, TicketEvent
from desktop.domain.sla_clock import ClockState
from desktop.domain.sla_evaluate import evaluate
from desktop.domain.ticket import Priority
from desktop.domain.worktime_local import first_instant, instant, zone_named

FRIDAY: Final = 4
LATE: Final = 17 * 60 + 30


def friday_evening(now: datetime, zone: str) -> datetime:
    """Return 17:30 of the next Friday in that zone: where business hours show what they do."""
    today = now.astimezone(zone_named(zone)).date()
    friday = today + timedelta(days=(FRIDAY - today.weekday()) % 7)
    return instant(first_instant(friday, LATE, zone_named(zone)))


def example(
    policy: Policy, calendars: CalendarBook, priority: Priority, kind: ClockKind, at: datetime
) -> ClockState | None:
    """Return the clock of a ticket that arrives at `at`, as the engine judges it then.

    None where the policy has no such target. For the next response the customer writes again at
    `at`, after a first answer; a developers' clock starts with the hand-off at `at`.
    """
    events = [
        TicketEvent(1, at, EventKind.CREATED, data={"priority": priority.value}),
        *(TicketEvent(number, at, each) for number, each in enumerate(_BEFORE.get(kind, ()), 2)),
    ]
    # The policy as edited, whatever version it will get and from when.
    book = PolicyBook(policy.id, [policy])
    return evaluate(events, book, calendars, at).clock(kind)


_BEFORE: Final = {
    ClockKind.NEXT_RESPONSE: (EventKind.AGENT_MESSAGE, EventKind.CUSTOMER_MESSAGE),
    ClockKind.OLA_ACCEPT: (EventKind.HANDOFF_RELEASED,),
    ClockKind.OLA_ANSWER: (EventKind.HANDOFF_RELEASED, EventKind.HANDOFF_ACCEPTED),
    ClockKind.OLA_FIX: (EventKind.HANDOFF_RELEASED, EventKind.HANDOFF_ACCEPTED),
    ClockKind.OLA_INFO: (EventKind.HANDOFF_RELEASED, EventKind.HANDOFF_RETURNED),
}
