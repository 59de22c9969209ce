"""The history of a policy: its versions, the newest first, and the tickets that ran under each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import tzinfo

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.services.policy_history import VersionRow
from desktop.ui.formats import instant_text
from desktop.ui.settings.policy_changes import changes_of
from desktop.ui.texts import policy_word
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel, PlainLabel, SectionHeader

MOST_SHOWN = 12


class PolicyHistory(QWidget):
    """Tells who changed what of a policy and when; hidden until it is asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._versions: Sequence[VersionRow] = ()
        self._calendars: Mapping[str, str] = {}
        self._zone: tzinfo | None = None
        self._heading = SectionHeader()
        self._hint = MutedLabel()
        self._hint.setWordWrap(True)
        self._close = QPushButton()
        self._close.clicked.connect(self.hide)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.SECTION)
        self._grid.setVerticalSpacing(Space.CONTROL)
        self._grid.setColumnStretch(1, 1)
        self._cells: list[QWidget] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, Space.PANE, 0, 0)
        layout.setSpacing(Space.CONTROL)
        for part in (self._heading, self._hint):
            layout.addWidget(part)
        layout.addLayout(self._grid)
        layout.addWidget(self._close, alignment=Qt.AlignmentFlag.AlignLeft)
        self._write()
        self.hide()

    def show_versions(
        self, versions: Sequence[VersionRow], calendars: Mapping[str, str], zone: tzinfo
    ) -> None:
        """Show the versions of a policy, the newest first; `calendars` are the names by key."""
        self._versions, self._calendars, self._zone = versions, calendars, zone
        self._write()
        if not self.isVisible():
            self.show()
            self._close.setFocus()

    @property
    def policy_id(self) -> int | None:
        """Whose history it is; None before the first."""
        return self._versions[0].policy.id if self._versions else None

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
        name = policy_word(self._versions[0].policy.name) if self._versions else ""
        self._heading.setText(self.tr("History of “{name}”").format(name=name))
        self._hint.setText(
            self.tr(
                "Tickets stand with the version that judged them last. What has stopped stays "
                "judged as it was."
            )
        )
        self._close.setText(self.tr("Close the history"))
        for row, version in enumerate(self._versions[:MOST_SHOWN]):
            self._put(PlainLabel(self._title(version)), row, 0)
            self._put(PlainLabel(self._changes(version)), row, 1)
            self._put(MutedLabel(self._tickets(version)), row, 2)

    def _put(self, cell: PlainLabel | MutedLabel, row: int, column: int) -> None:
        cell.setWordWrap(column > 0)
        self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
        self._cells.append(cell)

    def _title(self, version: VersionRow) -> str:
        """Return `Version 3` and below it when it was made, and by whom."""
        lines = [self.tr("Version {number}").format(number=version.policy.version)]
        valid_from = version.policy.valid_from
        if valid_from is None or self._zone is None:
            lines.append(self.tr("from the beginning"))
        else:
            moment = instant_text(valid_from, self._zone)
            lines.append(self.tr("from {moment}").format(moment=moment))
        if version.author:
            lines.append(version.author)
        return "\n".join(lines)

    def _changes(self, version: VersionRow) -> str:
        if version.before is None:
            return self.tr("The first version")
        lines = changes_of(version.before, version.policy, self._calendars)
        return "\n".join(lines) or self.tr("Nothing is promised otherwise")

    def _tickets(self, version: VersionRow) -> str:
        count = self.tr("%n ticket(s)", "", version.tickets)
        numbers = ", ".join(f"#{number}" for number in version.newest)
        if version.tickets > len(version.newest):
            numbers += " …"
        return f"{count}\n{numbers}" if numbers else count
