"""From a ticket's events to its clocks: the pure function behind every date shown (sla.md K24)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.domain.duty_presence import Presence
from desktop.domain.sla import CalendarBook, ClockKind, ClockResult, PolicyBook, TicketEvent
from desktop.domain.sla_clock import Breach, ClockState, Holder, Motion, Piece, cut, shares, spend
from desktop.domain.sla_judge import NO_STATUS, WALL_CLOCK, Verdict, judge, pieces_of, span_of
from desktop.domain.sla_timeline import Lifetime, Timeline, read_timeline
from desktop.domain.ticket import Mark, Status
from desktop.domain.worktime_local import instant, micros


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
    covered: Presence | None

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
            segment for piece in self.pieces for segment in cut(piece, WALL_CLOCK, self.covered)
        )


def evaluate(
    events: Iterable[TicketEvent],
    policies: PolicyBook,
    calendars: CalendarBook,
    now: datetime,
    *,
    covered: Presence | None = None,
) -> Evaluation:
    """Judge every clock of a ticket from its history alone.

    Events may come in any order. `covered` knows when somebody is on duty or at work; without it
    a ticket nobody has counts as unassigned at any hour. A `now` before the last event is taken as
    the instant of that event: nothing that happened is left out (K23).

    Raises:
        NotFound: a policy or calendar that is in no book.
    """
    timeline = read_timeline(events, policies)
    present = max(micros(now), timeline.last_event)
    verdicts = (judge(lifetime, timeline, calendars, present) for lifetime in timeline.lifetimes)
    clocks = tuple(_state(each, timeline, covered) for each in verdicts if each is not None)
    pieces = tuple(pieces_of(timeline.stretches, None, present, NO_STATUS))
    status = timeline.stretches[-1].status if timeline.stretches else None
    return Evaluation(instant(present), status, clocks, pieces, covered)


def _state(verdict: Verdict, timeline: Timeline, covered: Presence | None) -> ClockState:
    lifetime, rule, pieces, end, late_after, breach, dropped = verdict
    calendar, policy = rule.calendar, rule.regime.policy
    stopped = lifetime.stop is not None or dropped
    stands = not stopped and timeline.stretches[-1].status in rule.pauses
    due = spend(pieces, calendar, rule.span, end)
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
        target=span_of(rule.span),
        wall=span_of(end - lifetime.start),
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
        never_opens=due is None,
        thresholds=policy.thresholds,
        pieces=pieces,
        calendar=calendar,
        covered=covered,
    )


def _result(verdict: Verdict, *, stopped: bool, stands: bool) -> ClockResult:
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


def _paused_since(pieces: Sequence[Piece], end: int) -> datetime:
    """Return the start of the pause at the end; one split by a change of status is one."""
    since = end
    for piece in reversed(pieces):
        if piece.motion is not Motion.PAUSED:
            break
        since = piece.start
    return instant(since)


def _instant_or_none(at: int | None) -> datetime | None:
    return None if at is None else instant(at)
