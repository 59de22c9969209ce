"""A mail read as a whole: raw bytes in, `ParsedMail` out, whatever the bytes are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import Message

from desktop.domain.mail import (
    INSTANCE_HEADER,
    Address,
    Classification,
    MailClass,
    Note,
    ParsedMail,
)
from desktop.domain.mail_authentication import read_authentication
from desktop.domain.mail_class import Headers, classify, unwanted_answer
from desktop.domain.mail_subject import SUBJECT_LIMIT, shortened
from desktop.domain.mail_text import one_line, storable
from desktop.domain.terms import searchable
from desktop.mail.addresses import ADDRESS_LIMIT, count_addresses, read_addresses
from desktop.mail.body import Body
from desktop.mail.bounce import read_bounce, reported_id
from desktop.mail.headers import (
    decode_header,
    message_id,
    message_ids,
    read_date,
    received_date,
)
from desktop.mail.mime import HEADER_COUNT_LIMIT, read_message, walk
from desktop.mail.words import terms_of

REFERENCE_LIMIT = 100
AUTHENTICATION_LIMIT = 5


def parse_mail(raw: bytes) -> ParsedMail:
    """Read a mail within the limits of reliability.md B8. Never raises."""
    message, notes = read_message(raw)
    headers = _headers(message, notes)
    body = Body(notes)
    part_types: set[str] = set()
    for part in walk(message, notes):
        part_types.add(part.media_type)
        body.take(part)
    text, shown = body.texts()

    recipients = {
        name: _addresses(headers, name, notes) for name in ("from", "to", "cc", "reply-to")
    }
    sender = recipients["from"][0] if recipients["from"] else None
    if sender is None or not sender.email:
        notes.append(Note.NO_SENDER)
    subject = _subject(headers, notes)
    classification = classify(
        headers,
        media_type=_first(headers, "content-type"),
        sender=sender.email or sender.name if sender else "",
        subject=subject,
        text=text,
        part_types=part_types,
    )
    bounce = None
    if classification.mail_class is MailClass.BOUNCE:
        bounce = read_bounce(message, headers, text)
        if bounce is None:
            classification = Classification(MailClass.REPORT, classification.reason)
    answered = next(iter(message_ids(_first(headers, "in-reply-to"))), None)
    if answered is None and classification.mail_class is MailClass.REPORT:
        answered = reported_id(message, text)
    names = " ".join(found.name for found in body.attachments)
    author = sender or Address("", "")
    return ParsedMail(
        sender=sender,
        to=tuple(recipients["to"]),
        cc=tuple(recipients["cc"]),
        reply_to=tuple(recipients["reply-to"]),
        subject=subject,
        date=read_date(_first(headers, "date")),
        received_at=_received(headers),
        message_id=message_id(_first(headers, "message-id")),
        in_reply_to=answered,
        references=tuple(message_ids(_first(headers, "references"))[-REFERENCE_LIMIT:]),
        text=text,
        html=shown,
        attachments=tuple(body.attachments),
        classification=classification,
        authentication=tuple(
            read_authentication(value, sender.domain if sender else "")
            for value in headers.get("authentication-results", ())[:AUTHENTICATION_LIMIT]
        ),
        bounce=bounce,
        instance=one_line(_first(headers, INSTANCE_HEADER.lower())[:100]) or None,
        notes=tuple(dict.fromkeys(notes)),
        terms=terms_of(searchable(subject, author.name, author.email, names, text)),
        unwanted_answer=unwanted_answer(headers),
    )


def _headers(message: Message, notes: list[str]) -> Headers:
    """Return the values by name in lower case, as the parser kept them, up to the limit."""
    headers: dict[str, list[str]] = {}
    for index, (name, value) in enumerate(message.raw_items()):
        if index == HEADER_COUNT_LIMIT:
            notes.append(Note.HEADERS_CUT)
            break
        headers.setdefault(name.lower(), []).append(str(value))
    return headers


def _first(headers: Headers, name: str) -> str:
    values = headers.get(name)
    return values[0] if values else ""


def _addresses(headers: Headers, name: str, notes: list[str]) -> list[Address]:
    """Return the addresses of all headers of this name; the number left out is noted."""
    found: list[Address] = []
    values: Sequence[str] = headers.get(name, ())
    for value in values:
        found += read_addresses(value)
    if len(found) >= ADDRESS_LIMIT:
        missing = sum(map(count_addresses, values)) - ADDRESS_LIMIT
        if missing > 0:
            notes.append(Note.RECIPIENTS_CUT.with_count(missing))
    return found[:ADDRESS_LIMIT]


def _subject(headers: Headers, notes: list[str]) -> str:
    subject = storable(one_line(decode_header(_first(headers, "subject"))))
    if len(subject) > SUBJECT_LIMIT:
        notes.append(Note.SUBJECT_CUT)
    return shortened(subject)


def _received(headers: Headers) -> datetime | None:
    """Return the instant of the newest Received header: the topmost one that has any."""
    for value in headers.get("received", ()):
        instant = received_date(value)
        if instant is not None:
            return instant
    return None
