"""Who carried how much duty, against a target prorated by availability (duty.md F3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from desktop.domain.duty import Absence, Person, Shift
from desktop.domain.duty_hours import USUAL_NIGHT, Night, local_dates, night_dates, weekend_dates
from desktop.domain.duty_span import Span, joined, minus, shared, total


class Burden(StrEnum):
    """What is counted: minutes of duty, nights, weekend days, public holidays, times woken."""

    MINUTES = "minutes"
    NIGHTS = "nights"
    WEEKEND_DAYS = "weekend_days"
    HOLIDAYS = "holidays"
    WOKEN = "woken"


@dataclass(frozen=True, slots=True)
class Woken:
    """An alarm in the night, and whom it woke."""

    at: datetime
    person: Person
    shift_id: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """What somebody carried of a burden, what would have been fair, and the shifts behind it."""

    count: float
    target: float
    shift_ids: tuple[str, ...] = ()

    @property
    def debt(self) -> float:
        """What is still owed to the others; less than nothing when too much was carried."""
        return self.target - self.count


@dataclass(frozen=True, slots=True)
class FairnessRow:
    """One person's figures and the share of the window in which they could be on duty."""

    person: Person
    availability: float
    figures: Mapping[Burden, Figure]


def fairness(
    people: Sequence[Person],
    shifts: Iterable[Shift],
    absences: Iterable[Absence],
    window: Span,
    zone: str,
    *,
    holidays: frozenset[date] = frozenset(),
    woken: Iterable[Woken] = (),
    night: Night = USUAL_NIGHT,
) -> tuple[FairnessRow, ...]:
    """Return a row for each person, those without any shift included, in the order given.

    Shifts count as far as they lie in the window; shifts of others than `people` are left aside. A
    night, weekend day or holiday counts once a person, however many shifts touch it.
    """
    available = _availability(people, absences, window)
    carried = {person: _Tally() for person in people}
    for shift in shifts:
        start_at, end_at = max(shift.start_at, window[0]), min(shift.end_at, window[1])
        if shift.person in carried and start_at < end_at:
            span = (start_at, end_at)
            tally = carried[shift.person]
            tally.spans.append(span)
            tally.add(Burden.MINUTES, (), shift.id)
            for burden, dates in dates_borne(span, zone, night, holidays).items():
                tally.add(burden, dates, shift.id)
    for alarm in woken:
        if alarm.person in carried and window[0] <= alarm.at < window[1]:
            carried[alarm.person].add(Burden.WOKEN, [alarm.at], alarm.shift_id)
    sums = {burden: sum(tally.count(burden) for tally in carried.values()) for burden in Burden}
    everybody = sum(available.values())
    return tuple(
        FairnessRow(
            person,
            available[person],
            {
                burden: Figure(
                    carried[person].count(burden),
                    sums[burden] * available[person] / everybody if everybody else 0.0,
                    tuple(carried[person].shift_ids[burden]),
                )
                for burden in Burden
            },
        )
        for person in people
    )


def dates_borne(
    span: Span, zone: str, night: Night, holidays: frozenset[date]
) -> dict[Burden, tuple[date, ...]]:
    """Return the dates for which a duty is a night, a weekend day, a holiday to whoever has it."""
    return {
        Burden.NIGHTS: night_dates(span, zone, night),
        Burden.WEEKEND_DAYS: weekend_dates(span, zone),
        Burden.HOLIDAYS: tuple(sorted(holidays.intersection(local_dates(span, zone)))),
    }


def next_target(total_minutes: float, row: FairnessRow, rows: Iterable[FairnessRow]) -> float:
    """Return the minutes that are fair in a plan of so many, with the debt so far paid back."""
    everybody = sum(each.availability for each in rows)
    share = row.availability / everybody if everybody else 0.0
    return max(0.0, total_minutes * share + row.figures[Burden.MINUTES].debt)


class _Tally:
    """What one person carried, with the ids of the shifts behind each burden."""

    def __init__(self) -> None:
        self.spans: list[Span] = []
        self._marks: dict[Burden, set[date]] = {burden: set() for burden in Burden}
        self.shift_ids: dict[Burden, dict[str, None]] = {burden: {} for burden in Burden}

    def add(self, burden: Burden, marks: Iterable[date], shift_id: str) -> None:
        """Note dates, or instants, that count once each."""
        marks = list(marks)
        self._marks[burden].update(marks)
        if shift_id and (marks or burden is Burden.MINUTES):
            self.shift_ids[burden][shift_id] = None

    def count(self, burden: Burden) -> float:
        if burden is Burden.MINUTES:
            return total(joined(self.spans)) / timedelta(minutes=1)
        return len(self._marks[burden])


def _availability(
    people: Sequence[Person], absences: Iterable[Absence], window: Span
) -> dict[Person, float]:
    """Return the share of the window for which each person was not away."""
    away: dict[Person, list[Span]] = {person: [] for person in people}
    for absence in absences:
        if absence.person in away:
            away[absence.person] += shared([window], [(absence.start_at, absence.end_at)])
    length = window[1] - window[0]
    return {person: total(minus([window], spans)) / length for person, spans in away.items()}
