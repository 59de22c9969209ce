"""Words of the program: error code -> translated sentence, enum member -> translated word."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from desktop.domain.errors import DeskError, Refused
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.sentences import SENTENCES, filled
from desktop.domain.ticket import Channel, Mark, Priority, Role, Status
from desktop.ui.formats import instant_text

WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    Status: {
        Status.NEW: QT_TRANSLATE_NOOP("Status", "New"),
        Status.OPEN: QT_TRANSLATE_NOOP("Status", "Open"),
        Status.WAITING_CUSTOMER: QT_TRANSLATE_NOOP("Status", "Waiting for client"),
        Status.WAITING_DATE: QT_TRANSLATE_NOOP("Status", "Waiting for a date"),
        Status.WAITING_THIRD_PARTY: QT_TRANSLATE_NOOP("Status", "Waiting for a third party"),
        Status.DEFERRED: QT_TRANSLATE_NOOP("Status", "Deferred"),
        Status.WITH_DEVELOPERS: QT_TRANSLATE_NOOP("Status", "With developers"),
        Status.RETURNED: QT_TRANSLATE_NOOP("Status", "Returned"),
        Status.SOLVED: QT_TRANSLATE_NOOP("Status", "Solved"),
        Status.CLOSED: QT_TRANSLATE_NOOP("Status", "Closed"),
    },
    Mark: {
        Mark.MERGED: QT_TRANSLATE_NOOP("Mark", "Merged"),
        Mark.SPAM: QT_TRANSLATE_NOOP("Mark", "Spam"),
    },
    Priority: {
        Priority.LOW: QT_TRANSLATE_NOOP("Priority", "Low"),
        Priority.NORMAL: QT_TRANSLATE_NOOP("Priority", "Normal"),
        Priority.HIGH: QT_TRANSLATE_NOOP("Priority", "High"),
        Priority.CRITICAL: QT_TRANSLATE_NOOP("Priority", "Critical"),
    },
    Channel: {
        Channel.MAIL: QT_TRANSLATE_NOOP("Channel", "Mail"),
        Channel.PHONE: QT_TRANSLATE_NOOP("Channel", "Phone"),
        Channel.CHAT: QT_TRANSLATE_NOOP("Channel", "Chat"),
        Channel.WEB: QT_TRANSLATE_NOOP("Channel", "Web"),
        Channel.IMPORT: QT_TRANSLATE_NOOP("Channel", "Import"),
    },
    Role: {
        Role.AGENT: QT_TRANSLATE_NOOP("Role", "Agent"),
        Role.DEVELOPER: QT_TRANSLATE_NOOP("Role", "Developer"),
        Role.LEAD: QT_TRANSLATE_NOOP("Role", "Lead"),
    },
}


def word(member: StrEnum) -> str:
    """Return the translated word for a member of one of the enums in `WORDS`."""
    kind = type(member)
    return QCoreApplication.translate(kind.__name__, WORDS[kind][member.value])


PRESETS = (
    QT_TRANSLATE_NOOP("Policy", "Small 24/7"),
    QT_TRANSLATE_NOOP("Policy", "Business hours"),
)
"""The service levels that a new desk has; those a team adds have names of their own."""


def policy_word(name: str) -> str:
    """Return the name of a service level, translated where it is one of the presets."""
    return QCoreApplication.translate("Policy", name) if name else ""


def sentence(error: DeskError) -> str:
    """Return what happened, what it means and what to do, in the language now spoken."""
    text = SENTENCES.get(error.code)
    if text is None:
        unknown = QCoreApplication.translate("errors", "This is not possible now ({code}).")
        return unknown.format(code=error.code)
    return filled(QCoreApplication.translate("errors", text), _with_shown_names(error))


_NAMED: Mapping[tuple[str, str], str] = {
    ("policy", "name"): "Policy",
    ("policy", "calendar"): "Calendar",
    ("calendar", "name"): "Calendar",
    ("calendar", "users"): "Policy",
}
"""The facts that name policies or calendars, by family of codes, and the context of the names."""
_PRESETS_OF: Mapping[str, tuple[str, ...]] = {
    "Policy": PRESETS,
    "Calendar": ("Business hours", "Round the clock"),
}


def _with_shown_names(error: DeskError) -> DeskError:
    """Return an error that names presets as the lists show them, and instants as people do."""
    family = error.code.partition(".")[0]
    facts = dict(error.facts)
    for key, value in error.facts.items():
        if isinstance(value, datetime):
            facts[key] = instant_text(value, None if value.tzinfo is UTC else value.tzinfo)
        context = _NAMED.get((family, key))
        if context is not None and isinstance(value, str):
            facts[key] = ", ".join(_shown_name(context, name) for name in value.split(", "))
    return error if facts == error.facts else Refused(error.code, **facts)


def _shown_name(context: str, name: str) -> str:
    return QCoreApplication.translate(context, name) if name in _PRESETS_OF[context] else name
