"""A mail as an entry of a conversation: of which kind, with which badge, and its event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop.domain.mail import (
    Address,
    Classification,
    MailClass,
    Note,
    ParsedMail,
    Receipt,
    Verdict,
)
from desktop.domain.mail_threading import Relation
from desktop.domain.sla import EventKind
from desktop.domain.terms import Terms
from desktop.domain.ticket import MessageKind
from desktop.services.intake_routing import Route
from desktop.services.messages import AddressPair, NewAttachment, NewMessage

UNREADABLE = "Unreadable message"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One stored mail to place. `mail` is None when it could not be read: it is quarantined.

    `is_history`: it came by import, or before its mailbox was connected (contracts.md).
    """

    raw_id: int
    mailbox_id: int
    mail: ParsedMail | None
    receipt: Receipt
    is_history: bool
    size: int
    sha256: str
    is_oversize: bool = False


def event_kind(mail: ParsedMail, route: Route) -> EventKind:
    """Say what an attached mail is for the clocks (sla.md K5; contracts.md, agent's own mail)."""
    if route.is_copy or mail.classification.is_automatic:
        return EventKind.AUTO_MESSAGE
    if route.relation is not Relation.AGENT:
        return EventKind.CUSTOMER_MESSAGE
    is_proven = route.verdict is Verdict.PASS
    return EventKind.AGENT_MESSAGE if is_proven else EventKind.AUTO_MESSAGE


def kind_of(mail: ParsedMail, route: Route) -> MessageKind:
    if route.is_copy or mail.classification.is_automatic:
        return MessageKind.AUTOMATIC
    return MessageKind.PUBLIC


def _badge(arrival: Arrival, route: Route) -> str | None:
    if arrival.mail is None:
        return "quarantined"
    if route.is_copy:
        return "copy"
    if route.is_flood:
        return "flood"
    if route.attaches and route.relation is Relation.AGENT and route.verdict is not Verdict.PASS:
        return "agent_unverified"
    return "unauthenticated" if route.decision.is_badged else None


def entry_of(
    arrival: Arrival,
    mail: ParsedMail,
    route: Route,
    *,
    ticket_id: int,
    requester_id: int | None,
    agents: Mapping[str, int],
) -> NewMessage:
    """Return the entry to store; `agents` are the team's persons by address."""
    sender = mail.sender or Address("", "")
    is_agent = route.attaches and event_kind(mail, route) is EventKind.AGENT_MESSAGE
    notes = [*mail.notes]
    if arrival.receipt.is_approximate:
        notes.append(Note.DATE_APPROXIMATE)
    if arrival.is_oversize:
        notes.append(Note.OVERSIZE.with_count(arrival.size))
    files = tuple(
        NewAttachment(f.name, f.media_type, f.size, f.sha256, f.cid, f.part)
        for f in mail.attachments
    )
    if arrival.mail is None:
        files = (NewAttachment("message.eml", "message/rfc822", arrival.size, arrival.sha256),)
    return NewMessage(
        ticket_id=ticket_id,
        kind=kind_of(mail, route),
        is_incoming=True,
        at=arrival.receipt.at,
        person_id=agents.get(sender.email.lower()) if is_agent else None,
        requester_id=None if is_agent else requester_id,
        from_name=sender.name,
        from_email=sender.email,
        to=_pairs(mail.to),
        cc=_pairs(mail.cc),
        reply_to=_pairs(mail.reply_to),
        subject=mail.subject,
        text=mail.text,
        html=mail.html,
        message_id=mail.message_id,
        in_reply_to=mail.in_reply_to,
        mail_class=mail.classification.mail_class.value,
        badge=_badge(arrival, route),
        notes=tuple(notes),
        raw_id=arrival.raw_id,
        attachments=files,
        terms=None if arrival.mail is None else mail.terms,
    )


def _pairs(addresses: tuple[Address, ...]) -> tuple[AddressPair, ...]:
    return tuple((address.name, address.email) for address in addresses)


def unreadable() -> ParsedMail:
    """Return what stands for a mail that could not be read; the original is its attachment."""
    return ParsedMail(
        sender=None,
        to=(),
        cc=(),
        reply_to=(),
        subject=UNREADABLE,
        date=None,
        received_at=None,
        message_id=None,
        in_reply_to=None,
        references=(),
        text="",
        html=None,
        attachments=(),
        classification=Classification(MailClass.HUMAN, ""),
        authentication=(),
        bounce=None,
        instance=None,
        notes=(),
        terms=Terms(),
    )
