"""What running clocks are held to before and after an edit of a policy or calendar (sla.md K9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from desktop.domain.sla import ClockKind, Policy
from desktop.domain.sla_unbroken import Measure
from desktop.domain.ticket import PRIORITY_RANK, Priority
from desktop.services.policies import Books

_PRIORITIES = {rank: priority for priority, rank in PRIORITY_RANK.items()}


class Held(NamedTuple):
    """What a clock is held to; all that are held to the same are counted together."""

    kind: str
    priority_rank: int
    policy_id: int
    policy_version: int
    calendar: str | None
    calendar_version: int

    @property
    def promise(self) -> tuple[Priority, ClockKind]:
        """What it is in the grid of a policy."""
        return _PRIORITIES[self.priority_rank], ClockKind(self.kind)


class Rule(NamedTuple):
    """What clocks `held` so are held to from now on; `names` as the last three of `Held`.

    `is_new` unless these are stored already.
    """

    held: Held
    before: Measure
    after: Measure
    names: tuple[int, str, int]
    is_new: bool


class Rules:
    """The rules of an edit, as its `policy_changed` events tell of it."""

    def __init__(self, data: Mapping[str, object], books: Books, now: datetime) -> None:
        self._edited = data.get("calendar")
        self._books = books
        self._now = now
        self._policy: Policy | None = None
        if self._edited is None:
            number, version = _policy_in(data)
            self._policy = books.policies.find(number, now, version)

    def of(self, held: Held) -> Rule | None:
        """Return the rule of these clocks, None where the engine has to tell."""
        books, now = self._books, self._now
        former = former_rule(held, books, now)
        if former is None:
            return None
        before = books.policies.find(held.policy_id, now, held.policy_version)
        policy = self._policy or before
        target = policy.rows.get(held.promise)
        if target is None or policy.id != before.id:
            return None  # the clock ends, or the ticket gets another policy
        priority, _ = held.promise
        if _promised(before, priority) != _promised(policy, priority):
            return None  # another clock begins or ends (K10)
        is_kept = self._edited not in (None, target.calendar)
        version = held.calendar_version if is_kept else None
        calendar = books.calendars.find(target.calendar, now, version)
        after = Measure(target, calendar, policy.thresholds)
        names = (policy.version, target.calendar, calendar.spec.version)
        return Rule(held, former.after, after, names, is_new=names != former.names)


def former_rule(held: Held, books: Books, now: datetime) -> Rule | None:
    """Return what these clocks were held to as it was, None where only the engine knows."""
    if held.calendar is None:
        return None
    policy = books.policies.find(held.policy_id, now, held.policy_version)
    target = policy.rows.get(held.promise)
    if target is None or target.calendar != held.calendar:
        return None
    calendar = books.calendars.find(held.calendar, now, held.calendar_version)
    measure = Measure(target, calendar, policy.thresholds)
    names = (held.policy_version, held.calendar, held.calendar_version)
    return Rule(held, measure, measure, names, is_new=True)


def _policy_in(data: Mapping[str, object]) -> tuple[int, int]:
    policy_id, version = data["policy"], data["policy_version"]
    if not isinstance(policy_id, int) or not isinstance(version, int):
        raise TypeError(f"a policy_changed event of {data}")
    return policy_id, version


def _promised(policy: Policy, priority: Priority) -> set[ClockKind]:
    return {kind for known, kind in policy.rows if known is priority}
