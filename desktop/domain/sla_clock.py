"""A clock as judged: what it used, when it is due, whether it was kept, and every second of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.duty_presence import Presence
from desktop.domain.sla import ClockKind, ClockResult, Target
from desktop.domain.ticket import Priority, Status
from desktop.domain.worktime import WorkCalendar
from desktop.domain.worktime_local import MICROSECOND, instant, micros


class HolderKind(StrEnum):
    """Who has the ball (sla.md K21); `ENDED` is the time a ticket stood solved or closed."""

    PERSON = "person"
    UNASSIGNED = "unassigned"
    NOBODY_ON_DUTY = "nobody_on_duty"
    CUSTOMER = "customer"
    THIRD_PARTY = "third_party"
    DEVELOPERS = "developers"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Holder:
    """One who has the ball; `person_id` only for a named person."""

    kind: HolderKind
    person_id: int | None = None


class Motion(StrEnum):
    """Whether a clock moves: it counts, it is paused, or the ticket stood solved."""

    RUNNING = "running"
    PAUSED = "paused"
    SOLVED = "solved"


@dataclass(frozen=True, slots=True)
class Segment:
    """An unbroken spell of a clock with one holder, one status and one kind of hours."""

    start_at: datetime
    end_at: datetime
    holder: Holder
    status: Status
    motion: Motion
    open: bool

    @property
    def span(self) -> timedelta:
        return self.end_at - self.start_at

    @property
    def counts(self) -> bool:
        """Whether it uses up the target."""
        return self.open and self.motion is Motion.RUNNING


class Piece(NamedTuple):
    """A spell of a clock in one status, in microseconds, not yet cut by business hours."""

    start: int
    end: int
    status: Status
    assignee: int | None
    motion: Motion
    ended: bool


@dataclass(frozen=True, slots=True)
class Breach:
    """A breach as it was latched (K12): later changes of target or status leave it as it is.

    `reclassified` tells that the change of priority or policy at that instant alone made it late
    (K9).
    """

    at: datetime
    target: timedelta
    priority: Priority
    policy_version: int
    calendar_version: int
    reclassified: bool


@dataclass(frozen=True, slots=True)
class ClockState:
    """One clock of one round under the policy and calendar versions that judged it.

    `wall = used + closed + paused + solved`, where `closed` is running time out of hours.
    `due_at` is None while paused (K6) and where the calendar never opens (C5); for a stopped clock
    it is when it would have been due. Until `met_until` an answer is in time: later than `due_at`
    where a closed spell follows (K2), None while paused. `judged` is the result before an excuse.
    `first_result` is that of the first solving, kept when the ticket was reopened (K13).
    `reason` says why a clock ended unanswered: `solved`, `merged`, `spam`, `replaced` by a new
    promise, or `policy` (K10). `row` is None for a promise.
    """

    kind: ClockKind
    round: int
    priority: Priority
    policy_id: int
    policy_name: str
    policy_version: int
    policy_valid_from: datetime | None
    row: Target | None
    calendar_key: str
    calendar_name: str
    calendar_version: int
    started_at: datetime
    stopped_at: datetime | None
    target: timedelta
    wall: timedelta
    due_at: datetime | None
    met_until: datetime | None
    due_if_resumed_at: datetime | None
    paused_since: datetime | None
    result: ClockResult
    judged: ClockResult
    first_stopped_at: datetime | None
    first_result: ClockResult | None
    breach: Breach | None
    reason: str
    excuse: str | None
    never_opens: bool
    thresholds: tuple[int, ...]
    pieces: tuple[Piece, ...] = field(repr=False, compare=False)
    calendar: WorkCalendar = field(repr=False, compare=False)
    covered: Presence | None = field(repr=False, compare=False)

    def __eq__(self, other: object) -> bool:
        """Tell whether both say the same, also of what is only counted when it is asked."""
        return isinstance(other, ClockState) and self._told() == other._told()

    @property
    def breached_at(self) -> datetime | None:
        """When it became late, if ever."""
        return self.breach.at if self.breach else None

    @property
    def used(self) -> timedelta:
        """The business time it ran."""
        running = (piece for piece in self.pieces if piece.motion is Motion.RUNNING)
        used = sum(self.calendar.open_between(piece.start, piece.end) for piece in running)
        return MICROSECOND * used

    @property
    def paused(self) -> timedelta:
        return self._spent_in(Motion.PAUSED)

    @property
    def solved(self) -> timedelta:
        return self._spent_in(Motion.SOLVED)

    @property
    def warnings(self) -> dict[int, datetime]:
        """When each threshold, a percentage of the target, is used up (K16).

        Only while it runs is that foretold; else those that were passed.
        """
        target, end = self.target // MICROSECOND, self._end
        found = {}
        for percentage in self.thresholds:
            at = spend(self.pieces, self.calendar, target * percentage // 100, end)
            if at is not None and (self.result is ClockResult.RUNNING or at < end):
                found[percentage] = instant(at)
        return found

    @property
    def left(self) -> timedelta:
        """The business time still there; negative when the target is exceeded."""
        return self.target - self.used

    def used_by(self, at: datetime) -> timedelta:
        """Return what is used at a later instant if nothing happens until then."""
        if self.result is not ClockResult.RUNNING:
            return self.used
        end = self._end
        return self.used + MICROSECOND * self.calendar.open_between(end, max(end, micros(at)))

    @property
    def closed(self) -> timedelta:
        return self.wall - self.used - self.paused - self.solved

    @property
    def segments(self) -> tuple[Segment, ...]:
        """Every second from start to stop or now, cut by holder, status and hours; computed."""
        return tuple(
            segment for piece in self.pieces for segment in cut(piece, self.calendar, self.covered)
        )

    @property
    def held(self) -> Mapping[Holder, timedelta]:
        """How long each holder had the ball during this clock; adds up to `wall` (K21)."""
        return shares(self.segments)

    @property
    def _end(self) -> int:
        """Return up to when it was judged."""
        return self.pieces[-1].end if self.pieces else micros(self.started_at)

    def _told(self) -> tuple[object, ...]:
        stored = (getattr(self, each.name) for each in fields(self) if each.compare)
        return *stored, self.used, self.paused, self.solved, self.warnings

    def _spent_in(self, motion: Motion) -> timedelta:
        spent = sum(piece.end - piece.start for piece in self.pieces if piece.motion is motion)
        return MICROSECOND * spent


def spend(
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


def shares(segments: Iterable[Segment]) -> dict[Holder, timedelta]:
    """Add up the wall time of each holder."""
    found: dict[Holder, timedelta] = {}
    for segment in segments:
        found[segment.holder] = found.get(segment.holder, timedelta(0)) + segment.span
    return found


def cut(piece: Piece, calendar: WorkCalendar, covered: Presence | None) -> Iterable[Segment]:
    """Yield the segments of a piece by business hours and, with nobody's ticket, by cover."""
    holder = _holder(piece)
    by_hours = _alternate(piece.start, piece.end, calendar)
    for start, end, is_open in by_hours:
        for held_from, held_until, is_covered in _by_cover(start, end, holder, covered):
            present = holder if is_covered else Holder(HolderKind.NOBODY_ON_DUTY)
            yield Segment(
                instant(held_from),
                instant(held_until),
                present,
                piece.status,
                piece.motion,
                is_open,
            )


