"""Frozen rows of one opened ticket: its conversation, history, clocks, drafts and client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from desktop.domain.draft import DraftKind
from desktop.domain.sla import PolicySource
from desktop.domain.ticket import MessageKind, Status
from desktop.services.rows import TicketRow


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
    bounced_at: datetime | None
    """Since when letters to the address come back; None when they do not."""
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
