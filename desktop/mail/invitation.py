"""A calendar invitation as lines of text: what, when, where and who, in no language (RFC 5545).

A meeting that is called off has a cross, one that repeats a circle; who answers, what was said.

Only these fields are read, line by line; the file itself stays an attachment. A calendar
library takes seconds on hostile input and gives nothing more for four lines.
"""

from __future__ import annotations

import contextlib
import re
from datetime import datetime, timedelta

_LINE_LIMIT = 20_000
_EVENT_LIMIT = 10
_TEXT_LIMIT = 2000
_ATTENDEE_LIMIT = 50

_FOLD = re.compile(r"\n[ \t]")
_PROPERTY = re.compile(r'([A-Za-z-]{1,30})((?:;[A-Za-z-]{1,30}=(?:"[^"\n]*"|[^";:\n]*))*):(.*)')
_PARAMETER = re.compile(r';([A-Za-z-]{1,30})=(?:"([^"\n]*)"|([^";:\n]*))')
_ESCAPED = re.compile(r"\\(.)")
_INSTANT = re.compile(r"(\d{8})(?:T(\d{4})(\d\d)?(Z)?)?$")
_ANSWERS = {"ACCEPTED": "✓ ", "TENTATIVE": "? ", "DECLINED": "✗ "}
_CALLED_OFF, _REPEATS = "✗ ", " ↻"
_DURATION = re.compile(r"P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,5})M)?)?")


def invitation_text(source: str) -> str:
    """Return the meetings of a calendar file as paragraphs, empty when it holds none."""
    lines = _FOLD.sub("", source.replace("\r\n", "\n")).split("\n", _LINE_LIMIT)[:_LINE_LIMIT]
    meetings: list[str] = []
    event: _Event | None = None
    inner = 0
    method = ""
    for line in lines:
        found = _PROPERTY.match(line)
        if found is None:
            continue
        name, value = found[1].upper(), found[3].strip()
        if name == "BEGIN" and value.upper() == "VEVENT":
            event, inner = _Event(method), 0
        elif event is None:
            method = value.upper() if name == "METHOD" else method
        elif name == "BEGIN":
            inner += 1
        elif name == "END" and inner:
            inner -= 1
        elif name == "END":
            meetings.append(event.text())
            event = None
            if len(meetings) == _EVENT_LIMIT:
                break
        elif not inner:
            event.take(name, dict(_parameters(found[2])), value)
    return "\n\n".join(filter(None, meetings))


class _Event:
    """The fields of one VEVENT, as they are read."""

    def __init__(self, method: str) -> None:
        self._is_answer = method == "REPLY"
        self._is_called_off = method == "CANCEL"
        self._repeats = False
        self._texts: dict[str, str] = {}
        self._start = self._end = ""
        self._length = timedelta()
        self._starts_at: datetime | None = None
        self._people: list[str] = []

    def take(self, name: str, parameters: dict[str, str], value: str) -> None:
        """Keep a field that is shown."""
        if name in ("SUMMARY", "LOCATION", "DESCRIPTION"):
            self._texts.setdefault(name, _plain(value)[:_TEXT_LIMIT])
        elif name == "DTSTART":
            self._starts_at, self._start = _instant(value, parameters.get("TZID", ""))
        elif name == "DTEND":
            self._end = _instant(value, parameters.get("TZID", ""))[1]
        elif name == "DURATION":
            self._length = _duration(value)
        elif name == "RRULE":
            self._repeats = True
        elif name == "STATUS":
            self._is_called_off = self._is_called_off or value.upper() == "CANCELLED"
        elif name in ("ORGANIZER", "ATTENDEE") and len(self._people) < _ATTENDEE_LIMIT:
            person = _person(parameters.get("CN", ""), value)
            if person and self._is_answer:
                person = _ANSWERS.get(parameters.get("PARTSTAT", "").upper(), "") + person
            if person and person not in self._people:
                self._people.append(person)

    def text(self) -> str:
        """Return the lines: what, when, where, who, and what was written about it."""
        summary = self._texts.get("SUMMARY", "")
        lines = [
            _CALLED_OFF + summary if self._is_called_off else summary,
            self._when(),
            self._texts.get("LOCATION", ""),
            ", ".join(self._people),
            self._texts.get("DESCRIPTION", ""),
        ]
        return "\n".join(line for line in lines if line.strip())

    def _when(self) -> str:
        end = self._end
        if not end and self._starts_at is not None and self._length:
            with contextlib.suppress(OverflowError):  # the year 9999 has an end
                end = f"{self._starts_at + self._length:%Y-%m-%d %H:%M}"
        start, _, zone = self._start.partition(" (")
        end = end.partition(" (")[0]
        if end[:10] == start[:10]:
            end = end[11:]
        when = (f"{start} – {end}" if end else start) + (f" ({zone}" if zone else "")
        return when + _REPEATS if self._repeats else when


def _instant(value: str, zone: str) -> tuple[datetime | None, str]:
    """Return a local time and how it reads: `2026-03-02 10:00 (Europe/Moscow)`."""
    found = _INSTANT.match(value)
    if found is None:
        return None, ""
    try:
        at = datetime.strptime(found[1] + (found[2] or "0000"), "%Y%m%d%H%M")  # noqa: DTZ007
    except ValueError:
        return None, ""
    zone = "UTC" if found[4] else _plain(zone)[:80].strip("()")
    if not found[2]:
        return at, f"{at:%Y-%m-%d}"
    return at, f"{at:%Y-%m-%d %H:%M}" + (f" ({zone})" if zone else "")


def _duration(value: str) -> timedelta:
    found = _DURATION.match(value)
    if found is None:
        return timedelta()
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)


def _person(name: str, value: str) -> str:
    address = value[7:] if value.lower().startswith("mailto:") else ""
    name, address = _plain(name)[:200].strip(), address[:320].strip()
    if name and address and name != address:
        return f"{name} <{address}>"
    return address or name


def _parameters(source: str) -> list[tuple[str, str]]:
    return [(name.upper(), quoted or bare) for name, quoted, bare in _PARAMETER.findall(source)]


def _plain(value: str) -> str:
    """Return a text value without its escapes."""
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
