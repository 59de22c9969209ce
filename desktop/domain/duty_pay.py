"""Duty hours and pay: which rule pays each interval, and why (duty.md 5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from desktop.domain.duty import Person, Shift
from desktop.domain.duty_hours import DutyHours
from desktop.domain.duty_span import Span, joined, minus, shared
from desktop.domain.errors import Refused

_CENT: Final = Decimal("0.01")


MOST_RATE: Final = 1_000_000
"""An hour; whoever earns more is a slip of the hand."""


@dataclass(frozen=True, slots=True)
class PayRule:
    """A rate an hour for some hours: weekly ones, or one span that beats them all.

    Without hours or a span it holds always; without people, for everybody.

    Raises:
        Refused: `pay.negative` (fact `rule`) for a rate below zero, `pay.bad_rate` (fact `rule`)
            for one above `MOST_RATE` or no number at all.
    """

    name: str
    rate: Decimal
    hours: DutyHours | None = None
    only: Span | None = None
    people: frozenset[Person] | None = None

    def __post_init__(self) -> None:
        if not self.rate.is_finite() or self.rate > MOST_RATE:
            raise Refused("pay.bad_rate", rule=self.name)
        if self.rate < 0:
            raise Refused("pay.negative", rule=self.name)

    def holds_for(self, person: Person) -> bool:
        """Tell whether the rule is for this person."""
        return self.people is None or person in self.people

    def spans(self, zone: str, holidays: frozenset[date], within: Span) -> list[Span]:
        """Return when it holds within a span."""
        if self.only is not None:
            return list(shared([self.only], [within]))
        return [within] if self.hours is None else self.hours.spans(zone, holidays, within)


@dataclass(frozen=True, slots=True)
class PayLine:
    """An interval of duty with the rule that pays it; None when no rule does.

    `shift_id` names the duty. The amount is rounded to hundredths, half up, line by line, so that
    a column adds up to what it shows.
    """

    person: Person
    start_at: datetime
    end_at: datetime
    shift_id: str
    rule: PayRule | None

    @property
    def hours(self) -> Decimal:
        """The length in hours."""
        return Decimal((self.end_at - self.start_at) // timedelta(seconds=1)) / 3600

    @property
    def amount(self) -> Decimal:
        """What the interval is paid."""
        rate = self.rule.rate if self.rule else Decimal(0)
        return (self.hours * rate).quantize(_CENT, ROUND_HALF_UP)


def pay_lines(
    shifts: Iterable[Shift], rules: Sequence[PayRule], zone: str, holidays: frozenset[date]
) -> Iterator[PayLine]:
    """Give every interval of the shifts once, by start and person, with the rule that pays it.

    The first rule in order that holds wins; rules for one span come before all others. A person
    who is on duty twice at a time is paid once.
    """
    ordered = sorted(rules, key=lambda rule: rule.only is None)
    paid: dict[Person, list[Span]] = {}
    for shift in sorted(shifts):
        already = paid.setdefault(shift.person, [])
        left = minus([(shift.start_at, shift.end_at)], already)
        already.append((shift.start_at, shift.end_at))
        yield from sorted(
            _lines(shift, left, ordered, zone, holidays), key=lambda line: line.start_at
        )


def _lines(
    shift: Shift,
    left: list[Span],
    ordered: Sequence[PayRule],
    zone: str,
    holidays: frozenset[date],
) -> Iterator[PayLine]:
    for rule in ordered:
        if not left or not rule.holds_for(shift.person):
            continue
        holds = joined(rule.spans(zone, holidays, (shift.start_at, shift.end_at)))
        for start_at, end_at in shared(left, holds):
            yield PayLine(shift.person, start_at, end_at, shift.id, rule)
        left = minus(left, holds)
    for start_at, end_at in left:
        yield PayLine(shift.person, start_at, end_at, shift.id, None)
