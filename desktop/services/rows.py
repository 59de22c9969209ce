"""Frozen rows that services hand out: what windows, commands and jobs may keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from desktop.domain.draft import DraftKind
from desktop.domain.sla import PolicySource
from desktop.domain.ticket import Channel, Mark, MessageKind, Priority, Role, Status

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


@dataclass(frozen=True, slots=True)
class TicketQuery:
    """What the list shows. `text` searches all tickets, whatever the view (`search_language`).

    Words are answered with the newest hit first; operators alone keep the order of `sort`.

    `me` is the signed-in person for *Mine*; `day_start_at` the first instant of the team's
    local day for *Solved today*.
    """

    view: View = View.ACTION
    text: str = ""
    sort: Sort = Sort.NEXT_DUE
    me: int | None = None
    day_start_at: datetime | None = None


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
class AttachmentRow:
    """A file of a message, without its bytes; `part` numbers it in the raw mail."""

    id: int
    name: str
    media_type: str
    size: int
    cid: str | None


@dataclass(frozen=True, slots=True)
class MessageRow:
    """An entry of a conversation, as stored (HTML unsanitised: the viewer cleans it).

    `delivery` is the outbox state of our own mail, None for everything else; `bcc` are those
    who got it unseen, for the team alone.
    """

    id: int
    kind: MessageKind
    is_incoming: bool
    at: datetime
    author: str
    from_email: str
    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...]
    bcc: tuple[tuple[str, str], ...]
    subject: str
    text: str
    html: str | None
    mail_class: str
    badge: str | None
    notes: tuple[str, ...]
    raw_id: int | None
    attachments: tuple[AttachmentRow, ...]
    outbox_id: int | None
    delivery: str | None
    delivery_error: str | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """A line of the history: `kind` is a `sla.EventKind` value, `data` its facts."""

    id: int
    at: datetime
    kind: str
    person: str
    source: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A clock round as stored; `due_at` None while it has none."""

    kind: str
    round: int
    started_at: datetime
    due_at: datetime | None
    stopped_at: datetime | None
    target: timedelta
    used: timedelta
    paused: timedelta
    result: str


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What a person was writing; `files` names what goes with it, `Drafts.files` has the bytes."""

    id: int
    kind: DraftKind
    text: str
    to: tuple[tuple[str, str], ...]
    cc: tuple[tuple[str, str], ...]
    bcc: tuple[tuple[str, str], ...]
    approved: frozenset[str]
    cursor: int | None
    files: tuple[str, ...]
    updated_at: datetime


class Tie(StrEnum):
    """What another ticket is to this one."""

    ABSORBED = "absorbed"
    SURVIVOR = "survivor"
    LINKED = "linked"
    CLAIMED = "claimed"
    """This one says that it is about it."""
    CLAIMING = "claiming"
    """It says that it is about this one."""


class RelatedTicket(NamedTuple):
    """Another ticket, and what it is to this one."""

    id: int
    subject: str
    status: Status
    tie: Tie


@dataclass(frozen=True, slots=True)
class ClientTicket:
    """A ticket in the history of a client."""

    id: int
    subject: str
    status: Status
    created_at: datetime


@dataclass(frozen=True, slots=True)
class ClientCard:
    """Who writes to us, with the last tickets, the newest first."""

    id: int
    name: str
    email: str
    phone: str
    organisation_id: int | None
    is_vip: bool
    tickets: int
    open_tickets: int
    recent: tuple[ClientTicket, ...]


@dataclass(frozen=True, slots=True)
class TicketDetail:
    """Everything the conversation page shows, read in one snapshot."""

    ticket: TicketRow
    assignee: str
    category_id: int | None
    product_id: int | None
    line_id: int | None
    policy: str
    policy_source: PolicySource | None
    tags: tuple[str, ...]
    wake_at: datetime | None
    solved_at: datetime | None
    claims_ticket_id: int | None
    merged_into_id: int | None
    is_history: bool
    delivery_failed: bool
    last_message_id: int | None
    version: int
    messages: tuple[MessageRow, ...]
    events: tuple[EventRow, ...]
    clocks: tuple[ClockRow, ...]
    drafts: tuple[DraftRow, ...]
    client: ClientCard | None
    related: tuple[RelatedTicket, ...]
    can_reply: bool
    """False without an address or without a mailbox that sends."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    id: int
    name: str
    initials: str
    email: str
    role: Role
    is_active: bool


@dataclass(frozen=True, slots=True)
class NamedRow:
    """A category, line, product, tag or policy: an id and its name."""

    id: int
    name: str
