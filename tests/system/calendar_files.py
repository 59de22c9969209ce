"""Calendar files for tests, put together from the lines of their events."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.domain.duty_event import FoundEvent
from desktop.system.calendar_events import events_in
from tests.conftest import MONDAY_9

MOSCOW = ZoneInfo("Europe/Moscow")


def event(*lines: str) -> str:
    return "\n".join(("BEGIN:VEVENT", "DTSTAMP:20260101T000000Z", *lines, "END:VEVENT"))


def calendar(*events: str, head: str = "VERSION:2.0\nPRODID:-//test//EN") -> bytes:
    text = "\n".join(("BEGIN:VCALENDAR", head, *events, "END:VCALENDAR", ""))
    return text.replace("\n", "\r\n").encode()


def night(uid: str, day: int, who: str, *more: str) -> str:
    """Return a night from 18 to 9 in December 2026, Moscow time."""
    return event(
        f"UID:{uid}",
        f"SUMMARY:{who}",
        f"DTSTART;TZID=Europe/Moscow:202612{day:02}T180000",
        f"DTEND;TZID=Europe/Moscow:202612{day + 1:02}T090000",
        *more,
    )


def read(
    *events: str, head: str = "VERSION:2.0\nPRODID:-//test//EN", now: datetime = MONDAY_9
) -> tuple[FoundEvent, ...]:
    """Return the events of such a file for a year from the Monday of the tests, or `now`, on."""
    return events_in(calendar(*events, head=head), MOSCOW, (now, now + timedelta(days=366)))


def moscow(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW).astimezone(UTC)
