"""Edits by hand of who is on duty, as overrides: taken off, put on, one in another's place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from desktop.domain.duty import Person, Shift
from desktop.domain.duty_calendar import DutyOverride
from desktop.domain.duty_span import Span, joined


@dataclass(frozen=True, slots=True)
class DutyEdit:
    """Takes `off` away in `taken` and puts `on` on duty in `given`; either half may be missing.

    Where both meet, `on` has the place of `off`, with the shift that names it.
    """

    off: Person | None = None
    taken: Span | None = None
    on: Person | None = None
    given: Span | None = None

    @property
    def reach(self) -> Span:
        """All of the time that it may change."""
        spans = [span for span in (self.taken, self.given) if span is not None]
        return min(start_at for start_at, _ in spans), max(end_at for _, end_at in spans)


def after_edit(
    overrides: Sequence[DutyOverride], base: Sequence[Shift], edit: DutyEdit
) -> tuple[DutyOverride, ...]:
    """Return the overrides as they are after an edit, by start; what they touch becomes one.

    `base` is who is on duty without them. Overrides of one person never overlap in what comes
    back, unless they did before: at every instant somebody is taken away, added, or neither.
    """
    instants = {at for each in overrides for at in (each.start_at, each.end_at)}
    instants |= {at for shift in base for at in (shift.start_at, shift.end_at)}
    instants |= {at for span in (edit.taken, edit.given) if span is not None for at in span}
    spans: dict[tuple[Person | None, Person | None], list[Span]] = {}
    for moment in pairwise(sorted(instants)):
        standing = _Standing.at(moment, overrides, base)
        place = None
        if edit.off is not None and _holds(edit.taken, moment):
            place = standing.take_off(edit.off)
        if edit.on is not None and _holds(edit.given, moment):
            standing.put_on(edit.on, place)
        for pair in standing.pairs():
            spans.setdefault(pair, []).append(moment)
    found = [
        DutyOverride(start_at, end_at, add, remove)
        for (add, remove), each in spans.items()
        for start_at, end_at in joined(each)
    ]
    return tuple(sorted(found, key=lambda each: (each.start_at, each.end_at)))


@dataclass(slots=True)
class _Standing:
    """Who is on duty while nothing changes: by the base, instead of whom, and besides."""

    base: frozenset[Person]
    instead: dict[Person, Person | None] = field(default_factory=dict)
    besides: list[Person] = field(default_factory=list)

    @classmethod
    def at(
        cls, moment: Span, overrides: Iterable[DutyOverride], base: Iterable[Shift]
    ) -> _Standing:
        on_duty = (shift.person for shift in base if _holds((shift.start_at, shift.end_at), moment))
        standing = cls(frozenset(on_duty))
        for override in overrides:
            if not _holds((override.start_at, override.end_at), moment):
                continue
            if override.remove is not None:
                standing.instead[override.remove] = override.add
            elif override.add is not None:
                standing.besides.append(override.add)
        return standing

    def take_off(self, person: Person) -> Person | None:
        """Take a person off duty; return in whose place that leaves a hole, if in anybody's."""
        place = None
        if person in self.besides:
            self.besides.remove(person)
        for removed, added in self.instead.items():
            if added == person:
                self.instead[removed] = None
                place = removed
        if person in self.base and person not in self.instead:
            self.instead[person] = None
            place = person
        return place

    def put_on(self, person: Person, place: Person | None) -> None:
        """Put a person on duty: by the base if that does, in a hole that was left, or besides."""
        if person in self.instead:
            substitute = self.instead.pop(person)
            if substitute is not None and person in self.base:
                self.besides.append(substitute)
        if person in self.base or person in self.besides or person in self.instead.values():
            return
        if place is not None and place in self.instead and self.instead[place] is None:
            self.instead[place] = person
        else:
            self.besides.append(person)

    def pairs(self) -> Iterator[tuple[Person | None, Person | None]]:
        """Give who is added and who is removed, as overrides name them."""
        yield from ((added, removed) for removed, added in self.instead.items())
        yield from ((added, None) for added in self.besides)


def _holds(span: Span | None, moment: Span) -> bool:
    return span is not None and span[0] <= moment[0] and moment[1] <= span[1]
