"""What a delivery report says: who was not reached, which of our mails, and why (RFC 3464).

Servers that write their reports in plain words only are read too: the addresses above the
copy of our mail, and the first line with the other server's answer.
"""

from __future__ import annotations

import re
from email.message import Message

from desktop.domain.mail import Bounce
from desktop.domain.mail_class import Headers
from desktop.domain.mail_text import one_line, storable
from desktop.mail.headers import decode_header, message_id
from desktop.mail.mime import children, content, header, walk

_RECIPIENT_LIMIT = 20
_DIAGNOSTIC_LIMIT = 300
_NOT_FAILED = frozenset({"delayed", "delivered", "relayed", "expanded"})
_EMAIL = re.compile(r"[^\s<>\"(),;:]{1,64}@[^\s<>\"(),;:]{1,255}")
_COPY = re.compile(
    r"^[-=_* >]{0,40}(?:this is a copy|below this line|included is a copy|"
    r"(?:headers of the )?original (?:message|mail)|"
    r"(?:текст |заголовки |копия )?исходно\w+ (?:сообщени|письм))|"
    r"^[-=_*>]{0,40}(?:received|return-path|message-id|from|subject|x-[\w-]{1,40}):",
    re.IGNORECASE | re.MULTILINE,
)
_ANSWER = re.compile(r"(?:^|[^\w.:-])([45]\d\d[ -][^\n]{4,300})")
_ALONE = re.compile(
    r"^[ \t<'\"«]{0,40}([^\s<>\"'«»(),;:]{1,64}@[^\s<>\"'«»(),;:]{1,255})[>'\"»:;, \t]{0,9}$",
    re.MULTILINE,
)
"""An address on a line of its own."""
_BELOW_ADDRESS = re.compile(_ALONE.pattern[:-1] + r"\n[ \t]{0,40}(\w[^\n]{4,300})", re.MULTILINE)

_REPORT_SPAN = 20_000
_OLD_ID = re.compile(r"^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{1,990}>)", re.I | re.M)


def read_bounce(message: Message, headers: Headers, text: str) -> Bounce | None:
    """Return what failed, None for a report that nothing failed yet (delayed, delivered)."""
    recipients: list[str] = []
    diagnostic = ""
    original: str | None = None
    has_report = False
    for part in walk(message, []):
        if part.media_type == "message/delivery-status":
            for block in children(part.message):
                action = header(block, "action").strip().lower()
                has_report = has_report or bool(action)
                if action and action not in _NOT_FAILED:
                    recipients += _recipients(block)
                    diagnostic = diagnostic or _diagnostic(block)
        elif part.media_type in ("message/rfc822", "text/rfc822-headers"):
            original = (
                original or _original_id(part.message) or _id_in(content(part).decode("latin-1"))
            )
    if has_report and not recipients:
        return None
    if not recipients:
        recipients = _EMAIL.findall(" ".join(headers.get("x-failed-recipients", ()))[:4000])
    report = _own_words(text)
    if not recipients:
        recipients = _in_words(report, headers)
    if not diagnostic:
        diagnostic = _reason(report)
    return Bounce(
        recipients=tuple(
            dict.fromkeys(storable(one_line(r)) for r in recipients[:_RECIPIENT_LIMIT])
        ),
        original_message_id=original or _id_in(text),
        diagnostic=diagnostic,
    )


def reported_id(message: Message, text: str) -> str | None:
    """Return the Message-ID of the mail that a report is about: one delayed, passed on or read."""
    for part in walk(message, []):
        if part.media_type in ("message/rfc822", "text/rfc822-headers"):
            found = _original_id(part.message) or _id_in(content(part).decode("latin-1"))
        elif part.media_type == "message/disposition-notification":
            blocks = children(part.message)
            found = message_id(header(blocks[0], "original-message-id")) if blocks else None
        else:
            continue
        if found is not None:
            return found
    return _id_in(text)


def _recipients(block: Message) -> list[str]:
    value = header(block, "final-recipient") or header(block, "original-recipient")
    return _EMAIL.findall(decode_header(value.rpartition(";")[2])[:400])[:1]


def _diagnostic(block: Message) -> str:
    value = header(block, "diagnostic-code") or header(block, "status")
    return storable(one_line(decode_header(value[:2000]).partition(";")[2] or value))[
        :_DIAGNOSTIC_LIMIT
    ]


def _own_words(text: str) -> str:
    """Return a report without the copy of our mail that ends it."""
    text = text[:_REPORT_SPAN]
    copy = _COPY.search(text)
    return text[: copy.start()] if copy else text


def _in_words(report: str, headers: Headers) -> list[str]:
    """Return the addresses that a report names, but for who wrote it and who gets it.

    Those on lines of their own where there are any: a report may name whom to ask, too.
    """
    known = {
        address.lower()
        for name in ("from", "to", "delivered-to", "reply-to")
        for value in headers.get(name, ())
        for address in _EMAIL.findall(value[:4000])
    }
    alone = [match[1] for match in _ALONE.finditer(report)]
    for named in (alone, _EMAIL.findall(report)):
        found = (address.strip(".'’«»") for address in named)
        if failed := [address for address in found if address.lower() not in known]:
            return failed
    return []


def _reason(report: str) -> str:
    """Return the other server's answer, else the words below the first address; empty without."""
    answer = _ANSWER.search(report)
    words = answer[1] if answer else ""
    if not words and (below := _BELOW_ADDRESS.search(report)):
        words = below[2]
    return storable(one_line(words))[:_DIAGNOSTIC_LIMIT]


def _original_id(part: Message) -> str | None:
    inner = children(part)
    return message_id(header(inner[0], "message-id")) if inner else None


def _id_in(text: str) -> str | None:
    found = _OLD_ID.search(text[:100_000])
    return storable(found[1]) if found else None
