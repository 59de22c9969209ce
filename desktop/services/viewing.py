"""Viewing: a message as it may be shown, and the bytes of its files; read only, never on the GUI.

What is stored is never altered. HTML is cleaned again each time it is shown, so that a stricter
rule also holds for mail that came before it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.errors import NotFound
from desktop.domain.mail_quote import stripped_text
from desktop.domain.mail_subject import is_forwarded
from desktop.mail.html import sanitise
from desktop.mail.html_text import to_text
from desktop.mail.mime import content, part_bytes, read_message, walk
from desktop.models.database import Database
from desktop.models.mail import Attachment, Message, RawMail

PICTURES_BYTES = 10 * 1024 * 1024
"""Of one message; what is over it stays an attachment and is not shown between the lines."""

_QUOTE_EDGE = re.compile(r"<(/?)blockquote>")
_WORD = re.compile(r"\w+")
_NOTHING_SEEN = re.compile(r"(?:\s|&nbsp;|</?(?!img)[a-z][^>]*>)*")


@dataclass(frozen=True, slots=True)
class ViewableMessage:
    """A message for the screen: the whole of it, and what its writer added.

    `html` is safe to render and loads nothing but `cid:` addresses found in `pictures`; None
    when the mail has none or it is too complex. `own_html` is it without the quoted tail, None
    where only the text could be cut: then `own_text` is shown while the quote is folded.
    `left_out` are the Content-IDs of own pictures over the limit.
    """

    id: int
    text: str
    own_text: str
    html: str | None = None
    own_html: str | None = None
    pictures: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    left_out: frozenset[str] = frozenset()

    @property
    def has_quote(self) -> bool:
        """Say whether something is folded away."""
        return self.own_text != self.text.strip()


@dataclass(frozen=True, slots=True)
class ViewableFile:
    """The bytes of an attachment under a name that is safe on every system."""

    name: str
    media_type: str
    content: bytes


class Viewing:
    """Reads messages and files for people's eyes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def message(self, message_id: int) -> ViewableMessage:
        """Return a message as it may be shown.

        Raises:
            NotFound: there is no such message.
        """
        with self._database.read() as session:
            found = session.execute(
                select(Message.text, Message.html, Message.raw_id, Message.subject).where(
                    Message.id == message_id
                )
            ).one_or_none()
            if found is None:
                raise NotFound(noun="message", id=message_id)
            text, html, raw_id, subject = found
            sources = _picture_sources(session, message_id) if html else {}
            raw = _raw(session, raw_id) if any(sources.values()) else None
        own_text = stripped_text(text, is_forward=is_forwarded(subject))
        clean = sanitise(html, list(sources)) if html else None
        if clean is None:
            return ViewableMessage(message_id, text, own_text)
        own_html = clean if own_text == text.strip() else _own_html(clean, own_text)
        pictures, left_out = _pictures(sources, raw, clean)
        return ViewableMessage(
            message_id,
            text,
            own_text,
            clean,
            own_html,
            pictures,
            left_out,
        )

    def file(self, attachment_id: int) -> ViewableFile:
        """Return an attachment with its bytes.

        Raises:
            NotFound: there is no such attachment, or its mail does not hold it any more.
        """
        with self._database.read() as session:
            found = session.execute(
                select(
                    Attachment.name,
                    Attachment.media_type,
                    Attachment.content,
                    Attachment.part,
                    Message.raw_id,
                )
                .join(Message, Message.id == Attachment.message_id)
                .where(Attachment.id == attachment_id)
            ).one_or_none()
            if found is None:
                raise NotFound(noun="attachment", id=attachment_id)
            name, media_type, stored, part, raw_id = found
            raw = _raw(session, raw_id) if stored is None else None
        if stored is None and raw is not None and part is not None:
            stored = part_bytes(raw, part)
        if stored is None:
            raise NotFound(noun="attachment", id=attachment_id)
        return ViewableFile(name, media_type, stored)


def _picture_sources(session: Session, message_id: int) -> dict[str, int | bytes]:
    """Return by Content-ID where a picture of the message lies: its bytes, or its part."""
    rows = session.execute(
        select(Attachment.cid, Attachment.part, Attachment.content).where(
            Attachment.message_id == message_id,
            Attachment.cid.is_not(None),
            Attachment.media_type.startswith("image/"),
        )
    )
    found: dict[str, int | bytes] = {}
    for cid, part, stored in rows:
        source = stored if stored is not None else part
        if source is not None:
            found[str(cid)] = source
    return found


def _raw(session: Session, raw_id: int | None) -> bytes | None:
    if raw_id is None:
        return None
    return session.execute(select(RawMail.body).where(RawMail.id == raw_id)).scalar_one_or_none()


def _pictures(
    sources: Mapping[str, int | bytes], raw: bytes | None, clean: str
) -> tuple[Mapping[str, bytes], frozenset[str]]:
    """Return the bytes of the pictures that the cleaned HTML shows, and those over the limit."""
    wanted = {cid: source for cid, source in sources.items() if f'"cid:{cid}"' in clean}
    parts: dict[int, bytes] = {}
    numbers = {source for source in wanted.values() if isinstance(source, int)}
    if numbers and raw is not None:
        message, notes = read_message(raw)
        parts = {
            part.number: content(part) for part in walk(message, notes) if part.number in numbers
        }
    left = PICTURES_BYTES
    shown: dict[str, bytes] = {}
    left_out: set[str] = set()
    for cid, source in wanted.items():
        data = parts.get(source, b"") if isinstance(source, int) else source
        if len(data) > left:
            left_out.add(cid)
        elif data:
            shown[cid] = data
            left -= len(data)
    return MappingProxyType(shown), frozenset(left_out)


def _own_html(clean: str, own_text: str) -> str | None:
    """Return cleaned HTML without its quoted tail if every word of `own_text` is left in it."""
    own = _without_quote(clean)
    if own is None or not set(_WORD.findall(own_text)) <= set(_WORD.findall(to_text(own))):
        return None
    return own


def _without_quote(clean: str) -> str | None:
    """Return cleaned HTML without the quotation at its end; None when it does not end in one."""
    depth = start = end = 0
    for edge in _QUOTE_EDGE.finditer(clean):
        if not edge[1]:
            if depth == 0:
                start = edge.start()
            depth += 1
        else:
            depth -= 1
            end = edge.end()
    return clean[:start] if end and _NOTHING_SEEN.fullmatch(clean, end) else None
