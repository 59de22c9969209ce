"""The versions of a calendar, the newest first, each with the day from which it applies."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.worktime import CalendarSpec
from desktop.domain.worktime_local import zone_named
from desktop.domain.worktime_text import write_week
from desktop.ui.formats import instant_text
from desktop.ui.texts import policy_word
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.spoken import spoken
from desktop.ui.widgets.labels import ElidedLabel, MutedLabel, PlainLabel

MOST_SHOWN = 12


class VersionsPage(QWidget):
    """Tells which hours applied when; what was judged stays judged by its version (sla.md C4)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: Sequence[CalendarSpec] = ()
        self._now: datetime | None = None
        self._used_by: Sequence[str] = ()
        self._users = MutedLabel()
        self._users.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.SECTION)
        self._grid.setVerticalSpacing(Space.CONTROL)
        self._grid.setColumnStretch(2, 1)
        self._cells: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, Space.PANE, 0, 0)
        layout.setSpacing(Space.PANE)
        layout.addLayout(self._grid)
        layout.addWidget(self._users)
        layout.addStretch(1)

    def show_versions(
        self, versions: Sequence[CalendarSpec], used_by: Sequence[str], now: datetime
    ) -> None:
        """Show the versions, the newest first, and the policies that count on them."""
        self._versions, self._used_by, self._now = versions, used_by, now
        self._write()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._write()

    def _write(self) -> None:
        for cell in self._cells:
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells = []
        in_force = next((spec.version for spec in self._versions if self._applies(spec)), None)
        for row, spec in enumerate(self._versions[:MOST_SHOWN]):
            title = self.tr("Version {number}").format(number=spec.version)
            if spec.version == in_force:
                title = self.tr("Version {number}, in force").format(number=spec.version)
            self._put(PlainLabel(title), row, 0)
            self._put(MutedLabel(self._since(spec)), row, 1)
            self._put(ElidedLabel(self._hours(spec)), row, 2)
        users = ", ".join(map(policy_word, self._used_by))
        self._users.setText(
            self.tr("Used by: {policies}.").format(policies=users)
            if users
            else self.tr("No policy uses this calendar.")
        )

    def _put(self, cell: QWidget, row: int, column: int) -> None:
        self._grid.addWidget(cell, row, column)
        self._cells.append(cell)

    def _applies(self, spec: CalendarSpec) -> bool:
        return spec.valid_from is None or self._now is None or spec.valid_from <= self._now

    def _since(self, spec: CalendarSpec) -> str:
        if spec.valid_from is None:
            return self.tr("from the beginning")
        moment = instant_text(spec.valid_from, zone_named(spec.zone))
        return self.tr("from {moment}").format(moment=moment)

    def _hours(self, spec: CalendarSpec) -> str:
        hours = self.tr("day and night") if spec.always else write_week(spec.weekly, spoken())
        days = self.tr("%n day(s) differ", "", len(spec.overrides))
        return f"{hours or self.tr('never open')} · {days} · {spec.zone}"
