"""A ticket's events read once, in order: who had it in which status, and when clocks ran."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from desktop.domain.sla import ClockKind, EventKind, Policy, PolicyBook, TicketEvent
from desktop.domain.ticket import ENDED, WAITING, Mark, Priority, Status
from desktop.domain.undone import taken_back
from desktop.domain.worktime_local import instant, micros


@dataclass(slots=True)
class Stretch:
    """A spell in one status with one assignee, from `start` to the next stretch.

    `ended` is True while the ticket is solved, closed, merged or spam: no clock but a promise
    counts that time. Instants are microseconds, as everywhere in this module.
    """

    start: int
    status: Status
    assignee: int | None
    ended: bool


@dataclass(slots=True)
class Lifetime:
    """One clock of one round: started, perhaps stopped, before any target is looked at.

    `reason` says why it stopped without being answered: `solved`, `merged`, `spam`, `replaced`.
    """

    kind: ClockKind
    round: int
    start: int
    stop: int | None = None
    reason: str = ""
    first_stop: int | None = None
    promised: int | None = None


@dataclass(frozen=True, slots=True)
class Regime:
    """The priority and policy version in force from `at`, and the instant that fixes calendars.

    `recounted` are the calendars that were edited later with the wish to count anew (K11).
    """

    at: int
    priority: Priority
    policy: Policy
    settled_at: datetime
    recounted: Mapping[str, datetime] = field(default_factory=dict)

    def calendar_at(self, key: str) -> datetime:
        """Return the instant whose version of that calendar counts (C4)."""
        return self.recounted.get(key, self.settled_at)


@dataclass(slots=True)
class Timeline:
    """What the events amount to."""

    stretches: list[Stretch] = field(default_factory=list)
    lifetimes: list[Lifetime] = field(default_factory=list)
    regimes: list[Regime] = field(default_factory=list)
    excuses: dict[tuple[ClockKind, int], str] = field(default_factory=dict)
    last_event: int = 0


_STATUS_AFTER: Final[Mapping[EventKind, Status]] = {
    EventKind.SOLVED: Status.SOLVED,
    EventKind.CLOSED: Status.CLOSED,
    EventKind.DEFERRED: Status.DEFERRED,
    EventKind.HANDOFF_RELEASED: Status.WITH_DEVELOPERS,
    EventKind.HANDOFF_ACCEPTED: Status.WITH_DEVELOPERS,
    EventKind.HANDOFF_RETURNED: Status.RETURNED,
    EventKind.HANDOFF_INFO_SUPPLIED: Status.WITH_DEVELOPERS,
    EventKind.HANDOFF_DONE: Status.OPEN,
    EventKind.REOPENED: Status.OPEN,
}

# What stops a running clock, and what starts one of the developers' clocks (sla.md 3).
_STOPS: Final[Mapping[EventKind, tuple[ClockKind, ...]]] = {
    EventKind.AGENT_MESSAGE: (
        ClockKind.FIRST_RESPONSE,
        ClockKind.NEXT_RESPONSE,
        ClockKind.PROMISE,
    ),
    EventKind.CALL_LOGGED: (ClockKind.FIRST_RESPONSE,),
    EventKind.NO_REPLY_NEEDED: (ClockKind.NEXT_RESPONSE,),
    EventKind.HANDOFF_ACCEPTED: (ClockKind.OLA_ACCEPT,),
    EventKind.HANDOFF_RETURNED: (ClockKind.OLA_ACCEPT,),
    EventKind.HANDOFF_ANSWERED: (ClockKind.OLA_ANSWER,),
    EventKind.HANDOFF_DONE: (ClockKind.OLA_ANSWER, ClockKind.OLA_FIX),
    EventKind.HANDOFF_INFO_SUPPLIED: (ClockKind.OLA_INFO,),
}
_STARTS: Final[Mapping[EventKind, tuple[ClockKind, ...]]] = {
    EventKind.HANDOFF_RELEASED: (ClockKind.OLA_ACCEPT,),
    EventKind.HANDOFF_ACCEPTED: (ClockKind.OLA_ANSWER, ClockKind.OLA_FIX),
    EventKind.HANDOFF_RETURNED: (ClockKind.OLA_INFO,),
}


def read_timeline(events: Iterable[TicketEvent], policies: PolicyBook) -> Timeline:
    """Read a history in any order; without a `created` event nothing has begun.

    Events an `undone` event names are left out, and it with them: history is as before. Events
    that bear an instant before the creation count from the creation.
    """
    ordered = sorted(_without_undone(events), key=lambda event: (event.at, event.id))
    created = next((event for event in ordered if event.kind is EventKind.CREATED), None)
    if created is None:
        return Timeline()
    reader = _Reader(created, _origin(created, ordered), policies)
    for event in ordered:
        if event is not created:
            reader.take(event)
    return reader.finished(max(micros(ordered[-1].at), reader.origin))


def _without_undone(events: Iterable[TicketEvent]) -> list[TicketEvent]:
    found = list(events)
    if all(event.kind is not EventKind.UNDONE for event in found):
        return found
    gone = taken_back(found)
    return [event for event in found if event.kind is not EventKind.UNDONE and event.id not in gone]


def _origin(created: TicketEvent, events: Iterable[TicketEvent]) -> int:
    """Return the instant of creation, or for a split ticket of the moved message (K14)."""
    origin = micros(created.at)
    for event in events:
        if event.kind is EventKind.SPLIT and (moved := _instant_in(event, "started_at")):
            origin = min(origin, moved)
    return origin


class _Reader:
    """The state of one ticket while its events go by."""

    def __init__(self, created: TicketEvent, origin: int, policies: PolicyBook) -> None:
        self.origin = origin
        self._policies = policies
        self._timeline = Timeline()
        self._running: dict[ClockKind, Lifetime] = {}
        self._rounds: dict[ClockKind, int] = {}
        self._answered = bool(created.data.get("outbound", False))
        self._status = Status(str(created.data.get("status", Status.NEW)))
        self._assignee = _person(created.data.get("assignee"))
        self._mark: Mark | None = None
        self._ended_at: int | None = None
        self._ended_reason = ""
        self._solved_at: int | None = None
        priority = Priority(str(created.data.get("priority") or Priority.NORMAL))
        policy = policies.find(*_policy_ref(created))
        self._timeline.regimes.append(Regime(origin, priority, policy, created.at))
        self._timeline.stretches.append(
            Stretch(origin, self._status, self._assignee, ended=self._status in ENDED)
        )
        if created.data.get("automatic"):
            self._answered = True  # a machine is promised nothing; a person who answers later is
        else:
            self._start(ClockKind.SOLUTION, origin)
        if not self._answered:
            self._start(ClockKind.FIRST_RESPONSE, origin)
        if self._status in ENDED:
            self._end(origin, "solved")

    def take(self, event: TicketEvent) -> None:
        """Apply one event: stop clocks, change the state, start clocks (K3)."""
        at = max(micros(event.at), self.origin)
        kind = event.kind
        for stopped in _STOPS.get(kind, ()):
            self._stop(stopped, at)
        match kind:
            case EventKind.AGENT_MESSAGE | EventKind.CALL_LOGGED:
                self._answered = True
            case EventKind.CUSTOMER_MESSAGE:
                self._hear_customer(at)
            case EventKind.STATUS_CHANGED:
                self._set_status(at, Status(str(event.data["status"])))
            case EventKind.REOPENED if "status" in event.data:
                self._set_status(at, Status(str(event.data["status"])))
            case EventKind.ASSIGNED:
                self._assignee = _person(event.data.get("person"))
                self._note_stretch(at)
            case EventKind.PRIORITY_CHANGED | EventKind.POLICY_CHANGED:
                self._reclassify(at, event)
            case EventKind.ORGANISATION_CHANGED | EventKind.CATEGORY_CHANGED:
                if "policy" in event.data:
                    self._reclassify(at, event)
            case EventKind.MERGED:
                self._merge(at, event)
            case EventKind.SPAM:
                self._set_mark(at, Mark.SPAM if event.data.get("value", True) else None)
            case EventKind.PROMISE_SET:
                self._promise(at, event)
            case EventKind.CLOCK_EXCUSED:
                self._excuse(event)
            case _ if kind in _STATUS_AFTER:
                self._set_status(at, _STATUS_AFTER[kind])
        if kind is EventKind.HANDOFF_RELEASED and event.data.get("complete") is False:
            return
        for started in _STARTS.get(kind, ()):
            self._start(started, at)

    def finished(self, last_event: int) -> Timeline:
        """Return the timeline; what the end of the ticket stopped is stopped there."""
        self._timeline.last_event = last_event
        if self._ended_at is not None:
            for lifetime in self._running.values():
                lifetime.stop = max(self._ended_at, lifetime.start)
                solved = lifetime.kind is ClockKind.SOLUTION and self._ended_reason == "solved"
                lifetime.reason = "" if solved else self._ended_reason
        return self._timeline

    def _start(self, kind: ClockKind, at: int) -> Lifetime:
        if kind in self._running:
            self._stop(kind, at, "replaced")
        self._rounds[kind] = self._rounds.get(kind, 0) + 1
        lifetime = Lifetime(kind, self._rounds[kind], at)
        self._running[kind] = lifetime
        self._timeline.lifetimes.append(lifetime)
        return lifetime

    def _stop(self, kind: ClockKind, at: int, reason: str = "") -> None:
        lifetime = self._running.get(kind)
        if lifetime is None:
            return
        if kind is ClockKind.PROMISE and not reason and lifetime.start == at:
            return  # the very message that makes the promise does not keep it
        lifetime.stop = at
        lifetime.reason = reason
        del self._running[kind]

    def _hear_customer(self, at: int) -> None:
        if self._mark is not None:
            return
        if self._status in WAITING or (self._status in ENDED and self._may_reopen(at)):
            self._set_status(at, Status.OPEN)
        if (
            self._status not in ENDED
            and self._answered
            and ClockKind.NEXT_RESPONSE not in self._running
        ):
            self._start(ClockKind.NEXT_RESPONSE, at)

    def _may_reopen(self, at: int) -> bool:
        """Tell whether the window that opened at `solved_at` is still open (K13)."""
        window = self._timeline.regimes[-1].policy.reopen_window
        return self._solved_at is not None and instant(at) - instant(self._solved_at) <= window

    def _set_status(self, at: int, status: Status) -> None:
        was_ended = self._status in ENDED
        self._status = status
        if status in ENDED and not was_ended:
            self._solved_at = at
            solution = self._running.get(ClockKind.SOLUTION)
            if solution is not None and solution.first_stop is None:
                solution.first_stop = at
            # A promise does not come back with the ticket: its date was overtaken by the solution.
            self._stop(ClockKind.PROMISE, at, "solved")
        self._settle(at, "solved")

    def _set_mark(self, at: int, mark: Mark | None) -> None:
        self._mark = mark
        self._settle(at, mark.value if mark else "solved")

    def _settle(self, at: int, reason: str) -> None:
        if self._status in ENDED or self._mark is not None:
            self._end(at, reason)
        else:
            self._ended_at = None
        self._note_stretch(at)

    def _end(self, at: int, reason: str) -> None:
        if self._ended_at is None:
            self._ended_at = at
            self._ended_reason = reason

    def _note_stretch(self, at: int) -> None:
        ended = self._ended_at is not None
        stretches = self._timeline.stretches
        last = stretches[-1]
        if (last.status, last.assignee, last.ended) == (self._status, self._assignee, ended):
            return
        if last.start == at:
            stretches.pop()
        stretches.append(Stretch(at, self._status, self._assignee, ended))

    def _reclassify(self, at: int, event: TicketEvent) -> None:
        last = self._timeline.regimes[-1]
        priority, policy, settled_at = last.priority, last.policy, last.settled_at
        recounted = last.recounted
        if "priority" in event.data:
            priority = Priority(str(event.data["priority"] or Priority.NORMAL))
        if "calendar" in event.data:
            recounted = {**recounted, str(event.data["calendar"]): event.at}
        elif event.kind is EventKind.POLICY_CHANGED or "policy" in event.data:
            wanted, _, version = _policy_ref(event)
            if "policy" not in event.data:
                wanted = policy.id
            policy = self._policies.find(wanted, event.at, version)
            settled_at, recounted = event.at, {}
        self._timeline.regimes.append(Regime(at, priority, policy, settled_at, recounted))

    def _merge(self, at: int, event: TicketEvent) -> None:
        if "absorbed" not in event.data:
            self._set_mark(at, Mark.MERGED if event.data.get("value", True) else None)
            return
        unanswered = _instant_in(event, "unanswered_since")
        if unanswered is None or self._ended_at is not None:
            return
        unanswered = min(unanswered, at)
        if not self._answered:
            waiting = self._running.get(ClockKind.FIRST_RESPONSE)
        else:
            waiting = self._running.get(ClockKind.NEXT_RESPONSE) or self._start(
                ClockKind.NEXT_RESPONSE, unanswered
            )
        if waiting is not None and unanswered < waiting.start:
            waiting.start = unanswered

    def _promise(self, at: int, event: TicketEvent) -> None:
        lifetime = self._start(ClockKind.PROMISE, at)
        promised = _instant_in(event, "due")
        lifetime.promised = at if promised is None else max(promised, at)

    def _excuse(self, event: TicketEvent) -> None:
        kind = ClockKind(str(event.data["clock"]))
        number = event.data.get("round")
        rounds = number if isinstance(number, int) else self._rounds.get(kind, 1)
        self._timeline.excuses[kind, rounds] = str(event.data.get("reason", ""))


def _policy_ref(event: TicketEvent) -> tuple[int | None, datetime, int | None]:
    policy, version = event.data.get("policy"), event.data.get("policy_version")
    return (
        policy if isinstance(policy, int) else None,
        event.at,
        version if isinstance(version, int) else None,
    )


def _instant_in(event: TicketEvent, key: str) -> int | None:
    value = event.data.get(key)
    return micros(datetime.fromisoformat(value)) if isinstance(value, str) else None


def _person(value: object) -> int | None:
    return value if isinstance(value, int) else None
