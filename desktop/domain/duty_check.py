"""What a duty would break for a person: double booking, absence, rest, nights, weekends, hours."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.duty import Absence, Person, Shift, Wish, WishKind
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_hours import night_dates, weekend_dates, weekend_of
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_span import Span, gaps_between, joined, meets, shared, total
from desktop.domain.worktime_local import first_instant, instant, zone_named

_DAY: Final = timedelta(days=1)
_WEEK: Final = timedelta(days=7)
_NOTHING: Final = timedelta(0)


@dataclass(frozen=True, slots=True)
class Engagements:
    """All that a person is busy with around a duty: other duties, work, absences, wishes."""

    person: Person
    duties: tuple[Shift, ...] = ()
    work: tuple[Span, ...] = ()
    absences: tuple[Absence, ...] = ()
    wishes: tuple[Wish, ...] = ()

    def work_under(self, rules: DutyRules) -> tuple[Span, ...]:
        """Return the work that takes part in the rules: none where they leave it aside."""
        return self.work if rules.work_counts else ()

    def beside(self, duty: Span, shift_id: str) -> list[Span]:
        """Return the other duties; the shift itself left aside, when it is moved or looked at.

        A piece that has no id is known by its times.
        """
        return [
            (each.start_at, each.end_at)
            for each in self.duties
            if not (each.id and each.id == shift_id)
            and (each.id or (each.start_at, each.end_at) != duty)
        ]


def conflicts_of(
    duty: Span, engagements: Engagements, rules: DutyRules, zone: str, shift_id: str = ""
) -> tuple[Conflict, ...]:
    """Return what the person would break with a duty (duty.md F2), in the order of weight.

    With `shift_id` the duty is that shift moved, resized or reassigned.
    """
    others = engagements.beside(duty, shift_id)
    found = [*_unavailable(duty, engagements, others, zone)]
    if not any(conflict.kind is ConflictKind.DOUBLE_BOOKING for conflict in found):
        found += _rest(duty, engagements, others, rules)
    found += _nights(duty, others, rules, zone)
    found += _weekends(duty, others, rules, zone)
    found += _week(duty, engagements, others, rules, zone)
    return tuple(found)


def rest_beside(duty: Span, busy: Sequence[Span]) -> timedelta | None:
    """Return the shortest time between a duty and anything before or after; None without any.

    Work that overlaps the duty is part of it.
    """
    stretch = next(span for span in joined([duty, *_overlapping(duty, busy)]) if meets(span, duty))
    rests = [
        max(start_at - stretch[1], stretch[0] - end_at)
        for start_at, end_at in busy
        if not meets((start_at, end_at), stretch)
    ]
    return min(rests, default=None)


def _unavailable(
    duty: Span, engagements: Engagements, others: Sequence[Span], zone: str
) -> Iterator[Conflict]:
    if any(meets(each, duty) for each in others):
        yield Conflict(ConflictKind.DOUBLE_BOOKING)
    for absence in engagements.absences:
        if meets((absence.start_at, absence.end_at), duty):
            yield Conflict(ConflictKind.ABSENCE, absence=absence.kind)
            break
    begins_on = duty[0].astimezone(zone_named(zone)).date()
    if any(
        wish.day == begins_on and wish.kind is WishKind.IMPOSSIBLE for wish in engagements.wishes
    ):
        yield Conflict(ConflictKind.IMPOSSIBLE)


def _rest(
    duty: Span, engagements: Engagements, others: Sequence[Span], rules: DutyRules
) -> Iterator[Conflict]:
    others = _near(others, duty, rules.rest)
    rest = rest_beside(duty, [*others, *_near(engagements.work_under(rules), duty, rules.rest)])
    if rest is not None and rest < rules.rest:
        yield Conflict(ConflictKind.REST, span=rest)
    if not rules.may_follow_a_shift and rest_beside(duty, others) == _NOTHING:
        yield Conflict(ConflictKind.SHIFTS_IN_A_ROW)


def _nights(duty: Span, others: Sequence[Span], rules: DutyRules, zone: str) -> Iterator[Conflict]:
    ours = night_dates(duty, zone, rules.night)
    if not ours or not rules.nights_in_7_days:
        return
    near = _near(others, duty, _WEEK + _DAY)
    dates = {day for span in near for day in night_dates(span, zone, rules.night)} | set(ours)
    most = max(
        sum(timedelta(0) <= day - first < _WEEK for day in dates)
        for first in dates
        if any(timedelta(0) <= day - first < _WEEK for day in ours)
    )
    if most > rules.nights_in_7_days:
        yield Conflict(ConflictKind.NIGHTS, count=most)


def _weekends(
    duty: Span, others: Sequence[Span], rules: DutyRules, zone: str
) -> Iterator[Conflict]:
    ours = {weekend_of(day) for day in weekend_dates(duty, zone)}
    if not ours or not rules.weekends_in_a_row:
        return
    busy = {weekend_of(day) for span in others for day in weekend_dates(span, zone)} | ours
    longest = max(1 + _run(busy, week, -_WEEK) + _run(busy, week, _WEEK) for week in ours)
    if longest > rules.weekends_in_a_row:
        yield Conflict(ConflictKind.WEEKENDS, count=longest)


def _run(busy: set[date], week: date, step: timedelta) -> int:
    """Count the busy weekends that follow on one side without a break."""
    count = 0
    while week + step * (count + 1) in busy:
        count += 1
    return count


def _week(
    duty: Span,
    engagements: Engagements,
    others: Sequence[Span],
    rules: DutyRules,
    zone: str,
) -> Iterator[Conflict]:
    local = zone_named(zone)
    monday = weekend_of(duty[0].astimezone(local).date())
    weeks = _weeks(monday - _WEEK * (rules.averaged_weeks - 1), rules.averaged_weeks, local)
    busy = joined(_near([duty, *others, *engagements.work_under(rules)], weeks))
    if rules.weekly_hours is not None:
        average = total(shared(busy, [weeks])) / rules.averaged_weeks
        if average > rules.weekly_hours:
            yield Conflict(ConflictKind.WEEKLY_HOURS, span=average)
    if rules.weekly_rest is not None:
        free = gaps_between(busy, _weeks(monday, 1, local))
        longest = max((end - start for start, end in free), default=_NOTHING)
        if longest < rules.weekly_rest:
            yield Conflict(ConflictKind.WEEKLY_REST, span=longest)


def _weeks(monday: date, count: int, zone: ZoneInfo) -> Span:
    start, end = (first_instant(day, 0, zone) for day in (monday, monday + _WEEK * count))
    return instant(start), instant(end)


def _near(spans: Iterable[Span], to: Span, within: timedelta = _NOTHING) -> list[Span]:
    """Return the spans that come within so much of another; each rule looks at few of them."""
    reach = to[0] - within, to[1] + within
    return [span for span in spans if span[0] <= reach[1] and reach[0] <= span[1]]


def _overlapping(duty: Span, busy: Sequence[Span]) -> list[Span]:
    return [span for span in busy if meets(span, duty)]
