"""Who carried how much of late: numbers with bars, and how far from fair (duty.md F3)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.duty_fairness import Burden, Figure
from desktop.services.duty_fairness import FairnessReport, PersonFairness
from desktop.ui.duty.fairness_cell import SHARE, FairnessDelegate
from desktop.ui.duty.words import duty_word
from desktop.ui.formats import number_text
from desktop.ui.lists.record_header import RecordHeader
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import SectionHeader
from desktop.ui.widgets.tooltips import plain_tooltip

BURDENS: Final = (
    Burden.NIGHTS,
    Burden.WEEKEND_DAYS,
    Burden.HOLIDAYS,
    Burden.WOKEN,
    Burden.MINUTES,
)
_DEVIATION = len(BURDENS) + 1
_HOUR = 60


class FairnessPanel(QWidget):
    """One line a person, also without any duty; a number that is chosen shows what is behind it."""

    behind_wanted = Signal(object, object)
    """PersonFairness and Burden: show the duties that make this number."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report: FairnessReport | None = None
        self._heading = SectionHeader()
        self.table = QTableWidget(0, len(BURDENS) + 2)

        self.table.setItemDelegate(FairnessDelegate(self.table))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setFrameShape(QFrame.Shape.NoFrame)
        header = RecordHeader(self.table)
        self.table.setHorizontalHeader(header)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._heading)
        column.addWidget(self.table, 1)
        column.addStretch(0)

        self.table.cellClicked.connect(self._on_cell)
        self.table.cellActivated.connect(self._on_cell)
        self.say()

    def show_report(self, report: FairnessReport) -> None:
        """Show other figures."""
        self._report = report
        self.say()

    def say(self) -> None:
        """Take the words of the language now spoken."""
        self._heading.setText(self.tr("Fairness, last 8 weeks and what is planned"))
        self.table.setAccessibleName(self._heading.text())
        names = [self.tr("Person"), *map(duty_word, BURDENS), self.tr("Deviation")]
        for column, name in enumerate(names):
            title = _right(name)
            if column == 0:
                title.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            self.table.setHorizontalHeaderItem(column, title)
            wide = self.table.fontMetrics().horizontalAdvance(name) + 3 * Space.CONTROL
            self.table.setColumnWidth(column, wide)
        report = self._report
        if report is None:
            return
        self.table.setRowCount(len(report.rows))
        most = {
            burden: max((row.figures[burden].count for row in report.rows), default=0)
            for burden in BURDENS
        }
        for line, row in enumerate(report.rows):
            person = QTableWidgetItem(row.name)
            person.setToolTip(plain_tooltip(row.name))
            self.table.setItem(line, 0, person)
            for column, burden in enumerate(BURDENS, 1):
                self.table.setItem(line, column, self._number(row, burden, most[burden]))
            deviation = _right(deviation_text(row.figures[Burden.MINUTES]))
            self.table.setItem(line, _DEVIATION, deviation)
        rows = self.table.verticalHeader().length()
        self.table.setMaximumHeight(self.table.horizontalHeader().sizeHint().height() + rows)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    def _number(self, row: PersonFairness, burden: Burden, most: float) -> QTableWidgetItem:
        figure = row.figures[burden]
        count = round(figure.count / _HOUR) if burden is Burden.MINUTES else round(figure.count)
        item = _right(number_text(count))
        item.setData(SHARE, figure.count / most if most else 0.0)
        told = self.tr("{name}, {burden}: {count}; fair: {target}")
        target = figure.target / _HOUR if burden is Burden.MINUTES else figure.target
        text = told.format(
            name=row.name,
            burden=duty_word(burden),
            count=number_text(count),
            target=number_text(round(target)),
        )
        item.setToolTip(plain_tooltip(text))
        return item

    def _on_cell(self, line: int, column: int) -> None:
        report = self._report
        if report is None or not (0 <= line < len(report.rows) and 0 < column < _DEVIATION):
            return
        row, burden = report.rows[line], BURDENS[column - 1]
        if row.figures[burden].shift_ids:
            self.behind_wanted.emit(row, burden)


def deviation_text(figure: Figure) -> str:
    """Return how far from fair in percent: `+15 %`; nothing is owed where nothing was carried."""
    if not figure.target:
        return "—"
    percent = round((figure.count / figure.target - 1) * 100)
    sign = "" if not percent else "+" if percent > 0 else "−"
    return f"{sign}{abs(percent)} %"


def _right(text: str) -> QTableWidgetItem:
    item = QTableWidgetItem(text)
    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item
