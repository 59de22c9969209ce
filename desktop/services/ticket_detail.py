"""One ticket as the conversation page shows it, read in one snapshot."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.draft import DraftKind
from desktop.domain.errors import NotFound
from desktop.models.base import FAR_FUTURE
from desktop.models.draft import Draft, DraftFile
from desktop.models.mail import Attachment, Mailbox, Message
from desktop.models.outbox import Outbox
from desktop.models.people import Person, Tag
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Event, Ticket, TicketTag
from desktop.services import clients, team, ticket_page
from desktop.services.policy_choice import choice
from desktop.services.related_tickets import absorbed_by, related_to
from desktop.services.rows_ticket import (
    AttachmentRow,
    ClockRow,
    DraftRow,
    EventRow,
    MessageRow,
    TicketDetail,
)

MAX_MESSAGES = 500
MAX_EVENTS = 500


def detail(session: Session, ticket_id: int, me: int | None) -> TicketDetail:
    """Return everything about one ticket; the newest 500 messages and events at the most.

    Raises:
        NotFound: there is no such ticket.
    """
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        raise NotFound(noun="ticket", id=ticket_id)
    row = ticket_page.by_ids(session, [ticket_id])[ticket_id]
    assignee = session.get(Person, ticket.assignee_id) if ticket.assignee_id else None
    chosen = choice(session, ticket_id)
    tags = session.scalars(
        select(Tag.name)
        .join(TicketTag, TicketTag.tag_id == Tag.id)
        .where(TicketTag.ticket_id == ticket_id)
        .order_by(Tag.name)
    ).all()
    family = [ticket_id, *absorbed_by(session, ticket_id)]
    return TicketDetail(
        ticket=row,
        assignee=assignee.name if assignee else "",
        category_id=ticket.category_id,
        product_id=ticket.product_id,
        line_id=ticket.line_id,
        policy=chosen.followed,
        policy_source=chosen.source,
        tags=tuple(tags),
        wake_at=ticket.wake_at,
        solved_at=ticket.solved_at,
        claims_ticket_id=ticket.claims_ticket_id,
        merged_into_id=ticket.merged_into_id,
        is_history=ticket.alerts_from is None,
        delivery_failed=ticket.delivery_failed,
        last_message_id=ticket.last_message_id,
        version=ticket.version,
        messages=_messages(session, family),
        events=_events(session, ticket_id),
        clocks=_clocks(session, ticket_id),
        drafts=_drafts(session, ticket_id, me),
        client=clients.card(session, ticket.requester_id) if ticket.requester_id else None,
        related=related_to(session, ticket),
        can_reply=bool(row.requester_email) and sending_mailbox(session, ticket) is not None,
    )


def sending_mailbox(session: Session, ticket: Ticket) -> Mailbox | None:
    """Return the mailbox replies go out by: the ticket's own, else the first that sends."""
    own = session.get(Mailbox, ticket.mailbox_id) if ticket.mailbox_id else None
    if own is not None and own.smtp_host and own.is_enabled:
        return own
    return usual_mailbox(session)


def usual_mailbox(session: Session) -> Mailbox | None:
    """Return the first mailbox that sends, for what has none of its own."""
    statement = select(Mailbox).where(Mailbox.smtp_host != "", Mailbox.is_enabled.is_(True))
    return session.scalars(statement.order_by(Mailbox.id).limit(1)).first()


def _messages(session: Session, family: Sequence[int]) -> tuple[MessageRow, ...]:
    """Return the conversation, with that of the tickets that were merged into this one."""
    records = session.scalars(
        select(Message)
        .where(Message.ticket_id.in_(family))
        .order_by(Message.id.desc())
        .limit(MAX_MESSAGES)
    ).all()
    numbers = [record.id for record in records]
    files: dict[int, list[AttachmentRow]] = defaultdict(list)
    for number, file_id, name, media_type, size, cid in session.execute(
        select(
            Attachment.message_id,
            Attachment.id,
            Attachment.name,
            Attachment.media_type,
            Attachment.size,
            Attachment.cid,
        )
        .where(Attachment.message_id.in_(numbers))
        .order_by(Attachment.id)
    ):
        files[number].append(AttachmentRow(file_id, name, media_type, size, cid))
    sent = {
        row[0]: row
        for row in session.execute(
            select(Outbox.entry_id, Outbox.id, Outbox.state, Outbox.last_error).where(
                Outbox.ticket_id.in_(family)
            )
        )
    }
    names = team.names(session)
    rows = [_message(r, tuple(files[r.id]), sent.get(r.id), names) for r in records]
    return tuple(sorted(rows, key=lambda row: (row.at, row.id)))


