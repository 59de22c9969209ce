"""The dialog that takes a rota or absences from a calendar file: a preview, a tick for each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.changes import Changes
from desktop.domain.duty_import import Arrival, ImportPreview
from desktop.domain.errors import DeskError
from desktop.services.duty_import import Events, ImportKind, ImportRequest
from desktop.ui.duty.fields import LineField, PersonField
from desktop.ui.duty.import_list import ImportList
from desktop.ui.duty.import_words import broken_text
from desktop.ui.duty.team import DutyTeam
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import FaultLabel, MutedLabel, PlainLabel
from desktop.ui.widgets.notice_bar import ErrorBar
from desktop.ui.workplace import Workplace

SIZE = (920, 560)
NAMED = 4
"""For so many words that name nobody a person can be chosen here; the others come after these."""


class DutyImportDialog(QDialog):
    """Reads the file beside the window; nothing is stored before Take, and all of it undoes."""

    def __init__(self, place: Workplace, team: DutyTeam, path: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._team = team
        self._file = path.name
        self._events: Events | None = None
        self._names: dict[str, int] = {}
        self.setWindowTitle(self.tr("Import duties: {name}").format(name=path.name))
        self.resize(*SIZE)
        self._form = QFormLayout()
        self._kind = QComboBox()
        self._kind.addItem(self.tr("duties: an existing rota"), ImportKind.SHIFTS)
        self._kind.addItem(self.tr("absences: vacations, sick leave"), ImportKind.ABSENCES)
        self._whose = PersonField()
        self._whose.show_people(team.active, None, self.tr("whom they name"))
        self._line = LineField()
        self._line.show_lines(team.lines)
        self.errors = ErrorBar()
        self.list = ImportList(team)
        self.summary = PlainLabel(self.tr("Reading the file…"))
        self.broken = FaultLabel()
        self.broken.setWordWrap(True)
        self.broken.hide()
        self._unmatched = QFormLayout()
        self._hint = MutedLabel(
            self.tr("What is past stays as it was. Holidays: Settings > Business hours.")
        )
        self._take = PrimaryButton()
        self._take.setDefault(True)
        self._arrange()
        self._kind.activated.connect(self._on_kind)
        self._whose.activated.connect(self._preview)
        self._line.activated.connect(self._preview)
        self.list.ticked.connect(self._show_count)
        self._take.clicked.connect(self._on_take)
        self._show_count()
        place.runner.network(
            self,
            lambda: place.desk.duty_import.read(path),
            self._on_read,
            self._on_error,
        )

    def _arrange(self) -> None:
        form = self._form
        form.setHorizontalSpacing(Space.PAGE)
        form.setVerticalSpacing(Space.CONTROL)
        form.addRow(self.tr("The events are"), self._kind)
        form.addRow(self.tr("They belong to"), self._whose)
        form.addRow(self.tr("Line"), self._line)
        self._unmatched.setHorizontalSpacing(Space.PAGE)
        self._unmatched.setVerticalSpacing(Space.CONTROL)
        every = QPushButton(self.tr("Tick all"))
        none = QPushButton(self.tr("Untick all"))
        for button, ticks in ((every, self.list.tick_all), (none, self.list.untick_all)):
            button.setAutoDefault(False)
            button.clicked.connect(ticks)
        below = QHBoxLayout()
        below.setSpacing(Space.CONTROL)
        below.addWidget(every)
        below.addWidget(none)
        below.addWidget(self._hint, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        buttons.addButton(self._take, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        layout.setSpacing(Space.PANE)
        layout.addLayout(form)
        layout.addWidget(self.errors)
        layout.addWidget(self.summary)
        layout.addWidget(self.broken)
        layout.addLayout(self._unmatched)
        layout.addWidget(self.list, 1)
        layout.addLayout(below)
        layout.addWidget(buttons)

    @property
    def request(self) -> ImportRequest:
        """How the events are to be read, as it is chosen."""
        kind = ImportKind(self._kind.currentData())
        line_id = self._line.line_id if kind is ImportKind.SHIFTS else None
        names = dict(self._names)
        return ImportRequest(kind, self._whose.person_id, names, line_id, self._file)

    def _on_read(self, events: Events) -> None:
        self._events = events
        self._preview()

    def _on_kind(self) -> None:
        is_duty = self._kind.currentData() == ImportKind.SHIFTS
        self._form.setRowVisible(self._line, is_duty)
        self._preview()

    def _preview(self) -> None:
        events, request = self._events, self.request
        if events is not None:
            self._place.runner.query(
                self,
                lambda: self._place.desk.duty_import.preview(events, request),
                self._show,
                self._on_error,
                latest="preview",
            )

    def _show(self, preview: ImportPreview) -> None:
        self.summary.setText(self._summary(preview))
        self.broken.show_fault(broken_text(preview, self._team))
        self.list.show_preview(preview)
        self._ask_for_people(preview)
        self._show_count()

    def _summary(self, preview: ImportPreview) -> str:
        """Return `14 events: 12 new, 1 known, 1 not understood`."""
        counts = preview.counts
        aside = counts[Arrival.PAST] + counts[Arrival.CANCELLED] + counts[Arrival.OWN]
        unclear = len(preview.not_understood)
        parts = (
            (counts[Arrival.NEW], self.tr("%n new", "", counts[Arrival.NEW])),
            (counts[Arrival.CHANGED], self.tr("%n changed", "", counts[Arrival.CHANGED])),
            (counts[Arrival.REMOVED], self.tr("%n cancelled", "", counts[Arrival.REMOVED])),
            (counts[Arrival.KNOWN], self.tr("%n known", "", counts[Arrival.KNOWN])),
            (aside, self.tr("%n of no concern", "", aside)),
            (unclear, self.tr("%n not understood", "", unclear)),
        )
        head = self.tr("%n event(s)", "", len(preview.lines))
        told = ", ".join(text for count, text in parts if count)
        return f"{head}: {told}" if told else head

    def _ask_for_people(self, preview: ImportPreview) -> None:
        """Offer the team for each name that nobody has, and keep what was chosen before."""
        while self._unmatched.rowCount():
            self._unmatched.removeRow(0)
        for text in (*self._names, *preview.unmatched)[:NAMED]:
            field = PersonField()
            field.show_people(self._team.active, self._names.get(text), self.tr("nobody"))
            field.setAccessibleName(text)
            field.activated.connect(self._chosen_for(text, field))
            shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, SIZE[0] // 3)
            self._unmatched.addRow(PlainLabel(self.tr("“{name}” is").format(name=shown)), field)

    def _chosen_for(self, text: str, field: PersonField) -> Callable[[int], None]:
        def choose(_: int) -> None:
            if field.person_id is None:
                self._names.pop(text, None)
            else:
                self._names[text] = field.person_id
            self._preview()

        return choose

    def _show_count(self) -> None:
        count = len(self.list.keys)
        self._take.setText(self.tr("Take %n event(s)", "", count))
        self._take.setEnabled(count > 0)

    def _on_take(self) -> None:
        events, request, keys = self._events, self.request, self.list.keys
        if events is None:
            return
        self._take.setEnabled(False)
        by = self._place.me.actor
        self._place.runner.command(
            self,
            lambda: self._place.desk.duty_import.apply(by, events, request, keys),
            self._on_taken,
            self._on_error,
        )

    def _on_taken(self, _: Changes) -> None:
        self.accept()

    def _on_error(self, error: DeskError) -> None:
        self._show_count()
        if self._events is None:
            self.summary.clear()
        self.errors.show_error(error)
