"""The events of a calendar file in a list: when, what they say, whose, and what becomes of them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from desktop.domain.duty_import import Arrival, ImportLine, ImportPreview
from desktop.ui.duty.import_words import becomes_text
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import times_text
from desktop.ui.lists.record_header import RecordHeader
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.tooltips import plain_tooltip

_SUMMARY = 2
_SUMMARY_WIDTH = 200


class ImportList(QTreeWidget):
    """What changes something can be ticked, and is to begin with; the rest says why not."""

    ticked = Signal()
    """Other events are ticked than before."""

    def __init__(self, team: DutyTeam, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._lines: list[tuple[ImportLine, QTreeWidgetItem]] = []
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHeader(RecordHeader(self))
        self.setAccessibleName(self.tr("Events of the file"))
        self.setHeaderLabels(
            ["", self.tr("When"), self.tr("Event"), self.tr("Person"), self.tr("In the calendar")]
        )
        for column in range(self.columnCount()):
            self.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignVCenter)
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_SUMMARY, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(self.columnCount() - 1, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(_SUMMARY, _SUMMARY_WIDTH)
        self.itemChanged.connect(lambda *_: self.ticked.emit())

    @property
    def keys(self) -> frozenset[str]:
        """Return by their keys the events that are ticked."""
        return frozenset(
            line.key
            for line, item in self._lines
            if line.is_useful and item.checkState(0) is Qt.CheckState.Checked
        )

    def show_preview(self, preview: ImportPreview) -> None:
        """Show these events; those that change something are ticked."""
        self.blockSignals(True)
        self.clear()
        height = self.fontMetrics().height() + Space.CONTROL
        self._lines = [(line, self._item(line, height)) for line in preview.lines]
        self.addTopLevelItems([item for _, item in self._lines])
        self.blockSignals(False)

    def tick_all(self) -> None:
        """Tick all that change something."""
        self._tick(Qt.CheckState.Checked)

    def untick_all(self) -> None:
        """Tick nothing."""
        self._tick(Qt.CheckState.Unchecked)

    def _tick(self, state: Qt.CheckState) -> None:
        self.blockSignals(True)
        for line, item in self._lines:
            if line.is_useful:
                item.setCheckState(0, state)
        self.blockSignals(False)
        self.ticked.emit()

    def _item(self, line: ImportLine, height: int) -> QTreeWidgetItem:
        item = QTreeWidgetItem(
            [
                "",
                self._when(line),
                line.summary,
                self._team.name(line.person_id),
                becomes_text(line, self._team),
            ]
        )
        tooltip = plain_tooltip(becomes_text(line, self._team))
        item.setData(item.columnCount() - 1, Qt.ItemDataRole.ToolTipRole, tooltip)
        # In the last column, which takes what room is left, the hint sets the height alone.
        item.setSizeHint(item.columnCount() - 1, QSize(0, height))
        if line.is_useful:
            item.setCheckState(0, Qt.CheckState.Checked)
        else:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
        return item

    def _when(self, line: ImportLine) -> str:
        if line.arrival is Arrival.NO_TIME:
            return "–"
        return times_text((line.start_at, line.end_at), self._team.zone)
