"""Is it a person, a list or a machine? contracts.md Classes, RFC 3834, RFC 3464."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from desktop.domain.mail import Classification, MailClass

Headers = Mapping[str, Sequence[str]]
"""Header values by name in lower case, in the order of the mail."""

_COMMENT = re.compile(r"\([^()]{0,500}\)")
_DAEMON = re.compile(r"(?:mailer-daemon|mail-daemon|postmaster|mdaemon)$", re.IGNORECASE)
_AWAY = re.compile(
    r"(?:re:\s?)?(?:out of (?:the )?office|automatic reply|autoreply|auto(?:matic)? response|away:|"
    r"вне офиса|автоматический ответ|автоответ|я в отпуске|отпуск\b|нет на месте|abwesen)",
    re.IGNORECASE,
)
_AWAY_ALONE = re.compile(
    r"(?:out of office autoreply|automatic reply|автоматический ответ|автоответ(?:чик)?)\s?:",
    re.IGNORECASE,
)
_REPORT_SUBJECT = re.compile(
    r"(?:undeliver|delivery (?:status|failure|has failed)|returned mail|mail delivery|"
    r"failure notice|не доставлено|недоставлен|сообщение не доставлено)",
    re.IGNORECASE,
)
_AUTO_HEADERS = ("x-autoreply", "x-autorespond", "x-autoreply-from", "x-auto-reply-from")


def classify(headers: Headers, *, media_type: str, sender: str) -> Classification:
    """Say what a mail is, and which header told.

    `media_type` is the whole Content-Type value, `sender` the From address. Bounces first,
    since they come from lists and with every automatic header too; lists last, since a
    vacation reply through a list is still a machine.
    """
    media = media_type.lower()
    return (
        _report(headers, media, sender)
        or _automatic(headers)
        or _list(headers)
        or Classification(MailClass.HUMAN, "")
    )


def _report(headers: Headers, media: str, sender: str) -> Classification | None:
    if media.startswith("multipart/report"):
        if "delivery-status" in media:
            return Classification(MailClass.BOUNCE, "multipart/report")
        return Classification(MailClass.REPORT, "multipart/report")
    if media.startswith("message/delivery-status"):
        return Classification(MailClass.BOUNCE, "message/delivery-status")
    if media.startswith("message/disposition-notification"):
        return Classification(MailClass.REPORT, "message/disposition-notification")
    if "x-failed-recipients" in headers:
        return Classification(MailClass.BOUNCE, "x-failed-recipients")
    if _DAEMON.match(sender.partition("@")[0]):
        is_returned = "<>" in _first(headers, "return-path")
        if is_returned or _REPORT_SUBJECT.match(_first(headers, "subject").strip()):
            return Classification(MailClass.BOUNCE, "from")
    return None


def _automatic(headers: Headers) -> Classification | None:
    subject = _first(headers, "subject").strip()
    reason = _automatic_reason(headers)
    if reason is not None:
        is_away = bool(_AWAY.match(subject)) or "x-ms-exchange-inbox-rules-loop" in headers
        return Classification(MailClass.OUT_OF_OFFICE if is_away else MailClass.AUTO_REPLY, reason)
    if _AWAY_ALONE.match(subject):
        return Classification(MailClass.OUT_OF_OFFICE, "subject")
    return None


def _automatic_reason(headers: Headers) -> str | None:
    submitted = _token(_first(headers, "auto-submitted"))
    if submitted and submitted != "no":
        return "auto-submitted"
    for name in _AUTO_HEADERS:
        if name in headers:
            return name
    for name in ("precedence", "x-precedence"):
        if _token(_first(headers, name)) in ("auto_reply", "auto-reply"):
            return name
    return None


def _list(headers: Headers) -> Classification | None:
    for name in headers:
        if name.startswith("list-"):
            return Classification(MailClass.LIST, name)
    for name in ("precedence", "x-precedence"):
        if _token(_first(headers, name)) in ("list", "bulk", "junk"):
            return Classification(MailClass.LIST, name)
    return None


def _first(headers: Headers, name: str) -> str:
    values = headers.get(name)
    return values[0] if values else ""


def _token(value: str) -> str:
    """Return the first word in lower case, comments and parameters left out (RFC 3834)."""
    return _COMMENT.sub("", value).partition(";")[0].strip().lower()
