"""What running clocks are held to before and after an edit of a policy or calendar (sla.md K9)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from desktop.domain.sla import ClockKind, ClockResult, Policy
from desktop.domain.sla_unbroken import Measure
from desktop.domain.ticket import Priority
from desktop.services.policies import Books


class Held(NamedTuple):
    """What a clock is held to; all that are held to the same are counted together."""

    result: str
    kind: str
    priority: str
    policy_id: int
    policy_version: int
    calendar: str | None
    calendar_version: int


class Rule(NamedTuple):
    """What clocks were held to and are from now on; `names` as the last three of `Held`."""

    before: Measure
    after: Measure
    names: tuple[int, str, int]


class Rules:
    """The rules of an edit, as its `policy_changed` events tell of it."""

    def __init__(self, data: Mapping[str, object], books: Books, now: datetime) -> None:
        self._edited = data.get("calendar")
        self._books = books
        self._now = now
        self._policy = None if self._edited is not None else self._policy_of(*_policy_in(data))

    def of(self, held: Held) -> Rule | None:
        """Return the rule of these clocks, None where the engine has to tell."""
        if held.result != ClockResult.RUNNING or held.calendar is None:
            return None
        before = self._policy_of(held.policy_id, held.policy_version)
        policy = self._policy or before
        cell = Priority(held.priority), ClockKind(held.kind)
        old, new = before.rows.get(cell), policy.rows.get(cell)
        if old is None or new is None or old.calendar != held.calendar:
            return None
        if policy.id != before.id or _promised(before, cell[0]) != _promised(policy, cell[0]):
            return None  # the ticket gets another policy, or a clock ends or begins with it (K10)
        find = self._books.calendars.find
        former = find(old.calendar, self._now, held.calendar_version)
        is_kept = self._edited not in (None, new.calendar)
        calendar = former if is_kept else find(new.calendar, self._now)
        return Rule(
            Measure(old, former, before.thresholds),
            Measure(new, calendar, policy.thresholds),
            (policy.version, new.calendar, calendar.spec.version),
        )

    def _policy_of(self, policy_id: int, version: int) -> Policy:
        return self._books.policies.find(policy_id, self._now, version)


def _policy_in(data: Mapping[str, object]) -> tuple[int, int]:
    policy_id, version = data["policy"], data["policy_version"]
    if not isinstance(policy_id, int) or not isinstance(version, int):
        raise TypeError(f"a policy_changed event of {data}")
    return policy_id, version


def _promised(policy: Policy, priority: Priority) -> set[ClockKind]:
    return {kind for known, kind in policy.rows if known is priority}
