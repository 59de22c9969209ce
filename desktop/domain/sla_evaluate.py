"""From a ticket's events to its clocks: the pure function behind every date shown (sla.md K24)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from desktop.domain.sla import (
    CalendarBook,
    ClockKind,
    ClockResult,
    PolicyBook,
    Target,
    TicketEvent,
)
from desktop.domain.sla_clock import Breach, ClockState, Holder, Motion, Piece, cut, shares
from desktop.domain.sla_timeline import Lifetime, Regime, Stretch, Timeline, read_timeline
from desktop.domain.ticket import WAITING, Mark, Status
from desktop.domain.worktime import CalendarSpec, WorkCalendar
from desktop.domain.worktime_local import MINUTE, instant, micros

_DEVELOPERS: Final = frozenset({Status.DEFERRED, Status.WITH_DEVELOPERS})
_PAUSES: Final[Mapping[ClockKind, frozenset[Status]]] = {
    ClockKind.NEXT_RESPONSE: WAITING,
    ClockKind.SOLUTION: WAITING,
    ClockKind.OLA_ANSWER: frozenset({Status.RETURNED}),
    ClockKind.OLA_FIX: frozenset({Status.RETURNED}),
}
_CUSTOMER_PAUSABLE: Final = frozenset({ClockKind.NEXT_RESPONSE, ClockKind.SOLUTION})
_NO_STATUS: Final[frozenset[Status]] = frozenset()
_WALL_CLOCK: Final = WorkCalendar(CalendarSpec("", "UTC", always=True))


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The clocks of a ticket at `at`, in the order in which they started, and who had the ball.

    `status` is the one its events amount to: a customer's message ends a waiting status and reopens
    a ticket within the window. None without a `created` event.
    """

    at: datetime
    status: Status | None
    clocks: tuple[ClockState, ...]
    pieces: tuple[Piece, ...]
    covered: WorkCalendar | None

    def clock(self, kind: ClockKind) -> ClockState | None:
        """Return the latest round of that clock."""
        for state in reversed(self.clocks):
            if state.kind is kind:
                return state
        return None

    @property
    def next_due(self) -> ClockState | None:
        """The running clock that is due first; a paused one never is."""
        running = [
            (state.due_at, state)
            for state in self.clocks
            if state.result is ClockResult.RUNNING and state.due_at is not None
        ]
        return min(running, key=lambda pair: pair[0])[1] if running else None

    @property
    def held(self) -> Mapping[Holder, timedelta]:
        """Every wall second of the ticket by who had the ball (K21)."""
        return shares(
            segment for piece in self.pieces for segment in cut(piece, _WALL_CLOCK, self.covered)
        )


def evaluate(
    events: Iterable[TicketEvent],
    policies: PolicyBook,
    calendars: CalendarBook,
    now: datetime,
    *,
    covered: WorkCalendar | None = None,
) -> Evaluation:
    """Judge every clock of a ticket from its history alone.

    Events may come in any order. `covered` are the hours in which somebody is on duty; without it
    a ticket nobody has counts as unassigned at any hour. A `now` before the last event is taken as
    the instant of that event: nothing that happened is left out (K23).

    Raises:
        NotFound: a policy or calendar that is in no book.
    """
    timeline = read_timeline(events, policies)
    present = max(micros(now), timeline.last_event)
    verdicts = (_judge(lifetime, timeline, calendars, present) for lifetime in timeline.lifetimes)
    clocks = tuple(_state(each, timeline, covered) for each in verdicts if each is not None)
    pieces = tuple(_pieces(timeline.stretches, None, present, _NO_STATUS))
    status = timeline.stretches[-1].status if timeline.stretches else None
    return Evaluation(instant(present), status, clocks, pieces, covered)


class _Rule(NamedTuple):
    """What a clock is held to under one regime."""

    regime: Regime
    target: Target | None
    calendar: WorkCalendar
    span: int
    pauses: frozenset[Status]


class _Verdict(NamedTuple):
    """A clock up to `end` under its last rule, and the first breach under any of them."""

    lifetime: Lifetime
    rule: _Rule
    pieces: tuple[Piece, ...]
    end: int
    late_after: int | None
    breach: Breach | None
    dropped: bool


def _judge(
    lifetime: Lifetime, timeline: Timeline, calendars: CalendarBook, present: int
) -> _Verdict | None:
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
    verdict: _Verdict | None = None
    for index, (since, rule) in enumerate(rules):
        if rule is None:
            continue
        until = rules[index + 1][0] if index + 1 < len(rules) else end
        pieces = tuple(_pieces(timeline.stretches, lifetime, end, rule.pauses))
        late_after = _spend(pieces, rule.calendar, rule.span, end, latest=True)
        if breach is None and late_after is not None and late_after < until:
            reclassified = index > 0 and late_after < since
            breach = _breach(rule, since if reclassified else late_after, reclassified)
        verdict = _Verdict(lifetime, rule, pieces, end, late_after, breach, dropped)
    return verdict


