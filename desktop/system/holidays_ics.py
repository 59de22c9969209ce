"""Holidays out of an ICS file: its all-day events, repeated ones included; nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import Refused
from desktop.domain.worktime_proposals import Proposal
from desktop.domain.worktime_spec import OverrideKind
from desktop.system.ics_limits import NONSENSE, refuse_many

if TYPE_CHECKING:
    from icalendar import Calendar, Component, Event

MAX_DAYS: Final = 5_000
_REPEATS: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_LABEL_LENGTH: Final = 200


def holidays_in(data: bytes, name: str, years: Sequence[int]) -> tuple[Proposal, ...]:
    """Return the days of those years that all-day events of a file cover; `name` is the file's.

    Events with hours and cancelled ones are left out; `MAX_DAYS` are taken at most.

    Raises:
        Refused: `calendar.not_ics`, `calendar.file_empty` (fact `path`), `ics.too_many` (fact
            `limit`).
    """
    import icalendar
    import recurring_ical_events

    refuse_many(data)
    first, last = date(min(years), 1, 1), date(max(years), 12, 31)
    try:
        calendar = icalendar.Calendar.from_ical(data)
        _keep_whole_days(calendar)
        # `after`, which is lazy, goes on to the year 9999 for a file of a single event.
        events = recurring_ical_events.of(calendar).between(first, last + timedelta(days=1))
        days = dict(islice(_days(events, first, last), MAX_DAYS))
    except NONSENSE as error:
        raise Refused("calendar.not_ics", path=name) from error
    found = tuple(
        Proposal(day, OverrideKind.HOLIDAY, label, name)
        for day, label in sorted(days.items())
        if day.year in years
    )
    if not found:
        raise Refused("calendar.file_empty", path=name)
    return found


def _keep_whole_days(calendar: Calendar) -> None:
    """Drop what could repeat every second, has hours or does not take place."""
    if calendar.name != "VCALENDAR":
        raise ValueError(calendar.name)
    calendar.subcomponents = [each for each in calendar.walk("VEVENT") if _is_whole_day(each)]


def _is_whole_day(event: Component) -> bool:
    start = event.decoded("DTSTART", None)
    if not isinstance(start, date) or isinstance(start, datetime):
        return False
    rules = event.get("RRULE", [])
    rules = rules if isinstance(rules, list) else [rules]
    is_held = str(event.get("STATUS", "")).upper() != "CANCELLED"
    return is_held and all(_is_calm(rule) for rule in rules)


def _is_calm(rule: Mapping[str, Sequence[object]]) -> bool:
    """Tell whether a rule repeats by days at least; dateutil never ends with an interval of 0."""
    repeats = {str(how).upper() for how in rule.get("FREQ", ())}
    return repeats <= _REPEATS and all(int(str(each)) > 0 for each in rule.get("INTERVAL", ()))


def _days(events: Iterable[Event], first: date, last: date) -> Iterator[tuple[date, str]]:
    """Give each day of each event with its name."""
    for event in events:
        start = event.decoded("DTSTART")
        end = max(event.decoded("DTEND", start), start + timedelta(days=1))
        label = " ".join(str(event.get("SUMMARY", "")).split())[:_LABEL_LENGTH]
        day = max(start, first)
        while day < end and day <= last:
            yield day, label
            day += timedelta(days=1)
