"""Histories and books for the tests of clocks: local Moscow times, office hours Mo-Fr 9-18."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.domain.sla import (
    CalendarBook,
    ClockKind,
    EventKind,
    Policy,
    PolicyBook,
    Target,
    TicketEvent,
)
from desktop.domain.sla_clock import ClockState
from desktop.domain.sla_evaluate import Evaluation, evaluate
from desktop.domain.sla_presets import (
    BUSINESS_HOURS,
    ROUND_THE_CLOCK,
    business_hours,
    round_the_clock,
    small_round_the_clock,
)
from desktop.domain.ticket import Priority
from desktop.domain.worktime import CalendarSpec, WorkCalendar

MOSCOW = ZoneInfo("Europe/Moscow")
ANNA, OLEG = 11, 12

CALENDARS = CalendarBook(
    {
        BUSINESS_HOURS: WorkCalendar(business_hours("Europe/Moscow")),
        ROUND_THE_CLOCK: WorkCalendar(round_the_clock("Europe/Moscow")),
        "never": WorkCalendar(CalendarSpec("Never", "Europe/Moscow")),
    }
)
PRESET = PolicyBook(1, [small_round_the_clock()])


def at(text: str) -> datetime:
    """Read `2026-11-23T16:00`, or `23 16:00` for a day of that November, in Moscow."""
    if " " in text:
        day, clock = text.split()
        text = f"2026-11-{int(day):02}T{clock}"
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def policy(
    target: Target, *kinds: ClockKind, version: int = 1, number: int = 1, **more: object
) -> Policy:
    """A policy that gives every priority the same target for those clocks, else for solution."""
    wanted = kinds or (ClockKind.SOLUTION,)
    rows = {(priority, kind): target for priority in Priority for kind in wanted}
    return Policy(number, "Standard", version, rows, **more)  # type: ignore[arg-type]


def book(*policies: Policy) -> PolicyBook:
    return PolicyBook(policies[0].id, policies)


class History:
    """A ticket's events, added one a call: `History("23 16:00").then("23 17:00", "solved")`."""

    def __init__(self, created: str, policies: PolicyBook = PRESET, **data: object) -> None:
        self.policies = policies
        self.events = [TicketEvent(1, at(created), EventKind.CREATED, data=data)]

    def then(self, when: str, kind: str, **data: object) -> History:
        number = len(self.events) + 1
        self.events.append(TicketEvent(number, at(when), EventKind(kind), ANNA, data))
        return self

    def status(self, when: str, status: str) -> History:
        return self.then(when, "status_changed", status=status)

    def evaluation(self, now: str) -> Evaluation:
        return evaluate(self.events, self.policies, CALENDARS, at(now))

    def clock(self, kind: ClockKind, now: str) -> ClockState:
        state = self.evaluation(now).clock(kind)
        assert state is not None, f"no clock {kind}"
        return state

    def solution(self, now: str) -> ClockState:
        return self.clock(ClockKind.SOLUTION, now)

    def first(self, now: str) -> ClockState:
        return self.clock(ClockKind.FIRST_RESPONSE, now)

    def next(self, now: str) -> ClockState:
        return self.clock(ClockKind.NEXT_RESPONSE, now)


FOUR_HOURS = book(
    policy(
        Target(BUSINESS_HOURS, 240),
        ClockKind.SOLUTION,
        ClockKind.FIRST_RESPONSE,
        ClockKind.NEXT_RESPONSE,
    )
)
