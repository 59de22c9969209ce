"""The words of an explanation in one language, and how it writes spans and moments."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from desktop.domain.sla import ClockKind
from desktop.domain.sla_clock import HolderKind
from desktop.domain.ticket import Priority


class Language(StrEnum):
    ENGLISH = "en"
    RUSSIAN = "ru"


class Part(StrEnum):
    """What the time of a clock is spent on; the parts add up to its wall time."""

    COUNTED = "counted"
    CLOSED = "closed"
    PAUSED = "paused"
    SOLVED = "solved"


@dataclass(frozen=True, slots=True)
class Phrases:
    """The sentences, with named places. Spans and moments arrive already written out."""

    rule: str
    promise: str
    version: str
    valid_since: str
    target_days: str
    extra_business: str
    extra_wall: str
    business_time: str
    in_calendar: str
    round_the_clock: str
    times_in: str
    now: str
    together: str
    held: str
    held_share: str
    held_counted: str
    running: str
    late: str
    paused: str
    paused_late: str
    met: str
    missed: str
    reclassified: str
    still_reclassified: str
    late_before: str
    merged: str
    cancelled: Mapping[str, str]
    excused: str
    never_opens: str
    at_closing: str
    first_solved_met: str
    first_solved_missed: str
    developers_count: str
    developers_pause: str
    never_pauses: str
    what_if: str
    what_if_late: str
    what_if_never_pauses: str
    what_if_answered: str
    what_if_answered_late: str
    what_if_solved: str
    what_if_solved_late: str
    excused_later: str
    reminder: str
    feedback_due: str
    person: str


@dataclass(frozen=True, slots=True)
class Words:
    """A language: its names, its phrases, its grammar of numbers.

    `holders` say of a spell what it was waited for, `owners` of a sum who had the ticket.
    `presets` are the names a new desk gives its policies and calendars, as this language has them.
    `form` gives the place of the noun that goes with a count in `days` and `spells`.
    """

    clocks: Mapping[ClockKind, str]
    priorities: Mapping[Priority, str]
    parts: Mapping[Part, str]
    holders: Mapping[HolderKind, str]
    owners: Mapping[HolderKind, str]
    presets: Mapping[str, str]
    months: tuple[str, ...]
    units: tuple[str, str, str]
    days: tuple[str, ...]
    spells: tuple[str, ...]
    form: Callable[[int], int]
    phrases: Phrases

    def counted(self, count: int, forms: tuple[str, ...]) -> str:
        """Write a count with its noun: `3 business days`."""
        return f"{count} {forms[self.form(count)]}"

    def named(self, name: str) -> str:
        """Return the name of a policy or calendar; that of a preset in this language."""
        return self.presets.get(name, name)

    @staticmethod
    def closed(reason: str) -> str:
        """Return what somebody typed as the end of a sentence, with one full stop."""
        return reason if reason.endswith((".", "!", "?", "…")) else f"{reason}."

    def span(self, length: timedelta) -> str:
        """Write `63 h 5 min`, with seconds where there are any; the sentence says the sign."""
        seconds = abs(length) // timedelta(seconds=1)
        hour, minute, second = self.units
        text = f"{seconds // 3600} {hour} {seconds // 60 % 60} {minute}"
        return f"{text} {seconds % 60} {second}" if seconds % 60 else text

    def moment(self, at: datetime, zone: ZoneInfo, *, beside: datetime) -> str:
        """Write `20 Nov 17:30` in that zone; the year where it is not that of `beside`."""
        local, other = at.astimezone(zone), beside.astimezone(zone)
        day = f"{local.day} {self.months[local.month - 1]}"
        if local.year != other.year:
            day += f" {local.year}"
        return f"{day} {self.clock_time(local)}"

    def until(self, at: datetime, zone: ZoneInfo, *, since: datetime, beside: datetime) -> str:
        """Write a moment after `since`: the time alone on the same date."""
        local = at.astimezone(zone)
        if local.date() == since.astimezone(zone).date():
            return self.clock_time(local)
        return self.moment(at, zone, beside=beside)

    @staticmethod
    def clock_time(local: datetime) -> str:
        """Write `17:30`, with the offset in the hour that a clock change repeats."""
        text = f"{local:%H:%M:%S}" if local.second else f"{local:%H:%M}"
        if local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset():
            text += f" UTC{local:%z}"
        return text
