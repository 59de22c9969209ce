"""The dialog that imports days into a calendar: the source, a preview, a tick for each day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.errors import DeskError
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.worktime import CalendarSpec
from desktop.domain.worktime_proposals import (
    Proposal,
    ProposedDay,
    Standing,
    previewed,
    taken,
)
from desktop.ui.lists.record_header import RecordHeader
from desktop.ui.runner import Runner
from desktop.ui.settings.calendar_sources import CountrySource, FileSource, Source
from desktop.ui.settings.calendar_words import day_text, hours_text, kind_text, told
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import MutedLabel
from desktop.ui.widgets.notice_bar import ErrorBar

SIZE = (760, 520)


class Origin(StrEnum):
    """Where days come from."""

    COUNTRY = "country"
    ICS = "ics"
    PRODUCTION = "production"


_ORIGINS = {
    Origin.COUNTRY: QT_TRANSLATE_NOOP("Calendar", "Holidays of a country…"),
    Origin.ICS: QT_TRANSLATE_NOOP("Calendar", "A calendar file (ICS)…"),
    Origin.PRODUCTION: QT_TRANSLATE_NOOP("Calendar", "Russian production calendar…"),
}
_STANDINGS = {
    Standing.NEW: QT_TRANSLATE_NOOP("Calendar", "new"),
    Standing.SAME: QT_TRANSLATE_NOOP("Calendar", "there already"),
    Standing.DIFFERENT: QT_TRANSLATE_NOOP("Calendar", "now: {present}"),
    Standing.CLOSED_ANYWAY: QT_TRANSLATE_NOOP("Calendar", "closed anyway"),
}


def origin_text(origin: Origin) -> str:
    """Return the words of a source, as a menu has them."""
    return QCoreApplication.translate("Calendar", _ORIGINS[origin])


class ImportDialog(QDialog):
    """Shows what a source proposes beside what is there; only what is ticked is taken."""

    taken = Signal(object)
    """CalendarSpec: the calendar with the days that were ticked."""

    def __init__(
        self,
        runner: Runner,
        spec: CalendarSpec,
        origin: Origin,
        year: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._spec = spec
        self._days: tuple[ProposedDay, ...] = ()
        self._items: list[QTreeWidgetItem] = []
        self.setWindowTitle(origin_text(origin).rstrip("…"))
        self.resize(*SIZE)
        self.source: Source = (
            CountrySource(runner, spec.zone, year)
            if origin is Origin.COUNTRY
            else FileSource(year, is_ics=origin is Origin.ICS)
        )
        self._error = ErrorBar()
        self._list = QTreeWidget()
        self._list.setRootIsDecorated(False)
        self._list.setUniformRowHeights(True)
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHeader(RecordHeader(self._list))
        self._list.setAccessibleName(self.tr("Proposed days"))
        self._list.setHeaderLabels(
            [
                self.tr("Date"),
                self.tr("Kind"),
                self.tr("Hours"),
                self.tr("Name"),
                self.tr("In the calendar"),
            ]
        )
        for column in range(self._list.columnCount()):
            self._list.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignVCenter)
        self._list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._list.header().setSectionResizeMode(
            self._list.columnCount() - 1, QHeaderView.ResizeMode.Stretch
        )
        self._all = QPushButton(self.tr("Tick all"))
        self._none = QPushButton(self.tr("Untick all"))
        for button in (self._all, self._none):
            button.setAutoDefault(False)
        self._hint = MutedLabel(self.tr("Nothing is saved before you save the calendar."))
        self._take = PrimaryButton()
        self._take.setDefault(True)

        ticks = QHBoxLayout()
        ticks.setSpacing(Space.CONTROL)
        ticks.addWidget(self._all)
        ticks.addWidget(self._none)
        ticks.addWidget(self._hint, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        buttons.addButton(self._take, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        layout.setSpacing(Space.PANE)
        layout.addWidget(self.source)
        layout.addWidget(self._error)
        layout.addWidget(self._list, 1)
        layout.addLayout(ticks)
        layout.addWidget(buttons)

        self.source.wanted.connect(self.read)
        self._list.itemChanged.connect(self._on_ticked)
        self._all.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self._none.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        self._take.clicked.connect(self._on_take)
        buttons.rejected.connect(self.reject)
        self._show(())

    def read(self, work: Callable[[], Sequence[Proposal]]) -> None:
        """Ask the source, beside the window, and show what it proposes."""
        self._error.hide()
        self._runner.query(self, work, self._show, self._on_error, latest="proposals")

    def _show(self, proposals: Iterable[Proposal]) -> None:
        self._days = previewed(self._spec, proposals)
        self._list.blockSignals(True)
        self._list.clear()
        height = self.fontMetrics().height() + Space.CONTROL
        self._items = [_line(day, height) for day in self._days]
        self._list.addTopLevelItems(self._items)
        self._list.blockSignals(False)
        self._on_ticked()

    def _on_error(self, error: DeskError) -> None:
        self._show(())
        self._error.show_error(told(error))

    def _ticked(self) -> list[ProposedDay]:
        return [
            day
            for day, item in zip(self._days, self._items, strict=True)
            if item.checkState(0) is Qt.CheckState.Checked
        ]

    def _tick(self, state: Qt.CheckState) -> None:
        for item in self._items:
            item.setCheckState(0, state)

    def _on_ticked(self) -> None:
        count = len(self._ticked())
        self._take.setText(self.tr("Take %n day(s)", "", count))
        self._take.setEnabled(count > 0)
        for button in (self._all, self._none):
            button.setEnabled(bool(self._days))

    def _on_take(self) -> None:
        self.taken.emit(taken(self._spec, self._ticked()))
        self.accept()


def _line(day: ProposedDay, height: int) -> QTreeWidgetItem:
    item = QTreeWidgetItem(
        [
            day_text(day.day),
            kind_text(day.override.kind),
            hours_text(day.override),
            day.override.label,
            _standing_text(day),
        ]
    )
    # In the last column, which takes what room is left, the hint sets the height alone.
    item.setSizeHint(item.columnCount() - 1, QSize(0, height))
    item.setCheckState(0, Qt.CheckState.Checked if day.is_useful else Qt.CheckState.Unchecked)
    return item


def _standing_text(day: ProposedDay) -> str:
    text = QCoreApplication.translate("Calendar", _STANDINGS[day.standing])
    if day.present is None:
        return text
    present = f"{kind_text(day.present.kind)}, {hours_text(day.present)}"
    return text.format(present=present)
