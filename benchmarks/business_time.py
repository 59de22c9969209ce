"""Business time: elapsed and due beside a bare bisect over the same segments, a day to ten years.

The peer is businesstimedelta on an office calendar, quoted from performance.md.
"""

from bisect import bisect_right
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

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
from desktop.domain.worktime import WorkCalendar
from desktop.domain.worktime_local import micros

ZONE = "Europe/Berlin"
START = datetime(2026, 11, 23, 13, 0, 7, tzinfo=UTC)
SPANS = {
    "a day": timedelta(days=1),
    "30 days": timedelta(days=30),
    "a year": timedelta(days=365),
    "ten years": timedelta(days=3652),
}
QUOTED_PEER_RATE = {"a day": 3_200, "30 days": 160, "a year": 13}
CALLS = 10_000
GROWTH_GOAL = 1.3


def measure() -> Table:
    """Return the cost of each question in µs, and how it grows with the span."""
    calendar = WorkCalendar(business_hours(ZONE))
    segments = calendar.segments(START, START + timedelta(days=3_700))
    opens = [micros(start) for start, _ in segments]
    middle = opens[len(opens) // 2]
    runs: dict[str, Callable[[], object]] = {"bisect": lambda: bisect_right(opens, middle)}
    for name, span in SPANS.items():
        runs |= _questions(calendar, name, span)
    costs = _microseconds(runs)

    rows = [Row(f"a bisect over {len(opens):,} segments", costs["bisect"])]
    for name in runs:
        if name == "bisect":
            continue
        rate = QUOTED_PEER_RATE.get(name.partition(", ")[2].partition(", ")[0])
        peer = 1e6 / rate if rate and "zone-aware" in name else None
        rows.append(Row(name, costs[name], costs["bisect"], peer=peer, is_quoted=peer is not None))
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
    def repeated(run: Callable[[], object]) -> Callable[[], None]:
        def loop() -> None:
            for _ in range(calls):
                run()

        return loop

    seconds = interleaved({name: repeated(run) for name, run in runs.items()})
    return {name: 1e6 * each / calls for name, each in seconds.items()}


if __name__ == "__main__":
    print(measure())
