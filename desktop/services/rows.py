"""Frozen rows that services hand out: what windows, commands and jobs may keep."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from desktop.domain.ticket import Channel, Mark, Priority, Role, Status

Row = TypeVar("Row")


class View(StrEnum):
    """The system views of the Inbox (contracts.md Clocks, "Views")."""

    ACTION = "action"
    MINE = "mine"
    UNASSIGNED = "unassigned"
    DUE_1H = "due1h"
    WAITING = "waiting"
    DEFERRED = "deferred"
    SOLVED_TODAY = "solved"
    ALL_OPEN = "all"
    SPAM = "spam"
    EVERYTHING = "everything"


COUNTED_VIEWS = (
    View.ACTION,
    View.MINE,
    View.UNASSIGNED,
    View.DUE_1H,
    View.WAITING,
    View.DEFERRED,
    View.SOLVED_TODAY,
    View.ALL_OPEN,
)


class Sort(StrEnum):
    """Orders the list can be put in; each has its index, `id` is always the last key."""

    NEXT_DUE = "next_due"
    NEWEST = "newest"
    UPDATED = "updated"
    PRIORITY = "priority"


class HitOrder(StrEnum):
    """Orders of what words find; the index knows no others (`services.search_rank`)."""

    NEWEST = "newest"
    BEST = "best"


@dataclass(frozen=True, slots=True)
class TicketQuery:
    """What the list shows. `text` searches all tickets, whatever the view (`search_language`).

    Words are answered in the order of `hits`; operators alone keep that of `sort`.

    `me` is the signed-in person for *Mine*; `day_start_at` the first instant of the team's
    local day for *Solved today*.
    """

    view: View = View.ACTION
    text: str = ""
    sort: Sort = Sort.NEXT_DUE
    hits: HitOrder = HitOrder.NEWEST
    me: int | None = None
    day_start_at: datetime | None = None


def day_start(now: datetime, zone: tzinfo) -> datetime:
    """Return the first instant of the team's local day."""
    return datetime.combine(now.astimezone(zone).date(), time(), zone)


PageKey = tuple[int, ...]
"""Where the next page begins: the sort values of the last row, opaque to callers."""


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Rows in order and where to go on; `next_key` None means there is nothing after."""

    rows: tuple[Row, ...]
    next_key: PageKey | None


@dataclass(frozen=True, slots=True)
class Found:
    """How many tickets a search finds; `is_all` False: counting stopped there, there are more.

    `is_shortened`: it had more words than are looked for.
    """

    count: int
    is_all: bool = True
    is_shortened: bool = False


class TicketRow(NamedTuple):
    """A ticket in a list. `next_due_at` None: no clock will be due (see `sla_result`).

    `sla_result` is running, paused, met, missed or none; running without `next_due_at` where the
    calendar never opens (sla.md C5). `target` is the whole target of the clock that is due next,
    for the colour thresholds; until `next_late_at` an answer is in time (K2). A tuple with names:
    pages have hundreds, and a frozen dataclass takes eight times as long to make.
    """

    id: int
    subject: str
    status: Status
    mark: Mark | None
    priority: Priority
    channel: Channel
    requester_name: str
    requester_email: str
    organisation: str
    assignee_id: int | None
    assignee_initials: str
    created_at: datetime
    updated_at: datetime
    next_due_at: datetime | None
    next_late_at: datetime | None
    next_due_kind: str | None
    target: timedelta
    sla_result: str
    is_unread: bool
    message_count: int
    reopen_count: int
    has_draft: bool


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    name: str
    initials: str
    email: str
    role: Role
    is_active: bool


@dataclass(frozen=True, slots=True)
class Team:
    """The active people, and who of them sits at this workstation."""

    people: tuple[PersonRow, ...] = ()
    person: PersonRow | None = None

    @property
    def person_id(self) -> int | None:
        """Return the id of who sits here; None while nobody has said so."""
        return self.person.id if self.person else None


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A category, line, product, tag or policy: an id and its name."""

    id: int
    name: str
