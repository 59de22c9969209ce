"""Tickets: states, priorities, channels, and which moves are allowed (contracts.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import Refused


class Status(StrEnum):
    NEW = "new"
    OPEN = "open"
    WAITING_CUSTOMER = "waiting_customer"
    WAITING_DATE = "waiting_date"
    WAITING_THIRD_PARTY = "waiting_third_party"
    DEFERRED = "deferred"
    WITH_DEVELOPERS = "with_developers"
    RETURNED = "returned"
    SOLVED = "solved"
    CLOSED = "closed"


class Mark(StrEnum):
    """A ticket taken out of the work without being solved."""

    MERGED = "merged"
    SPAM = "spam"


class Priority(StrEnum):
    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    CRITICAL = "critical"


class Channel(StrEnum):
    MAIL = "mail"
    PHONE = "phone"
    CHAT = "chat"
    WEB = "web"
    IMPORT = "import"


class Role(StrEnum):
    AGENT = "agent"
    DEVELOPER = "developer"
    LEAD = "lead"


class MessageKind(StrEnum):
    """Who may read a message: notes never reach the outbox (contracts.md)."""

    PUBLIC = "public"
    NOTE = "note"
    AUTOMATIC = "automatic"


class Source(StrEnum):
    """Where a change came from."""

    WINDOW = "window"
    COMMAND_LINE = "cli"
    MAIL = "mail"
    IMPORT = "import"
    JOB = "job"
    RULE = "rule"
    DEMO = "demo"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does it and through what; `person_id` is None for mail, jobs and rules."""

    person_id: int | None
    source: Source


ENDED = frozenset({Status.SOLVED, Status.CLOSED})
WAITING = frozenset({Status.WAITING_CUSTOMER, Status.WAITING_DATE, Status.WAITING_THIRD_PARTY})
NEEDS_ACTION = frozenset({Status.NEW, Status.OPEN, Status.RETURNED})
PRIORITY_RANK = {Priority.CRITICAL: 0, Priority.HIGH: 1, Priority.NORMAL: 2, Priority.LOW: 3}


def check_move(old: Status, new: Status, *, mark: Mark | None) -> None:
    """Check that an agent may set `new` on a ticket now in `old`.

    Raises:
        Refused: `ticket.marked` for a merged or spam ticket (take the mark off first),
            `ticket.never_new` for a return to new.
    """
    if mark is not None:
        raise Refused("ticket.marked", mark=mark.value)
    if new is Status.NEW and old is not Status.NEW:
        raise Refused("ticket.never_new")
