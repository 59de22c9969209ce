"""Mail to the leads when a shift was not accepted: plain, once, through the outbox.

It goes to people of the team, so that the policy of automatic answers to customers (RFC 3834)
does not apply; it says that a machine wrote it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.mail import Address
from desktop.domain.shift_letter import shift_letter
from desktop.domain.tongue import Written, language_of
from desktop.mail.outgoing import OutgoingMail, Submitted
from desktop.models.duty_notice import ShiftChange
from desktop.models.meta import Meta
from desktop.models.outbox import Outbox, OutboxKind
from desktop.models.people import Person
from desktop.services import installation, outbox_queue, settings
from desktop.services.outbox_queue import QueuedMail
from desktop.services.ticket_detail import usual_mailbox


def send(
    session: Session, change: ShiftChange, leads: Iterable[Person], zone: str, now: datetime
) -> None:
    """Queue the mail for each lead with an address; none on demo data, or where nothing sends."""
    mailbox = usual_mailbox(session)
    if mailbox is None or session.get(Meta, installation.DEMO) is not None:
        return
    holder = session.get_one(Person, change.person_id).name
    giver = session.get(Person, change.giver_id) if change.giver_id is not None else None
    wall = ZoneInfo(zone)
    for lead in leads:
        key = f"shift:{change.person_id}:{change.at.isoformat()}:{lead.id}"
        if "@" not in lead.email or _was_queued(session, key):
            continue
        letter = shift_letter(
            holder,
            "" if giver is None else giver.name,
            change.at.astimezone(wall),
            change.until_at.astimezone(wall),
            _written(session, lead),
        )
        mail = OutgoingMail(
            sender=Address(mailbox.name, mailbox.address),
            to=(Address(lead.name, lead.email),),
            subject=letter.subject,
            text=letter.text,
            message_id=f"<{uuid.uuid4().hex}@{mailbox.address.rpartition('@')[2]}>",
            date=now,
            instance=installation.instance(session),
            submitted=Submitted.GENERATED,
        )
        queued = QueuedMail(OutboxKind.ESCALATION, key, mailbox.id, None, None, mail, now)
        outbox_queue.put(session, queued)


def _written(session: Session, lead: Person) -> Written:
    """Return the language the lead has chosen, else that of the name."""
    chosen = settings.read_all(session, lead.id)["appearance.language"]
    if isinstance(chosen, str) and chosen in tuple(Written):
        return Written(chosen)
    return language_of(lead.name) or Written.ENGLISH


def _was_queued(session: Session, key: str) -> bool:
    statement = select(Outbox.id).where(
        Outbox.kind == OutboxKind.ESCALATION, Outbox.dedup_key == key
    )
    return session.execute(statement).first() is not None