def _breach(rule: _Rule, at: int, reclassified: bool) -> Breach:
    return Breach(
        instant(at),
        _span_of(rule.span),
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


def _rule(lifetime: Lifetime, regime: Regime, calendars: CalendarBook) -> _Rule | None:
    kind = lifetime.kind
    if kind is ClockKind.PROMISE and lifetime.promised is not None:
        span = lifetime.promised - lifetime.start
        return _Rule(regime, None, _WALL_CLOCK, span, _NO_STATUS)
    target = regime.policy.rows.get((regime.priority, kind))
    if target is None:
        return None
    calendar = calendars.find(target.calendar, regime.settled_at)
    pauses = _PAUSES.get(kind, _NO_STATUS)
    if target.developers_pause and kind in _CUSTOMER_PAUSABLE:
        pauses |= _DEVELOPERS
    return _Rule(regime, target, calendar, _span(target, calendar, lifetime.start), pauses)


def _span(target: Target, calendar: WorkCalendar, start: int) -> int:
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


def _pieces(
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


def _spend(
    pieces: Sequence[Piece],
    calendar: WorkCalendar,
    span: int,
    end: int,
    *,
    latest: bool = False,
) -> int | None:
    """Return when `span` is used up: within the pieces, or as if the clock ran on from `end`.

    With `latest`, the last instant at which no more than `span` is used (K2).
    """
    remaining = span
    for piece in pieces:
        if piece.motion is not Motion.RUNNING:
            continue
        if piece.end == end:
            return calendar.reach(piece.start, remaining, latest=latest)
        length = calendar.open_between(piece.start, piece.end)
        if length > remaining or (length == remaining and not latest):
            return calendar.reach(piece.start, remaining, latest=latest)
        remaining -= length
    return calendar.reach(end, remaining, latest=latest)


def _state(verdict: _Verdict, timeline: Timeline, covered: WorkCalendar | None) -> ClockState:
    lifetime, rule, pieces, end, late_after, breach, dropped = verdict
    calendar, policy = rule.calendar, rule.regime.policy
    used = paused = solved = 0
    for piece in pieces:
        if piece.motion is Motion.RUNNING:
            used += calendar.open_between(piece.start, piece.end)
        elif piece.motion is Motion.PAUSED:
            paused += piece.end - piece.start
        else:
            solved += piece.end - piece.start
    stopped = lifetime.stop is not None or dropped
    stands = not stopped and timeline.stretches[-1].status in rule.pauses
    due = _spend(pieces, calendar, rule.span, end)
    due_at = _instant_or_none(due)
    judged = _result(verdict, stopped=stopped, stands=stands)
    excuse = timeline.excuses.get((lifetime.kind, lifetime.round))
    is_excused = excuse is not None and judged in (ClockResult.MISSED, ClockResult.RECLASSIFIED)
    return ClockState(
        kind=lifetime.kind,
        round=lifetime.round,
        priority=rule.regime.priority,
        policy_id=policy.id,
        policy_name=policy.name,
        policy_version=policy.version,
        policy_valid_from=policy.valid_from,
        row=rule.target,
        calendar_key=rule.target.calendar if rule.target else "",
        calendar_name=calendar.spec.name,
        calendar_version=calendar.spec.version,
        started_at=instant(lifetime.start),
        stopped_at=instant(end) if stopped else None,
        target=_span_of(rule.span),
        used=_span_of(used),
        wall=_span_of(end - lifetime.start),
        paused=_span_of(paused),
        solved=_span_of(solved),
        due_at=None if stands else due_at,
        met_until=None if stands else due_at if late_after == due else _instant_or_none(late_after),
        due_if_resumed_at=due_at if stands else None,
        paused_since=_paused_since(pieces, end) if stands else None,
        result=ClockResult.EXCUSED if is_excused else judged,
        judged=judged,
        first_stopped_at=_instant_or_none(lifetime.first_stop),
        first_result=_first_result(lifetime, breach),
        breach=breach,
        reason="policy" if dropped else lifetime.reason,
        excuse=excuse,
        never_opens=not stopped and due is None,
        warnings=_warnings(verdict, ran_on=not stopped and not stands),
        pieces=pieces,
        calendar=calendar,
        covered=covered,
    )


def _result(verdict: _Verdict, *, stopped: bool, stands: bool) -> ClockResult:
    if not stopped:
        return ClockResult.PAUSED if stands else ClockResult.RUNNING
    reason = verdict.lifetime.reason
    if reason == Mark.SPAM:
        return ClockResult.CANCELLED
    if verdict.breach is not None:
        return ClockResult.RECLASSIFIED if verdict.breach.reclassified else ClockResult.MISSED
    if verdict.dropped:
        return ClockResult.CANCELLED
    if reason == Mark.MERGED:
        return ClockResult.MERGED
    return ClockResult.CANCELLED if reason else ClockResult.MET


def _first_result(lifetime: Lifetime, breach: Breach | None) -> ClockResult | None:
    """Return how the first solving was judged (K13)."""
    if lifetime.first_stop is None:
        return None
    if breach is None or micros(breach.at) >= lifetime.first_stop:
        return ClockResult.MET
    return ClockResult.RECLASSIFIED if breach.reclassified else ClockResult.MISSED


def _warnings(verdict: _Verdict, *, ran_on: bool) -> Mapping[int, datetime]:
    """Return when each percentage of the target is used up; without projection unless it runs."""
    found = {}
    rule, pieces, end = verdict.rule, verdict.pieces, verdict.end
    for percentage in rule.regime.policy.thresholds:
        at = _spend(pieces, rule.calendar, rule.span * percentage // 100, end)
        if at is not None and (ran_on or at < end):
            found[percentage] = instant(at)
    return found


def _paused_since(pieces: Sequence[Piece], end: int) -> datetime:
    """Return the start of the pause at the end; one split by a change of status is one."""
    since = end
    for piece in reversed(pieces):
        if piece.motion is not Motion.PAUSED:
            break
        since = piece.start
    return instant(since)


def _span_of(length: int) -> timedelta:
    return timedelta(0, 0, length)


def _instant_or_none(at: int | None) -> datetime | None:
    return None if at is None else instant(at)
