"""Incoming mail as values: what reading a mail gives, whichever way it came."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from desktop.domain.terms import Terms

INSTANCE_HEADER = "X-DutyDesk-Instance"
"""Written on everything we send, so that two desks never answer each other."""


class MailClass(StrEnum):
    """What a mail is (contracts.md Classes)."""

    HUMAN = "human"
    LIST = "list"
    AUTO_REPLY = "auto_reply"
    OUT_OF_OFFICE = "out_of_office"
    BOUNCE = "bounce"
    REPORT = "report"


AUTOMATIC = frozenset(
    {MailClass.AUTO_REPLY, MailClass.OUT_OF_OFFICE, MailClass.BOUNCE, MailClass.REPORT}
)
"""Mail that moves no clock and no status."""


class Note(StrEnum):
    """What reading a mail had to cut, guess or leave out; shown above its text."""

    SUBJECT_CUT = "subject_cut"
    RECIPIENTS_CUT = "recipients_cut"
    HEADERS_CUT = "headers_cut"
    TOO_DEEP = "too_deep"
    TOO_MANY_PARTS = "too_many_parts"
    OVERSIZE = "oversize"
    TEXT_CUT = "text_cut"
    CHARSET_GUESSED = "charset_guessed"
    REMOTE_PICTURES = "remote_pictures"
    HTML_TOO_COMPLEX = "html_too_complex"
    NO_SENDER = "no_sender"
    ENCRYPTED = "encrypted"
    DATE_APPROXIMATE = "date_approximate"
    ANSWERS_PAUSED = "answers_paused"

    def with_count(self, count: int) -> str:
        """Return the code with its number, `recipients_cut:99744`."""
        return f"{self.value}:{count}"


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox as a header names it; both fields are safe for one line."""

    name: str
    email: str

    @property
    def domain(self) -> str:
        """Return the part after the last `@` in lower case, empty without one."""
        return self.email.rpartition("@")[2].lower() if "@" in self.email else ""


@dataclass(frozen=True, slots=True)
class FoundAttachment:
    """A file of an incoming mail; its bytes stay in the raw mail under `part`.

    `part` is the number of the MIME part in walking order, `cid` the Content-ID without
    angle brackets of a picture the HTML may show.
    """

    name: str
    media_type: str
    size: int
    sha256: str
    cid: str | None
    part: int


@dataclass(frozen=True, slots=True)
class Classification:
    """What a mail is and the header that told."""

    mail_class: MailClass
    reason: str

    @property
    def is_automatic(self) -> bool:
        return self.mail_class in AUTOMATIC


class Verdict(StrEnum):
    """What a server found about the From address of a mail."""

    PASS = "pass"  # noqa: S105 - a verdict, not a password
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Authentication:
    """One Authentication-Results header: which server judged, and what it found.

    Only the header of our own server counts; a sender can write one too.
    """

    server: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says: the addresses that failed, our mail, and why."""

    recipients: tuple[str, ...]
    original_message_id: str | None
    diagnostic: str


@dataclass(frozen=True, slots=True)
class ParsedMail:
    """A mail read within the limits of reliability.md B8; every text is storable.

    `date` is what the sender claims, `received_at` the newest `Received:` line, either None
    where absent or unreadable. `html` is sanitised, None when there is none or it is too
    complex to show. `notes` are `Note` codes, some with a number. `terms` is what search finds
    the mail by. `unwanted_answer` names the header that asks for no automatic answer.
    """

    sender: Address | None
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    subject: str
    date: datetime | None
    received_at: datetime | None
    message_id: str | None
    in_reply_to: str | None
    references: tuple[str, ...]
    text: str
    html: str | None
    attachments: tuple[FoundAttachment, ...]
    classification: Classification
    authentication: tuple[Authentication, ...]
    bounce: Bounce | None
    instance: str | None
    notes: tuple[str, ...]
    terms: Terms
    unwanted_answer: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON values, the form the parser process sends."""
        return {
            "from": _pair(self.sender),
            "to": [_pair(address) for address in self.to],
            "cc": [_pair(address) for address in self.cc],
            "reply_to": [_pair(address) for address in self.reply_to],
            "subject": self.subject,
            "date": _iso(self.date),
            "received": _iso(self.received_at),
            "message_id": self.message_id,
            "in_reply_to": self.in_reply_to,
            "references": list(self.references),
            "text": self.text,
            "html": self.html,
            "attachments": [
                [a.name, a.media_type, a.size, a.sha256, a.cid, a.part] for a in self.attachments
            ],
            "class": self.classification.mail_class.value,
            "reason": self.classification.reason,
            "authentication": [[a.server, a.verdict.value] for a in self.authentication],
            "bounce": self.bounce
            and [
                list(self.bounce.recipients),
                self.bounce.original_message_id,
                self.bounce.diagnostic,
            ],
            "instance": self.instance,
            "notes": list(self.notes),
            "words": self.terms.words,
            "stems": self.terms.stems,
            "unwanted_answer": self.unwanted_answer,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> ParsedMail:
        """Build from what `to_json` returned."""
        bounce = value["bounce"]
        return cls(
            sender=None if value["from"] is None else Address(*value["from"]),
            to=tuple(Address(*pair) for pair in value["to"]),
            cc=tuple(Address(*pair) for pair in value["cc"]),
            reply_to=tuple(Address(*pair) for pair in value["reply_to"]),
            subject=value["subject"],
            date=_instant(value["date"]),
            received_at=_instant(value["received"]),
            message_id=value["message_id"],
            in_reply_to=value["in_reply_to"],
            references=tuple(value["references"]),
            text=value["text"],
            html=value["html"],
            attachments=tuple(FoundAttachment(*row) for row in value["attachments"]),
            classification=Classification(MailClass(value["class"]), value["reason"]),
            authentication=tuple(
                Authentication(server, Verdict(verdict))
                for server, verdict in value["authentication"]
            ),
            bounce=bounce and Bounce(tuple(bounce[0]), bounce[1], bounce[2]),
            instance=value["instance"],
            notes=tuple(value["notes"]),
            terms=Terms(value["words"], value["stems"]),
            unwanted_answer=value["unwanted_answer"],
        )


@dataclass(frozen=True, slots=True)
class Receipt:
    """When a mail counts as received; approximate when only its sender says so."""

    at: datetime
    is_approximate: bool


def receipt_of_file(
    mail: ParsedMail | None, *, separator_at: datetime | None, imported_at: datetime
) -> Receipt:
    """Return when a mail from a file was received (contracts.md Receipt instant).

    `separator_at` is the instant of the mbox `From ` line, `mail` None for one that could not
    be read. Never later than `imported_at`.
    """
    if mail is not None and mail.received_at is not None:
        found, is_approximate = mail.received_at, False
    elif mail is not None and mail.date is not None:
        found, is_approximate = mail.date, True
    elif separator_at is not None:
        found, is_approximate = separator_at, False
    else:
        return Receipt(imported_at, is_approximate=True)
    return Receipt(min(found, imported_at), is_approximate)


def _pair(address: Address | None) -> list[str] | None:
    return None if address is None else [address.name, address.email]


def _iso(instant: datetime | None) -> str | None:
    return None if instant is None else instant.astimezone(UTC).isoformat()


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
