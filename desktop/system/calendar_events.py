"""The events of an iCalendar file, series as single times, within a span and within limits."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from desktop.domain.duty_event import EventFault, FoundEvent
from desktop.domain.duty_span import Span
from desktop.domain.errors import Refused
from desktop.domain.worktime_local import first_instant, instant
from desktop.system.ics_limits import MAX_EVENTS, NONSENSE, refuse_many

if TYPE_CHECKING:
    from icalendar import Calendar, Component

LIMIT_MB: Final = 5

_CALM: Final = frozenset({"DAILY", "WEEKLY", "MONTHLY", "YEARLY"})
_TEXT_LENGTH: Final = 200
_KEY_LENGTH: Final = 200
_PEOPLE: Final = 20
_DAY: Final = timedelta(days=1)
_OLDEST: Final = timedelta(days=50 * 366)
"""A series that began before this is not repeated up to now: that alone takes seconds."""


def events_in(data: bytes, zone: ZoneInfo, within: Span) -> tuple[FoundEvent, ...]:
    """Return the events that have part in a span, by start; the others, and bad ones, as faults.

    Days and times without a zone, or in one that nobody knows, are the team's. Each series is
    repeated within the span only.

    Raises:
        Refused: `ics.nonsense`; `ics.too_big` (fact `limit_mb`), `ics.too_many` (fact `limit`).
    """
    if len(data) > LIMIT_MB * 1_000_000:
        raise Refused("ics.too_big", limit_mb=LIMIT_MB)
    refuse_many(data)
    import icalendar

    try:
        calendar = icalendar.Calendar.from_ical(data)
    except NONSENSE as error:
        raise Refused("ics.nonsense") from error
    if calendar.name != "VCALENDAR":
        raise Refused("ics.nonsense")
    found = list(islice(_found(calendar, zone, within), MAX_EVENTS + 1))
    if len(found) > MAX_EVENTS:
        raise Refused("ics.too_many", limit=MAX_EVENTS)
    return tuple(sorted(found, key=lambda event: (event.start_at, event.key)))


def _found(calendar: Calendar, zone: ZoneInfo, within: Span) -> Iterator[FoundEvent]:
    is_withdrawn = str(calendar.get("METHOD", "")).upper() == "CANCEL"
    for uid, events in _series(calendar).items():
        try:
            yield from _times(calendar, uid, events, zone, within, is_withdrawn)
        except NONSENSE:
            yield _fault(uid, events[0], EventFault.NO_TIME, (within[0], within[0]))


def _series(calendar: Calendar) -> dict[str, list[Component]]:
    """Return the events by UID: a series, and the times of it that were moved."""
    found: dict[str, list[Component]] = {}
    for event in calendar.walk("VEVENT"):
        uid = str(event.get("UID", "")).strip() or f"{_text(event, 'SUMMARY')} {_written(event)}"
        found.setdefault(uid, []).append(event)
    return found


def _times(
    calendar: Calendar,
    uid: str,
    events: Sequence[Component],
    zone: ZoneInfo,
    within: Span,
    is_withdrawn: bool,
) -> Iterator[FoundEvent]:
    """Give each time of a series, or the one fault for which it has none."""
    import recurring_ical_events

    span = _span(events[0], zone)
    if not all(map(_is_calm, events)):
        yield _fault(uid, events[0], EventFault.TOO_OFTEN, span)
        return
    if span[0] < within[0] - _OLDEST:
        yield _fault(uid, events[0], EventFault.TOO_FAR, span)
        return
    unknown_zone = next((name for each in events for name in _unknown_zones(each)), "")
    alone = len(events) == 1 and not any(name in events[0] for name in ("RRULE", "RDATE"))
    calendar.subcomponents = [*calendar.walk("VTIMEZONE"), *events]
    times = (
        events if alone else recurring_ical_events.of(calendar).between(within[0], within[1] + _DAY)
    )
    is_told = False
    for event in islice(times, MAX_EVENTS + 1):
        start_at, end_at = _span(event, zone)
        if start_at < within[1] and end_at > within[0]:
            is_told = True
            yield FoundEvent(
                _short(uid),
                _short(uid if alone else f"{uid}#{_place(event, zone)}"),
                _text(event, "SUMMARY"),
                tuple(_people(event)),
                start_at,
                end_at,
                is_withdrawn or _text(event, "STATUS").upper() == "CANCELLED",
                unknown_zone=unknown_zone,
            )
    if not is_told:
        yield _fault(uid, events[0], EventFault.TOO_FAR, span)


def _is_calm(event: Component) -> bool:
    """Tell whether it repeats by days at least; dateutil never ends with an interval of 0."""
    return all(_is_rule_calm(rule) for rule in _listed(event.get("RRULE", [])))


def _is_rule_calm(rule: Mapping[str, Sequence[object]]) -> bool:
    repeats = {str(how).upper() for how in rule.get("FREQ", ())}
    has_hours = any(name in rule for name in ("BYHOUR", "BYMINUTE", "BYSECOND"))
    is_whole = all(int(str(each)) > 0 for each in rule.get("INTERVAL", ()))
    return repeats <= _CALM and not has_hours and is_whole


def _span(event: Component, zone: ZoneInfo) -> Span:
    """Return when an event is; without an end a day for a date, else nothing at all."""
    start = event.decoded("DTSTART")
    if "DTEND" in event:
        end = event.decoded("DTEND")
    elif "DURATION" in event:
        end = start + event.decoded("DURATION")
    else:
        end = start if isinstance(start, datetime) else start + _DAY
    start_at, end_at = _instant(start, zone), _instant(end, zone)
    if end_at <= start_at:
        raise ValueError(end)
    return start_at, end_at


def _instant(at: date, zone: ZoneInfo) -> datetime:
    """Return a date or time as an instant in whole minutes."""
    if not isinstance(at, datetime):
        return instant(first_instant(at, 0, zone))
    local = at if at.tzinfo is not None else at.replace(tzinfo=zone)
    return local.astimezone(UTC).replace(second=0, microsecond=0)


def _unknown_zones(event: Component) -> Iterator[str]:
    """Give the zones an event names that are neither known nor described in its file."""
    for name in ("DTSTART", "DTEND"):
        at = event.decoded(name, None)
        if isinstance(at, datetime) and at.tzinfo is None:
            zone = str(getattr(event[name], "params", {}).get("TZID", ""))
            if zone:
                yield " ".join(zone.split())[:_TEXT_LENGTH]


def _place(event: Component, zone: ZoneInfo) -> str:
    """Return where in its series a time stood to begin with, wherever it was moved to."""
    at = event.decoded("RECURRENCE-ID", None) or event.decoded("DTSTART")
    return f"{_instant(at, zone):%Y%m%dT%H%M}"


def _people(event: Component) -> Iterator[str]:
    """Give the addresses and names of those it invites, in order."""
    for attendee in _listed(event.get("ATTENDEE", []))[:_PEOPLE]:
        address = str(attendee)
        if address.lower().startswith("mailto:"):
            yield address[len("mailto:") :].strip()[:_TEXT_LENGTH]
        name = str(getattr(attendee, "params", {}).get("CN", "")).strip()
        if name:
            yield name[:_TEXT_LENGTH]


def _fault(uid: str, event: Component, fault: EventFault, span: Span) -> FoundEvent:
    key, summary = _short(uid), _text(event, "SUMMARY")
    return FoundEvent(key, key, summary, (), *span, fault=fault)


def _text(event: Component, name: str) -> str:
    return " ".join(str(event.get(name, "")).split())[:_TEXT_LENGTH]


def _written(event: Component) -> str:
    """Return the start as it is written: with the summary it stands for a UID that is missing."""
    start = event.get("DTSTART")
    return start.to_ical().decode() if hasattr(start, "to_ical") else ""


def _short(uid: str) -> str:
    """Return a key that fits its column whatever the file calls the event."""
    clean = "".join(each for each in uid if each.isprintable())
    if clean == uid and len(uid) <= _KEY_LENGTH:
        return uid
    return hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest()


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
