"""What is said about a message besides its text: its kind, its doubts, and its way out."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from desktop.domain.draft import FORWARD_CLASS
from desktop.domain.mail import MailClass, Note
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.ticket import MessageKind
from desktop.services.rows_ticket import MessageRow
from desktop.ui.formats import number_text, size_text


def kind_word(message: MessageRow) -> str:
    """Return what an entry is when it is no ordinary mail; empty for that."""
    if message.kind is MessageKind.NOTE:
        return QCoreApplication.translate("Message", "Internal note")
    if message.mail_class == "call":
        return QCoreApplication.translate("Message", "Call")
    if message.mail_class == FORWARD_CLASS:
        return QCoreApplication.translate("Message", "Forwarded")
    if message.kind is MessageKind.AUTOMATIC and not message.is_incoming:
        return QCoreApplication.translate("Message", "Automatic answer")
    words = _CLASSES.get(message.mail_class)
    return QCoreApplication.translate("Message", words) if words else ""


def doubts(message: MessageRow) -> list[str]:
    """Return the sentences that stand above a text whose reading or sender is in doubt."""
    found = []
    if message.badge:
        text = _BADGES.get(message.badge, _BADGES["unauthenticated"])
        found.append(QCoreApplication.translate("Message", text))
    for note in message.notes:
        code, _, count = note.partition(":")
        if code in _NOTES:
            text = QCoreApplication.translate("Message", _NOTES[code])
            found.append(text.format(count=_count(code, count)))
    return found


def is_beginning(message: MessageRow) -> bool:
    """Say whether the whole of a letter is still on its server."""
    return _has(message, Note.OVERSIZE)


def has_remote(message: MessageRow) -> bool:
    """Say whether pictures of a letter lie on other computers, which are never asked."""
    return _has(message, Note.REMOTE_PICTURES)


def _has(message: MessageRow, wanted: Note) -> bool:
    return any(note.partition(":")[0] == wanted for note in message.notes)


def delivery_words(message: MessageRow) -> str:
    """Return how far our own mail has come; empty for everything else."""
    text = _DELIVERY.get(message.delivery or "")
    if text is None:
        return ""
    reason = message.delivery_error or QCoreApplication.translate("Message", "no reason given")
    return QCoreApplication.translate("Message", text).format(reason=reason)


def _count(code: str, count: str) -> str:
    if not count.isdecimal():
        return count
    return size_text(int(count)) if code == Note.OVERSIZE else number_text(int(count))


_CLASSES: Mapping[str, str] = {
    MailClass.AUTO_REPLY: QT_TRANSLATE_NOOP("Message", "Automatic reply"),
    MailClass.OUT_OF_OFFICE: QT_TRANSLATE_NOOP("Message", "Out of office"),
    MailClass.BOUNCE: QT_TRANSLATE_NOOP("Message", "Returned mail"),
    MailClass.REPORT: QT_TRANSLATE_NOOP("Message", "Delivery report"),
}

_BADGES: Mapping[str, str] = {
    "unauthenticated": QT_TRANSLATE_NOOP(
        "Message", "The server could not confirm who sent this letter."
    ),
    "agent_unverified": QT_TRANSLATE_NOOP(
        "Message", "It names one of the team as its sender, but the server could not confirm that."
    ),
    "copy": QT_TRANSLATE_NOOP("Message", "A copy of a letter that is stored already."),
    "flood": QT_TRANSLATE_NOOP(
        "Message", "It came in a flood of letters. Split it out to answer it on its own."
    ),
    "quarantined": QT_TRANSLATE_NOOP(
        "Message", "This letter could not be read as a whole. The original is kept."
    ),
}

_NOTES: Mapping[str, str] = {
    Note.SUBJECT_CUT: QT_TRANSLATE_NOOP("Message", "The subject was longer and is cut."),
    Note.RECIPIENTS_CUT: QT_TRANSLATE_NOOP("Message", "{count} more recipients are not listed."),
    Note.HEADERS_CUT: QT_TRANSLATE_NOOP("Message", "Some headers were left out."),
    Note.TOO_DEEP: QT_TRANSLATE_NOOP("Message", "Parts nested too deeply were left out."),
    Note.TOO_MANY_PARTS: QT_TRANSLATE_NOOP(
        "Message", "There were too many parts; some are left out."
    ),
    Note.OVERSIZE: QT_TRANSLATE_NOOP(
        "Message", "This letter has {count}; only its beginning was read."
    ),
    Note.TEXT_CUT: QT_TRANSLATE_NOOP("Message", "The text was longer and is cut."),
    Note.CHARSET_GUESSED: QT_TRANSLATE_NOOP("Message", "The letters of the text are a guess."),
    Note.REMOTE_PICTURES: QT_TRANSLATE_NOOP(
        "Message", "Remote images blocked: {count}. So nobody learns that this letter is read."
    ),
    Note.HTML_TOO_COMPLEX: QT_TRANSLATE_NOOP(
        "Message", "The formatting was too complex; this is the plain text."
    ),
    Note.NO_SENDER: QT_TRANSLATE_NOOP("Message", "The letter names no sender."),
    Note.ENCRYPTED: QT_TRANSLATE_NOOP(
        "Message", "The letter is encrypted and cannot be read here."
    ),
    Note.DATE_APPROXIMATE: QT_TRANSLATE_NOOP(
        "Message", "When it was received is known from its sender only."
    ),
    Note.ANSWERS_PAUSED: QT_TRANSLATE_NOOP(
        "Message", "Automatic replies to this address are paused for 24 h: two machines talk."
    ),
}

_DELIVERY: Mapping[str, str] = {
    "held": QT_TRANSLATE_NOOP("Message", "Will be sent in a few seconds · Undo takes it back"),
    "queued": QT_TRANSLATE_NOOP("Message", "Waits to be sent"),
    "sending": QT_TRANSLATE_NOOP("Message", "Is being sent…"),
    "sent": QT_TRANSLATE_NOOP("Message", "Sent"),
    "failed": QT_TRANSLATE_NOOP("Message", "Not delivered: {reason}"),
    "in_doubt": QT_TRANSLATE_NOOP(
        "Message",
        "The connection broke while this was being sent: it may have arrived or not. Look into "
        "the Sent folder, then decide.",
    ),
    "cancelled": QT_TRANSLATE_NOOP("Message", "Was not sent"),
}
