"""The dates of a calendar that differ from their weekday: holidays, short and extra days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QMenu, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError, Refused
from desktop.domain.worktime import CalendarSpec, Override, OverrideKind
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.calendar_day_form import DayForm
from desktop.ui.settings.calendar_import import ImportDialog, Origin, origin_text
from desktop.ui.settings.calendar_words import day_text, hours_text, kind_text, told
from desktop.ui.settings.record_list import RecordList
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.notice_bar import ErrorBar

LIST_WIDTH = 880
STRETCHED = "label"
SAMPLE_DAY = date(2026, 12, 30)
SAMPLE_HOURS = "9:30-13, 14-18"
SAMPLE_SOURCE = "calendar.ics"
"""As wide as what usually stands in these columns."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line of the list."""

    day: date
    override: Override

    @property
    def id(self) -> int:
        return self.day.toordinal()


class DaysPage(QWidget):
    """The list, its form and the ways to fill it; dates to come stand first."""

    changed = Signal()
    """`overrides` are others."""

    def __init__(self, runner: Runner, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._clock = clock
        self._spec = CalendarSpec("", "UTC")
        columns: tuple[Column[DayRow], ...] = (
            Column("day", lambda: self.tr("Date"), lambda row, _: day_text(row.day)),
            Column("kind", lambda: self.tr("Kind"), lambda row, _: kind_text(row.override.kind)),
            Column("hours", lambda: self.tr("Hours"), lambda row, _: hours_text(row.override)),
            Column("label", lambda: self.tr("Name"), lambda row, _: row.override.label),
            Column("source", lambda: self.tr("Source"), lambda row, _: row.override.source),
        )
        self._columns = columns
        self.list: RecordList[DayRow] = RecordList(runner, clock, columns, self._rows)
        self._add = QPushButton()
        self._edit = QPushButton()
        self._remove = QPushButton()
        self._import = QPushButton()
        self._menu = QMenu(self)
        self._import.setMenu(self._menu)
        self._error = ErrorBar()
        self.form = DayForm()

        header = self.list.view.horizontalHeader()
        for index, column in enumerate(columns):
            if column.key != STRETCHED:
                header.setSectionResizeMode(index, QHeaderView.ResizeMode.Interactive)
        self.list.setMaximumWidth(LIST_WIDTH)

        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        for button in (self._add, self._edit, self._remove, self._import):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, Space.PANE, 0, 0)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self.list)
        layout.addLayout(buttons)
        layout.addWidget(self._error)
        layout.addWidget(self.form)
        layout.addStretch(1)

        for origin in Origin:
            action = self._menu.addAction("")
            action.setData(origin)
        self.list.view.current_told.connect(self._on_current)
        self.list.view.opened.connect(self._on_edit)
        self.list.table.loaded.connect(self._on_current)
        self._add.clicked.connect(self._on_add)
        self._edit.clicked.connect(self._on_edit)
        self._remove.clicked.connect(self._on_remove)
        self._menu.triggered.connect(lambda action: self.open_import(Origin(action.data())))
        self.form.saved.connect(self._on_save)
        self.retranslate()

    @property
    def overrides(self) -> Mapping[date, Override]:
        """Return the dates as they stand in the list."""
        return self._spec.overrides

    def show_spec(self, spec: CalendarSpec) -> None:
        """Show the dates of a calendar."""
        if spec.overrides != self._spec.overrides:
            self.form.hide()
        self._spec = spec
        self.list.table.reload()

    def open_import(self, origin: Origin) -> None:
        """Show the dialog that proposes days out of `origin`."""
        year = self._clock.now().year
        dialog = ImportDialog(self._runner, self._spec, origin, year, self.window())
        dialog.taken.connect(self._on_taken)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self.list.view.setAccessibleName(self.tr("Days that differ"))
        kinds = max((kind_text(kind) for kind in OverrideKind), key=len)
        for index, sample in enumerate((day_text(SAMPLE_DAY), kinds, SAMPLE_HOURS)):
            self._widen(index, sample)
        self._widen(len(self._columns) - 1, SAMPLE_SOURCE)
        self._add.setText(self.tr("Add a day"))
        self._edit.setText(self.tr("Edit"))
        self._remove.setText(self.tr("Remove"))
        self._import.setText(self.tr("Import"))
        for action in self._menu.actions():
            action.setText(origin_text(Origin(action.data())))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _widen(self, column: int, sample: str) -> None:
        widest = max((sample, self._columns[column].title()), key=len)
        width = self.fontMetrics().horizontalAdvance(widest) + 3 * Space.CONTROL
        self.list.view.horizontalHeader().resizeSection(column, width)

    def _rows(self) -> list[DayRow]:
        today = self._clock.now().date()
        days = sorted(self._spec.overrides)
        ahead = [day for day in days if day >= today]
        behind = [day for day in reversed(days) if day < today]
        return [DayRow(day, self._spec.overrides[day]) for day in (*ahead, *behind)]

    def _take(self, overrides: Mapping[date, Override]) -> None:
        """Change the dates.

        Raises:
            Refused: `calendar.overlap`.
        """
        self._spec = replace(self._spec, overrides=overrides)
        self._error.hide()
        self.form.hide()
        self.list.table.reload()
        self.changed.emit()

    def _on_current(self) -> None:
        has_day = self.list.chosen() is not None
        self._edit.setEnabled(has_day)
        self._remove.setEnabled(has_day)

    def _on_add(self) -> None:
        self.form.begin(self._clock.now().date(), Override(OverrideKind.HOLIDAY), is_new=True)

    def _on_edit(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self.form.begin(row.day, row.override, is_new=False)

    def _on_remove(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._take({d: each for d, each in self._spec.overrides.items() if d != row.day})

    def _on_save(self) -> None:
        day, edited = self.form.day, self.form.edited
        try:
            if day != edited and day in self._spec.overrides:
                raise Refused("calendar.day_twice", day=day.isoformat())
            rest = {d: each for d, each in self._spec.overrides.items() if d != edited}
            self._take({**rest, day: self.form.override_typed()})
        except DeskError as error:
            self._error.show_error(told(error))

    def _on_taken(self, spec: CalendarSpec) -> None:
        self._take({**self._spec.overrides, **spec.overrides})
