"""What is wrong with a policy before it is saved: each flaw with the cell it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from desktop.domain.errors import NotFound, Refused
from desktop.domain.sla import CalendarBook, ClockKind, Policy, Target
from desktop.domain.ticket import Priority

CUSTOMER_CLOCKS: Final = (
    ClockKind.FIRST_RESPONSE,
    ClockKind.NEXT_RESPONSE,
    ClockKind.SOLUTION,
)
DEVELOPER_CLOCKS: Final = (
    ClockKind.OLA_ACCEPT,
    ClockKind.OLA_ANSWER,
    ClockKind.OLA_FIX,
    ClockKind.OLA_INFO,
)
MAX_REOPEN: Final = timedelta(days=365)
MAX_CLOSE_DAYS: Final = 60
MAX_RESERVE: Final = 90


@dataclass(frozen=True, slots=True)
class Flaw:
    """Why a policy cannot be saved; without a cell it is about the policy as a whole."""

    error: Refused
    priority: Priority | None = None
    kind: ClockKind | None = None


def flaws(policy: Policy, calendars: CalendarBook, at: datetime) -> tuple[Flaw, ...]:
    """Return everything wrong with the policy under the calendars in force at `at`."""
    return tuple(_flaws(policy, calendars, at))


def check(policy: Policy, calendars: CalendarBook, at: datetime) -> None:
    """Refuse a policy that has a flaw.

    Raises:
        Refused: the first of `flaws`.
    """
    for flaw in _flaws(policy, calendars, at):
        raise flaw.error


def read_thresholds(text: str) -> tuple[int, ...]:
    """Read percentages at which a warning is due: `50, 75, 90`; no text is no warning.

    Raises:
        Refused: `policy.bad_thresholds`.
    """
    words = text.replace("%", " ").replace(",", " ").replace(";", " ").split()
    if any(not (word.isascii() and word.isdecimal() and len(word) < 4) for word in words):
        raise Refused("policy.bad_thresholds")
    found = tuple(sorted(int(word) for word in words))
    if not _are_thresholds(found):
        raise Refused("policy.bad_thresholds")
    return found


def _flaws(policy: Policy, calendars: CalendarBook, at: datetime) -> Iterator[Flaw]:
    if not policy.name.strip():
        yield Flaw(Refused("policy.no_name"))
    if not any(kind in CUSTOMER_CLOCKS for _, kind in policy.rows):
        yield Flaw(Refused("policy.no_rows"))
    if not _are_thresholds(policy.thresholds):
        yield Flaw(Refused("policy.bad_thresholds"))
    if not timedelta(0) <= policy.reopen_window <= MAX_REOPEN:
        yield Flaw(Refused("policy.bad_reopen"))
    if policy.auto_close_days is not None and not 1 <= policy.auto_close_days <= MAX_CLOSE_DAYS:
        yield Flaw(Refused("policy.bad_close"))
    if not 0 <= policy.ola_reserve_percent <= MAX_RESERVE:
        yield Flaw(Refused("policy.bad_reserve"))
    for (priority, kind), target in policy.rows.items():
        error = _calendar_flaw(target, calendars, at)
        if error is not None:
            yield Flaw(error, priority, kind)


def _are_thresholds(percentages: tuple[int, ...]) -> bool:
    in_reach = all(1 <= each <= 99 for each in percentages)
    return in_reach and percentages == tuple(sorted(set(percentages)))


def _calendar_flaw(target: Target, calendars: CalendarBook, at: datetime) -> Refused | None:
    try:
        calendar = calendars.find(target.calendar, at)
    except NotFound:
        return Refused("policy.no_calendar", calendar=target.calendar)
    if calendar.never_opens(at):
        return Refused("policy.never_opens", calendar=calendar.spec.name)
    return None
