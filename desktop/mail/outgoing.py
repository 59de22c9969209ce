"""Writing a mail: values in, the frozen bytes that the outbox keeps and SMTP sends out.

Built by structure and with the old `compat32` policy: the newer one parses what is assigned to
a header, so a hostile subject quoted in a reply would raise (reliability.md D3, C4).
"""

from __future__ import annotations

import base64
import re
from binascii import b2a_qp
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from email.policy import compat32
from email.utils import format_datetime
from enum import StrEnum
from io import BytesIO
from urllib.parse import quote

from desktop.domain.errors import Refused
from desktop.domain.mail import Address

NAME_LIMIT = 200
"""Characters of a person's or a file's name that are written out."""

REFERENCES_LIMIT = 30

_LINE = 70
_POLICY = compat32.clone(linesep="\r\n", max_line_length=None)
_ADDRESS = re.compile(r"[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]{1,64}@[A-Za-z0-9.\-]{1,255}", re.ASCII)
_MESSAGE_ID = re.compile(r"<[!-;=?-~]{1,900}>", re.ASCII)
_MEDIA_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,60}", re.ASCII)
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_TEXT_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class Submitted(StrEnum):
    """Who sends a mail: a person, or a machine of its own accord or in answer (RFC 3834 5)."""

    BY_PERSON = "no"
    GENERATED = "auto-generated"
    REPLIED = "auto-replied"


@dataclass(frozen=True, slots=True)
class OutgoingFile:
    """A file that goes with a mail."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class OutgoingMail:
    """A mail as its author means it. There is no bcc: who reads along unseen is in the envelope.

    `references` are the Message-IDs of the conversation, oldest first; `instance` marks mail
    of this installation so that it never answers itself. What no person has `submitted` says so,
    and asks other machines not to answer.
    """

    sender: Address
    to: tuple[Address, ...]
    subject: str
    text: str
    message_id: str
    date: datetime
    instance: str
    cc: tuple[Address, ...] = ()
    references: tuple[str, ...] = ()
    files: tuple[OutgoingFile, ...] = ()
    submitted: Submitted = Submitted.BY_PERSON


def write_mail(mail: OutgoingMail) -> bytes:
    """Return the whole mail: CRLF, 7-bit, no line over 998 bytes.

    What cannot stand in a header (CR, LF, NUL, other controls) becomes a space.

    Raises:
        Refused: `mail.bad_address` (fact: address), `mail.no_recipient`.
    """
    if not mail.to and not mail.cc:
        raise Refused("mail.no_recipient")
    message = Message(_POLICY)
    message["From"] = _addresses([mail.sender])
    for name, people in (("To", mail.to), ("Cc", mail.cc)):
        if people:
            message[name] = _addresses(people)
    message["Subject"] = _phrase(mail.subject, first_line=_LINE - len("Subject: "))
    message["Date"] = format_datetime(mail.date)
    message["Message-ID"] = mail.message_id
    known = [text for text in mail.references if _MESSAGE_ID.fullmatch(text)]
    if known:
        message["In-Reply-To"] = known[-1]
        message["References"] = "\r\n ".join(known[:1] + known[1:][-REFERENCES_LIMIT:])
    if mail.submitted is not Submitted.BY_PERSON:
        message["Auto-Submitted"] = mail.submitted.value
        message["X-Auto-Response-Suppress"] = "All"
    message["X-DutyDesk-Instance"] = mail.instance
    message["MIME-Version"] = "1.0"
    _fill(message, mail)
    buffer = BytesIO()
    BytesGenerator(buffer, mangle_from_=False, maxheaderlen=0, policy=_POLICY).flatten(message)
    return buffer.getvalue()


def envelope_address(address: str) -> str:
    """Return an address as SMTP and headers carry it: ASCII, the domain in IDNA.

    Raises:
        Refused: `mail.bad_address` (fact: address), also for a local part that only servers
            with SMTPUTF8 could take.
    """
    local, _, domain = address.strip().rpartition("@")
    try:
        ready = f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError as error:
        raise Refused("mail.bad_address", address=address) from error
    if not _ADDRESS.fullmatch(ready):
        raise Refused("mail.bad_address", address=address)
    return ready


def _fill(message: Message, mail: OutgoingMail) -> None:
    if not mail.files:
        _fill_text(message, mail.text)
        return
    text = Message(_POLICY)
    _fill_text(text, mail.text)
    message["Content-Type"] = "multipart/mixed"
    message.set_payload([text, *map(_file_part, mail.files)])


def _fill_text(part: Message, text: str) -> None:
    """Encode so that no server can alter a byte: quoted-printable, or base64 when shorter."""
    lines = _TEXT_CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    data = lines.rstrip("\n").replace("\n", "\r\n").encode() + b"\r\n"
    readable, compact = b2a_qp(data), _base64(data)
    use_base64 = len(compact) < len(readable)
    part["Content-Type"] = 'text/plain; charset="utf-8"'
    part["Content-Transfer-Encoding"] = "base64" if use_base64 else "quoted-printable"
    part.set_payload((compact if use_base64 else readable).decode("ascii"))


def _file_part(file: OutgoingFile) -> Message:
    """Carry any file as base64; nested mail and multiparts may not, so they lose their type."""
    media_type = file.media_type.lower()
    if not _MEDIA_TYPE.fullmatch(media_type) or media_type.startswith(("multipart/", "message/")):
        media_type = "application/octet-stream"
    part = Message(_POLICY)
    part["Content-Type"] = media_type
    part["Content-Transfer-Encoding"] = "base64"
    part["Content-Disposition"] = "attachment" + _file_name(file.name)
    part.set_payload(_base64(file.content).decode("ascii"))
    return part


def _file_name(name: str) -> str:
    """Return the parameter: quoted when short and plain, else in pieces by RFC 2231."""
    name = _one_line(name)
    if not name:
        return ""
    if name.isascii() and len(name) <= _LINE and not set(name) & set('"\\%'):
        return f';\r\n filename="{name}"'
    encoded = [quote(character, safe="") for character in name]
    pieces = [""]
    for character in encoded:
        if len(pieces[-1]) + len(character) > _LINE - 20:
            pieces.append("")
        pieces[-1] += character
    start = "utf-8''"
    if len(pieces) == 1:
        return f";\r\n filename*={start}{pieces[0]}"
    return "".join(
        f";\r\n filename*{index}*={start if index == 0 else ''}{piece}"
        for index, piece in enumerate(pieces)
    )


def _addresses(people: Iterable[Address]) -> str:
    return ",\r\n ".join(_mailbox(person) for person in people)


def _mailbox(person: Address) -> str:
    email = envelope_address(person.email)
    name = _one_line(person.name)
    if not name:
        return email
    if name.isascii() and len(name) <= _LINE and "=?" not in name:
        return '"{}" <{}>'.format(re.sub(r'(["\\])', r"\\\1", name), email)
    return f"{_encoded(name, _LINE - 10)}\r\n <{email}>"


def _phrase(text: str, *, first_line: int) -> str:
    """Return header text on lines of 70: as it is when plain, else as encoded words."""
    text = " ".join(_CONTROLS.sub(" ", text).split())
    if len(text) <= first_line and text.isascii() and "=?" not in text:
        return text
    return _encoded(text, first_line)


def _encoded(text: str, first_line: int) -> str:
    return Header(text, "utf-8", maxlinelen=first_line).encode(linesep="\r\n")


def _one_line(name: str) -> str:
    return " ".join(_CONTROLS.sub(" ", name).split())[:NAME_LIMIT]


def _base64(data: bytes) -> bytes:
    return base64.encodebytes(data).replace(b"\n", b"\r\n")
