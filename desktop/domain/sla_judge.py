"""A clock held to its targets: the time it ran, when the target is used up, the first breach."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final, NamedTuple

from desktop.domain.sla import CalendarBook, ClockKind, Target
from desktop.domain.sla_clock import Breach, Motion, Piece, spend
from desktop.domain.sla_timeline import Lifetime, Regime, Stretch, Timeline
from desktop.domain.ticket import WAITING, Status
from desktop.domain.worktime import CalendarSpec, WorkCalendar
from desktop.domain.worktime_local import MICROSECOND, MINUTE, instant

_DEVELOPERS: Final = frozenset({Status.DEFERRED, Status.WITH_DEVELOPERS})
_PAUSES: Final[Mapping[ClockKind, frozenset[Status]]] = {
    ClockKind.NEXT_RESPONSE: WAITING,
    ClockKind.SOLUTION: WAITING,
    ClockKind.OLA_ANSWER: frozenset({Status.RETURNED}),
    ClockKind.OLA_FIX: frozenset({Status.RETURNED}),
}
_CUSTOMER_PAUSABLE: Final = frozenset({ClockKind.NEXT_RESPONSE, ClockKind.SOLUTION})
NO_STATUS: Final[frozenset[Status]] = frozenset()
WALL_CLOCK: Final = WorkCalendar(CalendarSpec("", "UTC", always=True))


class Rule(NamedTuple):
    """What a clock is held to under one regime."""

    regime: Regime
    target: Target | None
    calendar: WorkCalendar
    span: int
    pauses: frozenset[Status]


class Verdict(NamedTuple):
    """A clock up to `end` under its last rule, and the first breach under any of them."""

    lifetime: Lifetime
    rule: Rule
    pieces: tuple[Piece, ...]
    end: int
    late_after: int | None
    breach: Breach | None
    dropped: bool


def judge(
    lifetime: Lifetime, timeline: Timeline, calendars: CalendarBook, present: int
) -> Verdict | None:
    """Hold a clock to each rule it lived under; None when no policy had a row for it.

    A breach is found under the rule then in force, and later changes do not erase it (K12). Late
    before a rule began means that the change alone made it late (K9).
    """
    end = present if lifetime.stop is None else lifetime.stop
    rules = [
        (max(regime.at, lifetime.start), _rule(lifetime, regime, calendars))
        for regime in _regimes(timeline.regimes, lifetime, end)
    ]
    dropped = rules[-1][1] is None
    while rules and rules[-1][1] is None:
        end = rules.pop()[0]
    breach: Breach | None = None
    verdict: Verdict | None = None
    for index, (since, rule) in enumerate(rules):
        if rule is None:
            continue
        until = rules[index + 1][0] if index + 1 < len(rules) else end
        pieces = tuple(pieces_of(timeline.stretches, lifetime, end, rule.pauses))
        late_after = spend(pieces, rule.calendar, rule.span, end, latest=True)
        if breach is None and late_after is not None and late_after < until:
            reclassified = index > 0 and late_after < since
            breach = _breach(rule, since if reclassified else late_after, reclassified)
        verdict = Verdict(lifetime, rule, pieces, end, late_after, breach, dropped)
    return verdict


def _breach(rule: Rule, at: int, reclassified: bool) -> Breach:
    return Breach(
        instant(at),
        span_of(rule.span),
        rule.regime.priority,
        rule.regime.policy.version,
        rule.calendar.spec.version,
        reclassified,
    )


def _regimes(regimes: Sequence[Regime], lifetime: Lifetime, end: int) -> list[Regime]:
    """Return the regimes the clock lived under; what came at or after its stop does not count."""
    if len(regimes) == 1:
        return list(regimes)
    stopped = lifetime.stop is not None
    known = [each for each in regimes if each.at < end or (each.at == end and not stopped)]
    known = known or [regimes[0]]
    first = max((i for i, each in enumerate(known) if each.at <= lifetime.start), default=0)
    return known[first:]


def _rule(lifetime: Lifetime, regime: Regime, calendars: CalendarBook) -> Rule | None:
    kind = lifetime.kind
    if kind is ClockKind.PROMISE and lifetime.promised is not None:
        span = lifetime.promised - lifetime.start
        return Rule(regime, None, WALL_CLOCK, span, NO_STATUS)
    target = regime.policy.rows.get((regime.priority, kind))
    if target is None:
        return None
    calendar = calendars.find(target.calendar, regime.calendar_at(target.calendar))
    pauses = _PAUSES.get(kind, NO_STATUS)
    if target.developers_pause and kind in _CUSTOMER_PAUSABLE:
        pauses |= _DEVELOPERS
    return Rule(regime, target, calendar, target_span(target, calendar, lifetime.start), pauses)


def target_span(target: Target, calendar: WorkCalendar, start: int) -> int:
    """Return the target as business time, fixed at the start of the clock (K18, K22).

    Where the calendar never opens any positive span gives the same answer: no due time.
    """
    if target.business_days is not None:
        end = calendar.business_day_end(start, target.business_days)
        span = MINUTE if end is None else calendar.open_between(start, end)
    else:
        span = (target.minutes or 0) * MINUTE
    extra = target.out_of_hours_minutes * MINUTE
    if extra and not calendar.is_open(instant(start)):
        if target.out_of_hours_wall:
            due = calendar.reach(start, span)
            return span if due is None else calendar.open_between(start, due + extra)
        span += extra
    return span


def pieces_of(
    stretches: Sequence[Stretch], lifetime: Lifetime | None, end: int, pauses: frozenset[Status]
) -> Iterable[Piece]:
    """Yield the spells of a clock, or of the whole ticket, up to `end`."""
    start = lifetime.start if lifetime else (stretches[0].start if stretches else end)
    is_promise = lifetime is not None and lifetime.kind is ClockKind.PROMISE
    for index, stretch in enumerate(stretches):
        # A message taken over from a merged ticket may be older than this ticket (K14).
        begins = start if index == 0 else max(start, stretch.start)
        following = stretches[index + 1].start if index + 1 < len(stretches) else end
        ends = min(end, following)
        if begins >= ends:
            continue
        if stretch.ended and not is_promise:
            motion = Motion.SOLVED
        elif stretch.status in pauses:
            motion = Motion.PAUSED
        else:
            motion = Motion.RUNNING
        yield Piece(begins, ends, stretch.status, stretch.assignee, motion, stretch.ended)


def span_of(length: int) -> timedelta:
    """Return microseconds as a timedelta."""
    return MICROSECOND * length
