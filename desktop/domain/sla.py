"""Service levels as values: policies and targets, the ticket's events, and clocks as judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Priority

if TYPE_CHECKING:  # the words of clocks, which every list shows, need no hours
    from desktop.domain.worktime import WorkCalendar


class ClockKind(StrEnum):
    FIRST_RESPONSE = "first_response"
    NEXT_RESPONSE = "next_response"
    PROMISE = "promise"
    SOLUTION = "solution"
    OLA_ACCEPT = "ola_accept"
    OLA_ANSWER = "ola_answer"
    OLA_FIX = "ola_fix"
    OLA_INFO = "ola_info"


class ClockResult(StrEnum):
    """How a clock stands; a clock that still runs past its due time is running and breached."""

    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    MISSED = "missed"
    RECLASSIFIED = "reclassified"
    EXCUSED = "excused"
    MERGED = "merged"
    CANCELLED = "cancelled"
    NONE = "none"


class EventKind(StrEnum):
    """What can happen to a ticket (sla.md 2, contracts.md); beside it the data it may carry."""

    CREATED = (
        "created"  # priority, status, assignee, policy, policy_version, outbound (K15),
        # automatic (K5): mail of a machine, which is promised nothing
    )
    CUSTOMER_MESSAGE = "customer_message"
    AGENT_MESSAGE = "agent_message"
    AUTO_MESSAGE = "auto_message"
    FORWARDED = "forwarded"  # to others than the customer: no clock takes it for an answer
    NOTE = "note"
    STATUS_CHANGED = "status_changed"  # status
    PRIORITY_CHANGED = "priority_changed"  # priority
    POLICY_CHANGED = (
        "policy_changed"  # policy, policy_version; or calendar: only its version is taken anew (C4)
    )
    ORGANISATION_CHANGED = "organisation_changed"  # organisation; policy, policy_version
    CATEGORY_CHANGED = "category_changed"  # category; policy, policy_version
    LINE_CHANGED = "line_changed"
    TAGS_CHANGED = "tags_changed"
    ASSIGNED = "assigned"  # person
    DEFERRED = "deferred"
    HANDOFF_RELEASED = "handoff_released"  # complete: false starts no ola_accept (K20)
    HANDOFF_ACCEPTED = "handoff_accepted"
    HANDOFF_RETURNED = "handoff_returned"
    HANDOFF_INFO_SUPPLIED = "handoff_info_supplied"
    HANDOFF_ANSWERED = "handoff_answered"
    HANDOFF_DONE = "handoff_done"
    SOLVED = "solved"
    REOPENED = "reopened"  # status
    CLOSED = "closed"
    MERGED = (
        "merged"  # into; in the survivor absorbed, unanswered_since; value: false takes it back
    )
    SPLIT = "split"  # in the new ticket started_at
    SPAM = "spam"  # value: false takes the mark off
    NO_REPLY_NEEDED = "no_reply_needed"
    PROMISE_SET = "promise_set"  # due
    CLOCK_EXCUSED = "clock_excused"  # clock, round (else its latest), reason
    CALL_LOGGED = "call_logged"
    UNDONE = "undone"  # events: ids that a user took back


@dataclass(frozen=True, slots=True)
class TicketEvent:
    """One line of a ticket's append-only history.

    `actor` is the person who did it, None for mail, jobs and rules. `data` holds JSON values under
    the names beside `EventKind`; instants in it are ISO 8601 with offset.
    """

    id: int
    at: datetime
    kind: EventKind
    actor: int | None = None
    data: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Target:
    """How long a clock may take, in which calendar: one cell of a policy's grid.

    Exactly one of `minutes` (business minutes) and `business_days` (K22) is given. A clock that
    starts out of hours gets `out_of_hours_minutes` more, counted as business time or, with
    `out_of_hours_wall`, by the wall clock (K18). With `developers_pause` the clock stands still
    while the ticket is deferred or with the developers (K8); a first response never does.

    Raises:
        Refused: `policy.bad_target` when there is no positive length, or two.
    """

    calendar: str
    minutes: int | None = None
    business_days: int | None = None
    out_of_hours_minutes: int = 0
    out_of_hours_wall: bool = False
    developers_pause: bool = False

    def __post_init__(self) -> None:
        lengths = [each for each in (self.minutes, self.business_days) if each is not None]
        if len(lengths) != 1 or lengths[0] <= 0 or self.out_of_hours_minutes < 0:
            raise Refused("policy.bad_target")


DEFAULT_THRESHOLDS: Final = (50, 75, 90)
DEFAULT_REOPEN_WINDOW: Final = timedelta(days=7)
DEFAULT_AUTO_CLOSE_DAYS: Final = 3
DEFAULT_OLA_RESERVE: Final = 10


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of a service level: a target for each priority and clock it promises.

    A clock without a row does not exist under the policy (K10). `thresholds` are percentages of
    the target at which a warning is due (K16). A solved ticket closes after `auto_close_days`
    business days, with None never. `ola_reserve_percent` of the solution's target must be left when
    the developers' fix is due (K19). `valid_from` is None for the version that applied from the
    beginning.
    """

    id: int
    name: str
    version: int
    rows: Mapping[tuple[Priority, ClockKind], Target]
    valid_from: datetime | None = None
    reopen_window: timedelta = DEFAULT_REOPEN_WINDOW
    thresholds: tuple[int, ...] = DEFAULT_THRESHOLDS
    auto_close_days: int | None = DEFAULT_AUTO_CLOSE_DAYS
    ola_reserve_percent: int = DEFAULT_OLA_RESERVE


