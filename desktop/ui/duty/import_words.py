"""What becomes of each event of a calendar file, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop.domain.duty_import import Arrival
from desktop.domain.marked import QT_TRANSLATE_NOOP

_WORDS: Final[Mapping[Arrival, str]] = {
    Arrival.NEW: QT_TRANSLATE_NOOP("DutyImport", "new"),
    Arrival.CHANGED: QT_TRANSLATE_NOOP("DutyImport", "changed: is moved"),
    Arrival.REMOVED: QT_TRANSLATE_NOOP("DutyImport", "cancelled: is removed"),
    Arrival.KNOWN: QT_TRANSLATE_NOOP("DutyImport", "there already"),
    Arrival.PAST: QT_TRANSLATE_NOOP("DutyImport", "past: stays as it was"),
    Arrival.CANCELLED: QT_TRANSLATE_NOOP("DutyImport", "cancelled"),
    Arrival.OWN: QT_TRANSLATE_NOOP("DutyImport", "comes from this calendar"),
    Arrival.NOBODY: QT_TRANSLATE_NOOP("DutyImport", "not understood: whose is it?"),
    Arrival.DOUBLE_BOOKED: QT_TRANSLATE_NOOP("DutyImport", "not taken: on duty then already"),
    Arrival.TOO_LONG: QT_TRANSLATE_NOOP("DutyImport", "not understood: longer than a month"),
    Arrival.TOO_OFTEN: QT_TRANSLATE_NOOP(
        "DutyImport", "not understood: repeats more often than daily"
    ),
    Arrival.TOO_FAR: QT_TRANSLATE_NOOP("DutyImport", "not taken: more than a year away"),
    Arrival.NO_TIME: QT_TRANSLATE_NOOP("DutyImport", "not understood: no start or no end"),
}


def arrival_text(arrival: Arrival) -> str:
    """Return what becomes of an event."""
    return QCoreApplication.translate("DutyImport", _WORDS[arrival])
