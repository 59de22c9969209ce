"""Who is on duty in a span of time: the one answer to which all layers come down (duty.md D6)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from desktop.domain.duty import Person, Shift, ShiftSource
from desktop.domain.duty_calendar import DutyCalendar, DutyOverride, DutyRule
from desktop.domain.duty_rotation import Rotation, RotationVersion, turns_of
from desktop.domain.duty_span import Span, gaps_between, joined, meets, outside
from desktop.domain.duty_swap import apply_swaps
from desktop.domain.duty_window import Stretch, windows_of
from desktop.domain.worktime_local import instant, micros

_LONG_AGO = datetime.min.replace(tzinfo=UTC)
_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class ResolvedDuty:
    """Who is on duty in `[start_at, end_at)`.

    `pieces` still know their shift and source and may touch or overlap; `shifts` are the longest
    intervals in which a person is on duty whatever they come from; `gaps` the longest with nobody.
    All lie within the span and are sorted by start, end, person.
    """

    start_at: datetime
    end_at: datetime
    pieces: tuple[Shift, ...]

    @property
    def shifts(self) -> tuple[Shift, ...]:
        """The pieces of each person joined, without the ids of what they were."""
        spans: dict[Person, list[Span]] = {}
        for piece in self.pieces:
            spans.setdefault(piece.person, []).append((piece.start_at, piece.end_at))
        return tuple(
            sorted(
                Shift(start_at, end_at, person)
                for person, each in spans.items()
                for start_at, end_at in joined(each)
            )
        )

    def part(self, start_at: datetime, end_at: datetime) -> ResolvedDuty:
        """Return what this says of a span within its own."""
        if (start_at, end_at) == (self.start_at, self.end_at):
            return self
        pieces = tuple(sorted(_clipped(self.pieces, (start_at, end_at))))
        return ResolvedDuty(start_at, end_at, pieces)

    @property
    def gaps(self) -> tuple[Span, ...]:
        """The longest intervals with nobody on duty."""
        spans = [(piece.start_at, piece.end_at) for piece in self.pieces]
        return tuple(gaps_between(spans, (self.start_at, self.end_at)))


def resolve(calendar: DutyCalendar, start_at: datetime, end_at: datetime) -> ResolvedDuty:
    """Return who is on duty in `[start_at, end_at)`; nobody when that is empty.

    Before `frozen_until` the log alone speaks; after it a temporary schedule where there is one;
    elsewhere rules and stored shifts, with their swaps, less and exchanged by overrides, joined by
    those that add. The parts of a span resolved one by one give what the whole gives.
    """
    window = (start_at, end_at)
    if start_at >= end_at:
        return ResolvedDuty(start_at, end_at, ())
    frozen_until = calendar.frozen_until or _LONG_AGO
    history = _clipped(calendar.log, (start_at, min(end_at, frozen_until)))
    ahead = (max(start_at, frozen_until), end_at)
    temporary = [(each.start_at, each.end_at) for each in calendar.temporary]
    fixed = [
        replace(shift, source=ShiftSource.TEMPORARY)
        for each in calendar.temporary
        for shift in _clipped(each.shifts, (each.start_at, each.end_at))
    ]
    usual = [
        piece
        for shift in _overridden(calendar, ahead)
        for piece in _cut(shift, outside((shift.start_at, shift.end_at), temporary))
    ]
    planned = _clipped([*fixed, *usual], ahead)
    pieces = _continued(list(history), list(planned), frozen_until)
    return ResolvedDuty(*window, tuple(sorted(pieces)))


def on_duty_at(calendar: DutyCalendar, at: datetime) -> tuple[Shift, ...]:
    """Return the pieces of duty an instant lies in, each cut to that microsecond."""
    return resolve(calendar, at, at + _MOMENT).pieces


def shift_called(calendar: DutyCalendar, shift_id: str) -> Shift | None:
    """Return the whole of a shift as rules and records have it, before swaps and overrides."""
    for stored in calendar.shifts:
        if stored.id == shift_id:
            return stored
    rule_id, _, rest = shift_id.partition(":")
    try:
        day = date.fromisoformat(rest.partition("/")[0])
    except ValueError:
        return None
    for rule in calendar.rules:
        window = windows_of(rule.window, calendar.zone).on(day.toordinal())
        if rule.id == rule_id and window is not None:
            found = _of_rule(rule, calendar.zone, window)
            return next((shift for shift in found if shift.id == shift_id), None)
    return None


def _overridden(calendar: DutyCalendar, span: Span) -> Iterator[Shift]:
    """Give rules, stored shifts and swaps under the overrides, not yet cut to the span."""
    touching = [each for each in calendar.overrides if meets((each.start_at, each.end_at), span)]
    removals: dict[Person, list[DutyOverride]] = {}
    for override in sorted(touching, key=lambda each: each.start_at):
        if override.remove is not None:
            removals.setdefault(override.remove, []).append(override)
    for shift in apply_swaps(_usual(calendar, span), calendar.swaps):
        yield from _replaced(shift, removals.get(shift.person, []))
    for override in touching:
        if override.remove is None and override.add is not None:
            yield Shift(
                override.start_at, override.end_at, override.add, source=ShiftSource.OVERRIDE
            )


def _usual(calendar: DutyCalendar, span: Span) -> Iterator[Shift]:
    """Give the whole of each shift of rules and records that has part in the span."""
    if span[0] < span[1]:
        for rule in calendar.rules:
            yield from _of_rule(rule, calendar.zone, (micros(span[0]), micros(span[1])))
    for shift in calendar.shifts:
        if meets((shift.start_at, shift.end_at), span):
            yield shift


def _of_rule(rule: DutyRule, zone: str, span: Stretch) -> Iterator[Shift]:
    for ordinal, window in windows_of(rule.window, zone).touching(*span):
        name = f"{rule.id}:{date.fromordinal(ordinal).isoformat()}"
        if rule.person is not None:
            yield _shift(window, rule.person, name)
        for rotation, held in _rotations_in(rule.versions, window):
            yield from _turns_in(rule, rotation, zone, held, (name, window[0]))


def _rotations_in(
    versions: tuple[RotationVersion, ...], window: Stretch
) -> Iterator[tuple[Rotation, Stretch]]:
    """Give each rotation with the part of a window it has; the first reaches back for ever."""
    for place, version in enumerate(versions):
        start, end = window
        if place > 0 and version.effective_at is not None:
            start = max(start, micros(version.effective_at))
        following = versions[place + 1].effective_at if place + 1 < len(versions) else None
        if following is not None:
            end = min(end, micros(following))
        if start < end and version.rotation is not None:
            yield version.rotation, (start, end)


def _turns_in(
    rule: DutyRule, rotation: Rotation, zone: str, held: Stretch, named: tuple[str, int]
) -> Iterator[Shift]:
    """Give a part of a window cut where the turn passes.

    Only the piece at the window's start bears its plain name; the others add the turn's number.
    """
    turns = turns_of(rotation, rule.window, zone)
    (start, end), (name, window_start) = held, named
    turn = turns.table.at(start)
    while start < end:
        until = min(turns.table.begin(turn + 1), end)
        if start < until:
            part = name if start == window_start else f"{name}/{turn}"
            yield _shift((start, until), turns.holder(turn), part)
        start, turn = max(start, until), turn + 1


def _shift(stretch: Stretch, person: Person, name: str) -> Shift:
    return Shift(instant(stretch[0]), instant(stretch[1]), person, name, ShiftSource.ROTATION)


def _replaced(shift: Shift, removals: Iterable[DutyOverride]) -> Iterator[Shift]:
    """Give what overrides leave of one shift, and whom they put in its place."""
    left = (shift.start_at, shift.end_at)
    spans = []
    for override in removals:
        start_at, end_at = max(left[0], override.start_at), min(left[1], override.end_at)
        if start_at < end_at:
            spans.append((start_at, end_at))
            if override.add is not None:
                yield replace(
                    shift,
                    start_at=start_at,
                    end_at=end_at,
                    person=override.add,
                    source=ShiftSource.OVERRIDE,
                )
    yield from _cut(shift, outside(left, spans))


def _cut(shift: Shift, spans: Iterable[Span]) -> Iterator[Shift]:
    for start_at, end_at in spans:
        whole = start_at == shift.start_at and end_at == shift.end_at
        yield shift if whole else replace(shift, start_at=start_at, end_at=end_at)


def _continued(history: list[Shift], planned: list[Shift], at: datetime) -> Iterator[Shift]:
    """Give both, with a shift that runs on where the log ends as one piece."""
    running = {_identity(shift): shift for shift in history if shift.end_at == at}
    for shift in planned:
        begun = running.get(_identity(shift)) if shift.start_at == at else None
        if begun is None:
            yield shift
        else:
            history.remove(begun)
            yield replace(shift, start_at=begun.start_at)
    yield from history


def _identity(shift: Shift) -> tuple[Person, str, ShiftSource]:
    return shift.person, shift.id, shift.source


def _clipped(shifts: Iterable[Shift], span: Span) -> Iterator[Shift]:
    for shift in shifts:
        if meets((shift.start_at, shift.end_at), span):
            yield from _cut(shift, [(max(shift.start_at, span[0]), min(shift.end_at, span[1]))])
