"""Days proposed for a calendar by a list of holidays: previewed, ticked, then taken (sla.md C6)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.domain.worktime_spec import (
    FULL_DAY,
    CalendarSpec,
    Interval,
    Override,
    OverrideKind,
)

SHORTER_BY_MINUTES = 60
"""How much earlier a short day ends where the source does not say (Labour Code, article 95)."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a source says of one date. `intervals` is None where it leaves the hours to us."""

    day: date
    kind: OverrideKind
    label: str
    source: str
    intervals: tuple[Interval, ...] | None = None


class Standing(StrEnum):
    """How a proposed day stands to the calendar: new, there already, or there but otherwise."""

    NEW = "new"
    SAME = "same"
    DIFFERENT = "different"
    CLOSED_ANYWAY = "closed_anyway"


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """One line of the preview: the override it would become, and what is there now."""

    day: date
    override: Override
    present: Override | None
    standing: Standing

    @property
    def is_useful(self) -> bool:
        """Whether it is ticked to begin with: it changes hours that nobody has set by hand."""
        return self.standing is Standing.NEW


def previewed(spec: CalendarSpec, proposals: Iterable[Proposal]) -> tuple[ProposedDay, ...]:
    """Return a line for each proposed date in order; of two for one date the later one counts."""
    by_day = {proposal.day: proposal for proposal in proposals}
    return tuple(_proposed(spec, by_day[day]) for day in sorted(by_day))


def taken(spec: CalendarSpec, days: Iterable[ProposedDay]) -> CalendarSpec:
    """Return the calendar with these days instead of what it had on their dates."""
    overrides: Mapping[date, Override] = {day.day: day.override for day in days}
    return replace(spec, overrides={**spec.overrides, **overrides})


def shortened(hours: Iterable[Interval], by_minutes: int) -> tuple[Interval, ...]:
    """Return the hours of a day that ends that much earlier."""
    found: list[Interval] = []
    rest = by_minutes
    for each in sorted(hours, reverse=True):
        length = each.until - each.start
        if length > rest:
            until = each.until - rest
            found.append(Interval(each.start, until if until <= FULL_DAY else until - FULL_DAY))
        rest = max(0, rest - length)
    return tuple(sorted(found))


def _proposed(spec: CalendarSpec, proposal: Proposal) -> ProposedDay:
    usual = spec.usual_hours[proposal.day.weekday()]
    match proposal.kind:
        case _ if proposal.intervals is not None:
            hours = proposal.intervals
        case OverrideKind.SHORT_DAY:
            hours = shortened(usual or _working_day(spec), SHORTER_BY_MINUTES)
        case OverrideKind.WORKING_DAY:
            hours = usual or _working_day(spec)
        case _:
            hours = ()
    override = Override(proposal.kind, hours, proposal.label, proposal.source)
    present = spec.overrides.get(proposal.day)
    if present is not None:
        is_same = (present.kind, present.intervals) == (override.kind, override.intervals)
        standing = Standing.SAME if is_same else Standing.DIFFERENT
    else:
        standing = Standing.CLOSED_ANYWAY if hours == usual == () else Standing.NEW
    return ProposedDay(proposal.day, override, present, standing)


def _working_day(spec: CalendarSpec) -> tuple[Interval, ...]:
    """Return the hours of the first weekday that has any: what a moved Saturday is worked like."""
    return next((hours for hours in spec.usual_hours if hours), ())
