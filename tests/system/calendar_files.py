"""Calendar files for tests, put together from the lines of their events."""

from __future__ import annotations

import random
from collections.abc import Iterator
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


SEED = calendar(
    night("a", 1, "Bob", "ATTENDEE;CN=Bob:mailto:bob@desk.example", "RRULE:FREQ=WEEKLY;COUNT=4"),
    night("b", 2, "Cat", "STATUS:CANCELLED", "EXDATE:20261201T150000Z"),
    event("UID:c", "SUMMARY:Отпуск Анны", "DTSTART;VALUE=DATE:20261201", "DURATION:P14D"),
    event("UID:a", "RECURRENCE-ID;TZID=Europe/Moscow:20261208T180000", "DTSTART:20261209T180000Z"),
)


def mutants(count: int) -> Iterator[bytes]:
    """Give the same damaged files every time: bytes changed, lines lost, doubled, exchanged."""
    for number in range(count):
        chance = random.Random(number)
        lines = SEED.split(b"\r\n")
        for _ in range(chance.randint(1, 4)):
            place, other = chance.randrange(len(lines)), chance.randrange(len(lines))
            line = bytearray(lines[place])
            match chance.randrange(5):
                case 0 if line:
                    line[chance.randrange(len(line))] = chance.randrange(256)
                    lines[place] = bytes(line)
                case 1:
                    lines[place] = lines[place] * chance.choice((2, 50))
                case 2:
                    del lines[place]
                case 3:
                    lines[place] = lines[other]
                case _:
                    lines[place] = line[: len(line) // 2] + lines[other]
        yield b"\r\n".join(lines)
