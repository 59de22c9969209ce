"""What becomes of each event of a calendar file, and what it would break, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject

from desktop.domain.duty_conflict import ConflictKind
from desktop.domain.duty_import import Arrival, ImportLine, ImportPreview
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import conflicts_text
from desktop.ui.formats import number_text

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

_RULES: Final[Mapping[ConflictKind, str]] = {
    ConflictKind.DOUBLE_BOOKING: QT_TRANSLATE_NOOP("DutyImport", "on duty twice"),
    ConflictKind.ABSENCE: QT_TRANSLATE_NOOP("DutyImport", "absence"),
    ConflictKind.IMPOSSIBLE: QT_TRANSLATE_NOOP("DutyImport", "impossible date"),
    ConflictKind.REST: QT_TRANSLATE_NOOP("DutyImport", "rest"),
    ConflictKind.NIGHTS: QT_TRANSLATE_NOOP("DutyImport", "nights in 7 days"),
    ConflictKind.WEEKENDS: QT_TRANSLATE_NOOP("DutyImport", "weekends in a row"),
    ConflictKind.WEEKLY_HOURS: QT_TRANSLATE_NOOP("DutyImport", "weekly hours"),
    ConflictKind.WEEKLY_REST: QT_TRANSLATE_NOOP("DutyImport", "weekly rest"),
    ConflictKind.SHIFTS_IN_A_ROW: QT_TRANSLATE_NOOP("DutyImport", "two duties in a row"),
    ConflictKind.SKILL: QT_TRANSLATE_NOOP("DutyImport", "skill"),
}
_BAD: Final = "▲"
_PEOPLE: Final = 4


class ImportCounts(QObject):
    """Counts in words: lupdate knows plurals only in `self.tr`."""

    def duties_hit(self, count: int) -> str:
        """Return how many duties lie in an absence."""
        return self.tr("on duty %n time(s) then", "", count)

    def people(self, count: int) -> str:
        """Return that there are so many more people."""
        return self.tr("and %n more people", "", count)


def becomes_text(line: ImportLine, team: DutyTeam) -> str:
    """Return what becomes of an event: `new ▲ rest 9 h, should be 11 h`."""
    told = [QCoreApplication.translate("DutyImport", _WORDS[line.arrival])]
    if line.unknown_zone and line.is_useful:
        text = QCoreApplication.translate(
            "DutyImport", "no time zone “{zone}”, so read as {assumed}"
        )
        told.append(f"{_BAD} {text.format(zone=line.unknown_zone, assumed=team.zone.key)}")
    if line.conflicts and line.is_useful:
        told.append(f"{_BAD} {conflicts_text(line.conflicts, team.rules)}")
    if line.duties_hit:
        told.append(f"{_BAD} {ImportCounts().duties_hit(line.duties_hit)}")
    return " ".join(told)


def broken_text(preview: ImportPreview, team: DutyTeam) -> str:
    """Return whose duties would break which rules how often, a line for each of a few people."""
    lines = [
        f"{_BAD} {team.name(person_id)}: {', '.join(_counted(kind, rules[kind]) for kind in rules)}"
        for person_id, rules in preview.broken.items()
    ]
    more = len(lines) - _PEOPLE
    return "\n".join(lines[:_PEOPLE] + ([ImportCounts().people(more)] if more > 0 else []))


def _counted(kind: ConflictKind, count: int) -> str:
    rule = QCoreApplication.translate("DutyImport", _RULES[kind])
    return f"{rule} ({number_text(count)})"
