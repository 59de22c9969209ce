"""Duties as an iCalendar file that Outlook, Google and Apple read (RFC 5545, RFC 5546 PUBLISH)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from desktop import __version__
from desktop.domain.duty_event import EventToWrite

if TYPE_CHECKING:
    from icalendar import Event

REMINDERS: Final = (timedelta(hours=12), timedelta(minutes=15))
"""How long before its start a duty is reminded of (duty.md 5)."""

_DAY: Final = timedelta(days=1)


def calendar_file(name: str, zone: ZoneInfo, events: Sequence[EventToWrite]) -> bytes:
    """Return the file: times in the team's zone, which is described in it, reminders as alarms."""
    import icalendar

    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//Duty Desk//Duty Desk {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", zone.key)
    if events:
        first, last = _days(events)
        calendar.add_component(
            icalendar.Timezone.from_tzid(zone.key, first_date=first, last_date=last)
        )
    for event in events:
        calendar.add_component(_event(event, zone))
    data: bytes = calendar.to_ical()
    return data


def _event(event: EventToWrite, zone: ZoneInfo) -> Event:
    import icalendar

    written = icalendar.Event()
    written.add("uid", event.uid)
    written.add("dtstamp", event.changed_at)
    written.add("last-modified", event.changed_at)
    written.add("sequence", event.sequence)
    for field, at in zip(("dtstart", "dtend"), _times(event, zone), strict=True):
        written.add(field, at)
    written.add("summary", event.summary)
    if event.description:
        written.add("description", event.description)
    written.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    if not event.is_cancelled:
        for before in REMINDERS:
            alarm = icalendar.Alarm()
            alarm.add("action", "DISPLAY")
            alarm.add("trigger", -before)
            alarm.add("description", event.summary)
            written.add_component(alarm)
    return written


def _times(event: EventToWrite, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Return start and end on the team's clock.

    In UTC where that clock shows a time for the second time: RFC 5545 reads the first then.
    """
    start_at, end_at = event.start_at.astimezone(zone), event.end_at.astimezone(zone)
    if start_at.fold or end_at.fold:
        return event.start_at.astimezone(UTC), event.end_at.astimezone(UTC)
    return start_at, end_at


def _days(events: Sequence[EventToWrite]) -> tuple[date, date]:
    """Return for which days the zone has to be described."""
    first = min(event.start_at for event in events) - _DAY
    last = max(event.end_at for event in events) + _DAY
    return first.date(), last.date()
