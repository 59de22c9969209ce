"""What the events of a calendar file mean to the duty calendar: whose, and new or known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.duty import AbsenceKind
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_event import FoundEvent
from desktop.domain.duty_span import Span, joined

_WORD = re.compile(r"\w+")
_SICK = re.compile(r"\b(sick|ill|illness)\b|больн|болезн|болеет", re.IGNORECASE)
_SHORTEST = 2


class Arrival(StrEnum):
    """What becomes of an event; the first three change something, the last ones say why not."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"
    KNOWN = "known"
    PAST = "past"
    CANCELLED = "cancelled"
    OWN = "own"
    NOBODY = "nobody"
    DOUBLE_BOOKED = "double_booked"
    TOO_LONG = "too_long"
    TOO_OFTEN = "too_often"
    TOO_FAR = "too_far"
    NO_TIME = "no_time"


USEFUL = frozenset({Arrival.NEW, Arrival.CHANGED, Arrival.REMOVED})
NOT_UNDERSTOOD = frozenset(
    {
        Arrival.NOBODY,
        Arrival.DOUBLE_BOOKED,
        Arrival.TOO_LONG,
        Arrival.TOO_OFTEN,
        Arrival.TOO_FAR,
        Arrival.NO_TIME,
    }
)


@dataclass(frozen=True, slots=True)
class ImportLine:
    """An event and what becomes of it.

    `key` is by what it is stored and known again; `said` is what names a person nobody knows.
    `conflicts` is what the duty would break, beside all others of the file; of an absence
    `duties_hit` counts the duties that lie in it. `unknown_zone` is as in `FoundEvent`.
    """

    key: str
    summary: str
    start_at: datetime
    end_at: datetime
    arrival: Arrival
    person_id: int | None = None
    said: str = ""
    conflicts: tuple[Conflict, ...] = ()
    duties_hit: int = 0
    unknown_zone: str = ""

    @property
    def is_useful(self) -> bool:
        """Whether it changes the calendar, and so is ticked to begin with."""
        return self.arrival in USEFUL


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """The events of a file by start."""

    lines: tuple[ImportLine, ...]

    @property
    def counts(self) -> Counter[Arrival]:
        """How many events become what."""
        return Counter(line.arrival for line in self.lines)

    @property
    def not_understood(self) -> tuple[ImportLine, ...]:
        """The events of which nothing can be made."""
        return tuple(line for line in self.lines if line.arrival in NOT_UNDERSTOOD)

    @property
    def against(self) -> tuple[ImportLine, ...]:
        """The events that break a rule, double-booked ones too, and absences that hit duties."""
        return tuple(line for line in self.lines if line.conflicts or line.duties_hit)

    @property
    def broken(self) -> dict[int, Counter[ConflictKind]]:
        """How often each person would break which rules, in the order of the file."""
        found: dict[int, Counter[ConflictKind]] = {}
        for line in self.lines:
            if line.conflicts and line.person_id is not None:
                own = found.setdefault(line.person_id, Counter())
                own.update(conflict.kind for conflict in line.conflicts)
        return found

    @property
    def zones_assumed(self) -> tuple[ImportLine, ...]:
        """The events in a time zone that nobody knows, as far as they change something."""
        return tuple(line for line in self.lines if line.unknown_zone and line.is_useful)

    @property
    def unmatched(self) -> tuple[str, ...]:
        """What names people nobody knows, once each: somebody can be chosen for it."""
        return tuple(dict.fromkeys(line.said for line in self.lines if line.said))


@dataclass(frozen=True, slots=True)
class Teammate:
    """A person as files may name one."""

    id: int
    name: str
    initials: str
    email: str


class FreeTime:
    """When somebody is free: what is taken is taken once."""

    def __init__(self, busy: Iterable[Span]) -> None:
        self._busy = joined(busy)

    def take(self, span: Span) -> bool:
        """Take a span, or say False when a part of it is taken already."""
        place = bisect_right(self._busy, span)
        before = self._busy[place - 1 : place]
        after = self._busy[place : place + 1]
        if any(each[1] > span[0] for each in before) or any(each[0] < span[1] for each in after):
            return False
        self._busy.insert(place, span)
        return True


def people_meant(
    event: FoundEvent, team: Sequence[Teammate], names: Mapping[str, int]
) -> tuple[int, ...]:
    """Return the people of an event: by address or name of whom it invites, else by its summary.

    `names` says for whom else what is `said` stands. A summary names somebody by the whole name
    in any order, by a first name or by initials that only one person has.
    """
    invited = [person for text in event.people for person in _invited(text, team)]
    if invited:
        return tuple(dict.fromkeys(invited))
    chosen = names.get(said(event))
    return (chosen,) if chosen is not None else tuple(_in_summary(event.summary, team))


def said(event: FoundEvent) -> str:
    """Return what an event says about whose it is: whom it invites, else its summary."""
    return ", ".join(event.people) or event.summary


def kind_meant(summary: str) -> AbsenceKind:
    """Return why somebody is away, by the words of the event."""
    return AbsenceKind.SICK if _SICK.search(summary) else AbsenceKind.VACATION


def _invited(text: str, team: Iterable[Teammate]) -> list[int]:
    wanted = " ".join(text.casefold().split())
    return [
        person.id
        for person in team
        if wanted and wanted in (person.email.casefold(), person.name.casefold())
    ]


def _in_summary(summary: str, team: Sequence[Teammate]) -> list[int]:
    words = _WORD.findall(summary)
    folded = {word.casefold() for word in words}
    whole = [person for person in team if _words(person) and _words(person) <= folded]
    if whole:
        return [person.id for person in whole]
    firsts = Counter(_first(person) for person in team)
    by_first = [p for p in team if _first(p) in folded and firsts[_first(p)] == 1]
    if by_first:
        return [person.id for person in by_first]
    initials = Counter(person.initials for person in team)
    return [
        person.id
        for person in team
        if len(person.initials) >= _SHORTEST
        and person.initials in words
        and initials[person.initials] == 1
    ]


def _words(person: Teammate) -> set[str]:
    return {word.casefold() for word in _WORD.findall(person.name)}


def _first(person: Teammate) -> str:
    return next(iter(_WORD.findall(person.name)), "").casefold()