def _message(
    record: Message, files: tuple[AttachmentRow, ...], sent: Any, names: dict[int, str]
) -> MessageRow:
    recipients = record.recipients or {}
    author = names.get(record.person_id or 0) or record.from_name or record.from_email
    return MessageRow(
        id=record.id,
        kind=record.kind,
        is_incoming=record.is_incoming,
        at=record.at,
        author=author,
        from_email=record.from_email,
        to=_pairs(recipients.get("to")),
        cc=_pairs(recipients.get("cc")),
        bcc=_pairs(recipients.get("bcc")),
        subject=record.subject,
        text=record.text,
        html=record.html,
        mail_class=record.mail_class,
        badge=record.badge,
        notes=tuple(record.notes or ()),
        raw_id=record.raw_id,
        attachments=files,
        outbox_id=sent[1] if sent else None,
        delivery=sent[2].value if sent else None,
        delivery_error=sent[3] if sent else None,
    )


def _events(session: Session, ticket_id: int) -> tuple[EventRow, ...]:
    found = session.execute(
        select(Event.id, Event.at, Event.kind, Person.name, Event.source, Event.data)
        .outerjoin(Person, Person.id == Event.person_id)
        .where(Event.ticket_id == ticket_id)
        .order_by(Event.id.desc())
        .limit(MAX_EVENTS)
    ).all()
    return tuple(
        EventRow(number, at, kind, person or "", source, json.loads(data))
        for number, at, kind, person, source, data in reversed(found)
    )


def _clocks(session: Session, ticket_id: int) -> tuple[ClockRow, ...]:
    records = session.scalars(
        select(ClockRecord)
        .where(ClockRecord.ticket_id == ticket_id)
        .order_by(ClockRecord.started_at, ClockRecord.id)
    )
    return tuple(
        ClockRow(
            kind=record.kind,
            round=record.round,
            started_at=record.started_at,
            due_at=None if record.due_at >= FAR_FUTURE else record.due_at,
            stopped_at=record.stopped_at,
            target=timedelta(seconds=record.target_seconds),
            used=timedelta(seconds=record.used_seconds),
            paused=timedelta(seconds=record.paused_seconds),
            result=record.result,
        )
        for record in records
    )


def _drafts(session: Session, ticket_id: int, me: int | None) -> tuple[DraftRow, ...]:
    if me is None:
        return ()
    records = session.scalars(
        select(Draft).where(
            Draft.ticket_id == ticket_id,
            Draft.person_id == me,
            Draft.kind != DraftKind.SCHEDULED,
        )
    ).all()
    names: dict[int, list[str]] = defaultdict(list)
    wanted = [record.id for record in records]
    for draft_id, name in session.execute(
        select(DraftFile.draft_id, DraftFile.name)
        .where(DraftFile.draft_id.in_(wanted))
        .order_by(DraftFile.id)
    ):
        names[draft_id].append(name)
    return tuple(
        DraftRow(
            id=record.id,
            kind=record.kind,
            text=record.text,
            to=_pairs(record.recipients.get("to")),
            cc=_pairs(record.recipients.get("cc")),
            bcc=_pairs(record.recipients.get("bcc")),
            approved=frozenset(record.recipients.get("approved") or ()),
            cursor=record.cursor,
            files=tuple(names[record.id]),
            updated_at=record.updated_at,
        )
        for record in records
    )


def _pairs(value: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(name), str(address)) for name, address in value or ())
