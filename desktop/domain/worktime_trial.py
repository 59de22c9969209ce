"""A date tried out: when a target would be due in a calendar, with the calculation line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.durations import Duration
from desktop.domain.explain import WORDS
from desktop.domain.explain_spells import Spell, added, fitted
from desktop.domain.explain_words import Language, Part
from desktop.domain.sla_clock import Holder, HolderKind
from desktop.domain.ticket import Status
from desktop.domain.worktime import WorkCalendar
from desktop.domain.worktime_pauses import Pause, add_with_pauses

_NOBODY = Holder(HolderKind.UNASSIGNED)


@dataclass(frozen=True, slots=True)
class Trial:
    """The answer, and its calculation in words; without `due_at` it never comes (sla.md C5).

    `paused` says that a pause lasts for ever, which is the other way never to be due.
    """

    due_at: datetime | None
    paused: bool
    lines: tuple[str, ...]


def tried(
    calendar: WorkCalendar,
    start: datetime,
    target: Duration,
    language: Language,
    pauses: Sequence[Pause] = (),
) -> Trial:
    """Count a target from `start`; business days end as K22 says, then pauses come on top.

    The lines speak of wall clock in the calendar's zone; their spans add up.

    Raises:
        Refused: `calendar.out_of_range` beyond the year 9999.
    """
    span = _span(calendar, start, target)
    reached = None if span is None else add_with_pauses(calendar, start, span, pauses)
    if reached is None or reached.at is None:
        return Trial(None, reached is not None and reached.paused, ())
    spells = fitted(list(_spells(calendar, start, reached.at, pauses)))
    words = WORDS[language]
    lines = [
        f"{words.moment(spell.start_at, calendar.zone, beside=start)} → "
        f"{words.until(spell.end_at, calendar.zone, since=spell.start_at, beside=start)}: "
        + ", ".join(f"{words.parts[part]} {words.span(span)}" for part, span in spell.parts.items())
        for spell in spells
    ]
    totals = added(spell.parts for spell in spells)
    lines.append(
        words.phrases.together.format(
            parts=" + ".join(
                f"{words.parts[part]} {words.span(span)}" for part, span in totals.items()
            )
            or words.span(timedelta(0)),
            wall=words.span(reached.at - start),
        )
    )
    return Trial(reached.at, False, tuple(lines))


def _span(calendar: WorkCalendar, start: datetime, target: Duration) -> timedelta | None:
    """Return a target as business time; None where its business days never come."""
    if target.business_days is None:
        return timedelta(minutes=target.minutes or 0)
    end = calendar.end_of_business_day(start, target.business_days)
    return None if end is None else calendar.measure(start, end)


def _spells(
    calendar: WorkCalendar, start: datetime, end: datetime, pauses: Iterable[Pause]
) -> Iterable[Spell]:
    """Give what the time from `start` to `end` is spent on, in order."""
    reached = start
    for pause in sorted(pauses, key=lambda each: each.start):
        begins, ends = max(pause.start, reached), min(pause.end or end, end)
        if begins >= ends:
            continue
        yield from _running(calendar, reached, begins)
        yield _spell(begins, ends, Part.PAUSED)
        reached = ends
    yield from _running(calendar, reached, end)


def _running(calendar: WorkCalendar, start: datetime, end: datetime) -> Iterable[Spell]:
    reached = start
    for opens, closes in calendar.segments(start, end):
        if reached < opens:
            yield _spell(reached, opens, Part.CLOSED)
        yield _spell(opens, closes, Part.COUNTED)
        reached = closes
    if reached < end:
        yield _spell(reached, end, Part.CLOSED)


def _spell(start: datetime, end: datetime, part: Part) -> Spell:
    return Spell(start, end, {part: end - start}, 1, _NOBODY, Status.OPEN)
