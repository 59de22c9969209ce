"""Business time: elapsed and due beside a bare bisect over the same segments, a day to ten years.

The peer is businesstimedelta on the same office calendar with its holidays, which `dev.py bench`
installs: in a row with a
goal the limit is the stated part of what it takes. business-duration, whose package cannot be
installed without running its code, is quoted from performance.md. Times are the processor's.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from operator import add
from time import process_time

from benchmarks.table import Row, Table, interleaved
from desktop.domain.sla import CalendarBook, EventKind, PolicyBook, TicketEvent
from desktop.domain.sla_evaluate import evaluate
from desktop.domain.sla_presets import (
    BUSINESS_HOURS,
    ROUND_THE_CLOCK,
    business_hours,
    round_the_clock,
    small_round_the_clock,
)
from desktop.domain.worktime import Override, OverrideKind, WorkCalendar
from desktop.domain.worktime_local import micros

ZONE = "Europe/Berlin"
START = datetime(2026, 11, 23, 13, 0, 7, tzinfo=UTC)
SPANS = {
    "a day": timedelta(days=1),
    "30 days": timedelta(days=30),
    "a year": timedelta(days=365),
    "ten years": timedelta(days=3652),
}
HOLIDAYS = {
    date(year, month, day)
    for year in range(2026, 2038)
    for month, day in ((1, 1), (5, 1), (10, 3), (12, 25), (12, 26))
}
GOALS = {"a day": 150, "30 days": 2_500, "a year": 25_000}
"""How many times as fast as the peer."""
PEER_CALLS = {"a day": 40, "30 days": 4, "a year": 1}
BUSINESS_DURATION_RATE = 47_000
CALLS = 10_000
GROWTH_GOAL = 1.3


def measure() -> Table:
    """Return the cost of each question in µs, and how it grows with the span."""
    free = dict.fromkeys(HOLIDAYS, Override(OverrideKind.HOLIDAY))
    calendar = WorkCalendar(replace(business_hours(ZONE), overrides=free))
    segments = calendar.segments(START, START + timedelta(days=3_700))
    opens = [micros(start) for start, _ in segments]
    middle = opens[len(opens) // 2]
    runs: dict[str, Callable[[], object]] = {"bisect": lambda: bisect_right(opens, middle)}
    for name, span in SPANS.items():
        runs |= _questions(calendar, name, span)
    costs = _microseconds(runs)

    rows = [Row(f"a bisect over {len(opens):,} segments", costs["bisect"])]
    rows += [Row(name, costs[name], costs["bisect"]) for name in runs if name != "bisect"]
    rows += _beside_peers(calendar)
    for question in ("elapsed", "due"):
        longest, day = (costs[f"{question}, {span}, zone-aware"] for span in ("ten years", "a day"))
        rows.append(Row(f"{question}: ten years beside a day", longest, day, GROWTH_GOAL))
    rows.extend(_whole_tasks(calendar))
    return Table("Business time", "µs", rows)


def _questions(
    calendar: WorkCalendar, name: str, span: timedelta
) -> dict[str, Callable[[], object]]:
    end = START + span
    used = calendar.measure(START, end)
    first, last, length = micros(START), micros(end), used // timedelta(microseconds=1)
    return {
        f"elapsed, {name}, integers": lambda: calendar.open_between(first, last),
        f"due, {name}, integers": lambda: calendar.reach(first, length),
        f"elapsed, {name}, zone-aware": lambda: calendar.measure(START, end),
        f"due, {name}, zone-aware": lambda: calendar.add(START, used),
    }


def _beside_peers(calendar: WorkCalendar) -> list[Row]:
    """Return the zone-aware questions beside businesstimedelta, both in this run."""
    from businesstimedelta import BusinessTimeDelta, HolidayRule, Rules, WorkDayRule
    from pytz import timezone

    hours = WorkDayRule(time(9), time(18), [0, 1, 2, 3, 4], timezone(ZONE))
    peer = Rules([hours, HolidayRule(HOLIDAYS, tz=timezone(ZONE))])
    rows = []
    for name, goal in GOALS.items():
        end = START + SPANS[name]
        used = calendar.measure(START, end)
        delta = BusinessTimeDelta(peer, timedelta=used)
        assert peer.difference(START, end).timedelta == used
        ours = _questions(calendar, name, SPANS[name])
        theirs: dict[str, Callable[[], object]] = {
            "elapsed": partial(peer.difference, START, end),
            "due": partial(add, START, delta),
        }
        for question, ask in theirs.items():
            ask_ours = ours[f"{question}, {name}, zone-aware"]
            seconds = interleaved(
                {
                    "ours": _repeated(ask_ours, CALLS // 10),
                    "peer": _repeated(ask, PEER_CALLS[name]),
                },
                rounds=5,
                clock=process_time,
            )
            our_us = 1e6 * seconds["ours"] / (CALLS // 10)
            peer_us = 1e6 * seconds["peer"] / PEER_CALLS[name]
            what = f"{question}, {name} | businesstimedelta / {goal:,}"
            rows.append(Row(what, our_us, peer_us / goal, 1, peer=peer_us))
            if question == "elapsed" and name == "a day":
                quoted = 1e6 / BUSINESS_DURATION_RATE
                what = "same, beside business-duration"
                rows.append(Row(what, our_us, peer=quoted, is_quoted=True))
    return rows


def _whole_tasks(calendar: WorkCalendar) -> list[Row]:
    """Return what a new calendar and a new ticket cost."""
    spec = business_hours(ZONE)
    policies = PolicyBook(1, [small_round_the_clock()])
    calendars = CalendarBook(
        {BUSINESS_HOURS: calendar, ROUND_THE_CLOCK: WorkCalendar(round_the_clock(ZONE))}
    )
    events = [
        TicketEvent(1, START, EventKind.CREATED, data={"priority": "normal"}),
        TicketEvent(2, START, EventKind.CUSTOMER_MESSAGE),
    ]
    year = START + SPANS["a year"]
    expanding = "a new calendar, its first year"
    judging = "a new ticket, its two clocks"
    costs = _microseconds({expanding: lambda: WorkCalendar(spec).measure(START, year)}, calls=20)
    costs |= _microseconds({judging: lambda: evaluate(events, policies, calendars, START)}, 500)
    return [Row(expanding, costs[expanding]), Row(judging, costs[judging])]


def _microseconds(runs: dict[str, Callable[[], object]], calls: int = CALLS) -> dict[str, float]:
    seconds = interleaved(
        {name: _repeated(run, calls) for name, run in runs.items()}, clock=process_time
    )
    return {name: 1e6 * each / calls for name, each in seconds.items()}


def _repeated(run: Callable[[], object], calls: int) -> Callable[[], None]:
    def loop() -> None:
        for _ in range(calls):
            run()

    return loop


if __name__ == "__main__":
    print(measure())