class PolicySource(StrEnum):
    """Where the policy of a new ticket comes from, in the order in which they are asked."""

    ORGANISATION = "organisation"
    CATEGORY = "category"
    DEFAULT = "default"


class PolicyBook:
    """All policies with all their versions, and which one a ticket gets without being told."""

    def __init__(self, default: int, policies: Iterable[Policy]) -> None:
        self.default = default
        self._versions: dict[int, list[Policy]] = {}
        for policy in sorted(policies, key=lambda each: each.version):
            self._versions.setdefault(policy.id, []).append(policy)

    def with_version(self, policy: Policy) -> PolicyBook:
        """Return the book with one more version of that policy."""
        known = (each for versions in self._versions.values() for each in versions)
        return PolicyBook(self.default, [*known, policy])

    def find(self, policy_id: int | None, at: datetime, version: int | None = None) -> Policy:
        """Return that version, or without one the version in force at `at`.

        An instant before the first version gets the first: imported history is older than the desk.

        Raises:
            NotFound: no such policy or version.
        """
        wanted = self.default if policy_id is None else policy_id
        versions = self._versions.get(wanted, [])
        if version is not None:
            versions = [policy for policy in versions if policy.version == version]
        if not versions:
            raise NotFound(noun="policy", id=wanted)
        chosen = versions[0]
        for policy in versions[1:]:
            if policy.valid_from is None or policy.valid_from <= at:
                chosen = policy
        return chosen


class CalendarBook:
    """All calendars by key, each with its versions (C4)."""

    def __init__(self, calendars: Mapping[str, WorkCalendar | Iterable[WorkCalendar]]) -> None:
        self._versions: dict[str, list[WorkCalendar]] = {}
        for key, found in calendars.items():
            versions = list(found) if isinstance(found, Iterable) else [found]
            self._versions[key] = sorted(versions, key=lambda each: each.spec.version)

    def with_version(self, key: str, calendar: WorkCalendar) -> CalendarBook:
        """Return the book with one more version of that calendar; the others are shared."""
        return CalendarBook({**self._versions, key: [*self._versions.get(key, []), calendar]})

    def find(self, key: str, at: datetime, version: int | None = None) -> WorkCalendar:
        """Return that version, or without one the version in force at `at`.

        An instant before the first version gets the first.

        Raises:
            NotFound: no such calendar or version.
        """
        versions = self._versions.get(key, [])
        if version is not None:
            versions = [each for each in versions if each.spec.version == version]
        if not versions:
            raise NotFound(noun="calendar", id=key)
        chosen = versions[0]
        for calendar in versions[1:]:
            valid_from = calendar.spec.valid_from
            if valid_from is None or valid_from <= at:
                chosen = calendar
        return chosen

    def changes(self, key: str) -> list[datetime]:
        """Return when versions of a calendar came, or will come, into force, in order."""
        begins = (each.spec.valid_from for each in self._versions.get(key, ()))
        return sorted({at for at in begins if at is not None})
