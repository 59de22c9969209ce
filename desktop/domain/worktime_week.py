"""Weekly hours as they are painted: opening and closing spells of days, nights included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop.domain.worktime_spec import FULL_DAY, WEEKDAYS, Interval
from desktop.domain.worktime_text import Week

WEEK = len(WEEKDAYS)


def is_open_at(week: Sequence[Iterable[Interval]], day: int, minute: int) -> bool:
    """Tell whether that minute of that weekday is open, as the end of a night shift too."""
    return any(start <= minute < end for start, end in spells(week, day))


def spells(week: Sequence[Iterable[Interval]], day: int) -> list[tuple[int, int]]:
    """Return the open spells of a weekday in minutes from its midnight, as a person sees them.

    What a night shift of the day before leaves over comes first; neighbours may touch or overlap.
    """
    left_over = [(0, each.until - FULL_DAY) for each in week[day - 1] if each.until > FULL_DAY]
    own = [(each.start, min(each.until, FULL_DAY)) for each in week[day]]
    return sorted(left_over + own)


def opened(week: Week, days: Iterable[int], start: int, until: int) -> Week:
    """Open `[start, until)` on each of these days; past 24:00 it is the next morning.

    Hours of the day that touch or overlap become one interval.
    """
    found = list(week)
    for day in days:
        begins, ends = start, until
        apart = []
        for each in found[day]:
            if each.until < begins or ends < each.start:
                apart.append(each)
            else:
                begins, ends = min(begins, each.start), max(ends, each.until)
        morning = 0
        if ends - begins > FULL_DAY:  # more than an interval can say: the morning goes to its day
            morning, ends = ends - FULL_DAY, FULL_DAY
        found[day] = tuple(sorted([*apart, _interval(begins, ends)]))
        if morning:
            found = list(opened(tuple(found), [(day + 1) % WEEK], 0, morning))
    return tuple(found)


def closed(week: Week, days: Iterable[int], start: int, until: int) -> Week:
    """Close `[start, until)` on each of these days, also where a night shift reaches into it.

    What is left of a night shift after the gap begins on its own day.
    """
    found: list[list[Interval]] = [list(hours) for hours in week]
    for day in days:
        _cut(found, day, start, until)
        _cut(found, (day - 1) % WEEK, start + FULL_DAY, until + FULL_DAY)
        if until > FULL_DAY:
            _cut(found, (day + 1) % WEEK, 0, until - FULL_DAY)
    return tuple(tuple(sorted(hours)) for hours in found)


def _cut(week: list[list[Interval]], day: int, start: int, until: int) -> None:
    """Take `[start, until)`, in minutes from the midnight of `day`, out of its intervals."""
    kept: list[Interval] = []
    for each in week[day]:
        if until <= each.start or each.until <= start:
            kept.append(each)
            continue
        if each.start < start:
            kept.append(_interval(each.start, start))
        if until < each.until:
            if until >= FULL_DAY:
                next_day = (day + 1) % WEEK
                week[next_day].append(_interval(until - FULL_DAY, each.until - FULL_DAY))
            else:
                kept.append(_interval(until, each.until))
    week[day] = kept


def _interval(start: int, until: int) -> Interval:
    return Interval(start, until if until <= FULL_DAY else until - FULL_DAY)
