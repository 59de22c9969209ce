"""Frozen rows about alerts: what notices, the bar and the tray are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.alert import AlertLevel
from desktop.domain.ticket import Priority


@dataclass(frozen=True, slots=True)
class AlertRow:
    """One threshold of one clock, for one person; `threshold` 100 is the breach.

    `fire_at` is when it was reached, which after a sleep may be long ago. `may_remind` says
    whether "Remind in 5 min" is offered.
    """

    id: int
    ticket_id: int
    subject: str
    requester: str
    organisation: str
    priority: Priority
    assignee_id: int | None
    received_at: datetime
    clock_kind: str
    threshold: int
    fire_at: datetime
    due_at: datetime
    level: AlertLevel
    may_remind: bool
    shown_at: datetime | None


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is told at once: one alert, or several as one notice, the most urgent first.

    `delivery_ids` are the deliveries claimed for it; alerts shown a moment ago may stand in it
    too, and then `key` is that of the notice whose place it takes.
    """

    alerts: tuple[AlertRow, ...]
    delivery_ids: tuple[int, ...]

    @property
    def key(self) -> str:
        return f"alert:{min(alert.id for alert in self.alerts)}"

    @property
    def alert_ids(self) -> tuple[int, ...]:
        return tuple(alert.id for alert in self.alerts)

    @property
    def level(self) -> AlertLevel:
        return max(alert.level for alert in self.alerts)

    @property
    def is_alarm(self) -> bool:
        return self.level is AlertLevel.ALARM

    @property
    def may_remind(self) -> bool:
        return all(alert.may_remind for alert in self.alerts)


@dataclass(frozen=True, slots=True)
class GapRow:
    """A span in which nobody watched, and how many deadlines passed in it."""

    from_at: datetime
    to_at: datetime
    missed: int
