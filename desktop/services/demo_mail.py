"""The demo's requests as a mailbox file: something to import where no mailbox is at hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

from desktop.domain.mail import Address
from desktop.mail.outgoing import OutgoingMail, write_mail
from desktop.services.demo_story import Scene, read_story

MAILS = 12
FIRST_AGO = timedelta(days=30)
APART = timedelta(hours=53)


def write_demo_mbox(path: Path, language: str, now: datetime) -> int:
    """Write twelve mails of the month before `now` as an mbox and return how many."""
    story = read_story(language)
    support = Address(story.mailbox, "support@desk.example")
    with path.open("wb") as file:
        for place, scene in enumerate(story.scenes[:MAILS]):
            at = now - FIRST_AGO + place * APART
            file.write(f"From demo {at:%a %b %d %H:%M:%S %Y}\n".encode())
            sender = Address(*story.requesters[scene.requester])
            file.write(_mail(scene, sender, support, place, at))
            file.write(b"\n\n")
    return MAILS


def _mail(scene: Scene, sender: Address, support: Address, place: int, at: datetime) -> bytes:
    mail = OutgoingMail(
        sender=sender,
        to=(support,),
        subject=scene.subject,
        text=scene.text,
        message_id=f"<demo-{place}@{sender.domain}>",
        date=at,
        instance="",
    )
    received = f"Received: from {sender.domain} by desk.example; {format_datetime(at)}\n"
    return received.encode() + write_mail(mail).replace(b"\r\n", b"\n")