def _by_cover(
    start: int, end: int, holder: Holder, covered: Presence | None
) -> Iterable[tuple[int, int, bool]]:
    if covered is None or holder.kind is not HolderKind.UNASSIGNED:
        return [(start, end, True)]
    return _alternate(start, end, covered)


def _alternate(start: int, end: int, calendar: Presence) -> Iterable[tuple[int, int, bool]]:
    """Yield the open and the closed spells of `[start, end)` in order."""
    reached = start
    for opens, closes in calendar.open_segments(start, end):
        if reached < opens:
            yield reached, opens, False
        yield opens, closes, True
        reached = closes
    if reached < end:
        yield reached, end, False


def _holder(piece: Piece) -> Holder:
    """Return who has the ball (contracts.md, Clocks), the duty roster left aside."""
    if piece.ended:
        return Holder(HolderKind.ENDED)
    match piece.status:
        case Status.WAITING_CUSTOMER:
            return Holder(HolderKind.CUSTOMER)
        case Status.WAITING_THIRD_PARTY:
            return Holder(HolderKind.THIRD_PARTY)
        case Status.DEFERRED | Status.WITH_DEVELOPERS:
            return Holder(HolderKind.DEVELOPERS)
    if piece.assignee is None:
        return Holder(HolderKind.UNASSIGNED)
    return Holder(HolderKind.PERSON, piece.assignee)
