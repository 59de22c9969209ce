"""Who can cover a time, the best first (duty.md F4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from desktop.domain.duty import Person
from desktop.domain.duty_check import Engagements, conflicts_of, rest_beside
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_span import Span

_UNAVAILABLE: Final = frozenset(
    {ConflictKind.DOUBLE_BOOKING, ConflictKind.ABSENCE, ConflictKind.IMPOSSIBLE}
)
_NEVER: Final = timedelta.max


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may cover a time, with all that speaks for and against.

    `rest` is the shortest time to anything before or after. `debt` is what they still owe, in
    minutes. `since_last` and `until_next` are the times to their duties on both sides. None means
    that there is nothing on that side.
    """

    person: Person
    conflicts: tuple[Conflict, ...]
    rest: timedelta | None
    debt: float
    since_last: timedelta | None
    until_next: timedelta | None

    @property
    def is_available(self) -> bool:
        """Tell whether they are neither on duty then, nor away, nor said that it is impossible."""
        return not any(conflict.kind in _UNAVAILABLE for conflict in self.conflicts)


def who_can_cover(
    duty: Span,
    everybody: Iterable[Engagements],
    debts: Mapping[Person, float],
    rules: DutyRules,
    zone: str,
) -> tuple[Candidate, ...]:
    """Return everybody ranked: available before not, fewer broken rules, more debt, longer apart.

    Those who cannot come last, with the reason, instead of being left out.
    """
    found = [_candidate(duty, each, debts, rules, zone) for each in everybody]
    return tuple(sorted(found, key=_rank))


def _candidate(
    duty: Span,
    engagements: Engagements,
    debts: Mapping[Person, float],
    rules: DutyRules,
    zone: str,
) -> Candidate:
    duties = [(each.start_at, each.end_at) for each in engagements.duties]
    before = [duty[0] - end_at for _, end_at in duties if end_at <= duty[0]]
    after = [start_at - duty[1] for start_at, _ in duties if start_at >= duty[1]]
    return Candidate(
        engagements.person,
        conflicts_of(duty, engagements, rules, zone),
        rest_beside(duty, [*duties, *engagements.work_under(rules)]),
        debts.get(engagements.person, 0.0),
        min(before, default=None),
        min(after, default=None),
    )


def _rank(candidate: Candidate) -> tuple[bool, int, float, timedelta, Person]:
    nearest = min(candidate.since_last or _NEVER, candidate.until_next or _NEVER)
    return (
        not candidate.is_available,
        len(candidate.conflicts),
        -candidate.debt,
        -nearest if nearest < _NEVER else timedelta.min,
        candidate.person,
    )
