"""The form for one absence, with the duties it hits."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.duty import AbsenceKind
from desktop.domain.duty_span import Span
from desktop.services.duty_rows import AbsenceRow
from desktop.ui.duty.fields import DaysField, PersonField, SpanField, days_span
from desktop.ui.duty.overlaps import Overlaps
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import duty_word
from desktop.ui.settings.record_form import RecordForm

_DAY = timedelta(days=1)


class AbsenceForm(RecordForm):
    """Whole days, as a vacation has them, or hours of the clock."""

    changed = Signal()
    """The person or the time is another."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: AbsenceRow | None = None
        self._team = DutyTeam()
        self._person = PersonField()
        self._kind = QComboBox()
        self._days = DaysField()
        self._by_hours = QCheckBox()
        self._hours = SpanField()
        self._note = QLineEdit()
        self.overlaps = Overlaps()
        for kind in AbsenceKind:
            self._kind.addItem("", kind)
        self.add_field(lambda: self.tr("Person"), self._person)
        self.add_field(lambda: self.tr("Kind"), self._kind)
        self.add_field(lambda: self.tr("Days"), self._days)
        self.add_field(lambda: self.tr("Hours"), self._hours)
        self.add_field(lambda: "", self._by_hours)
        self.add_field(lambda: self.tr("Note"), self._note)
        self.column.addWidget(self.overlaps)
        self._by_hours.toggled.connect(self._on_by_hours)
        self._person.currentIndexChanged.connect(self._on_changed)
        self._days.changed.connect(self._on_changed)
        self._hours.changed.connect(self._on_changed)
        self.finish()

    @property
    def person_id(self) -> int:
        """Return who is away; 0 while there is nobody to choose from."""
        return self._person.person_id or 0

    @property
    def kind(self) -> AbsenceKind:
        """Return why."""
        return AbsenceKind(self._kind.currentData())

    @property
    def span(self) -> Span:
        """Return from when till when, as instants."""
        if self._by_hours.isChecked():
            return self._hours.span
        return self._days.span(self._team.zone)

    @property
    def is_right(self) -> bool:
        """Tell whether the time ends after it starts."""
        field = self._hours if self._by_hours.isChecked() else self._days
        return field.is_right

    @property
    def note(self) -> str:
        """Return what is noted about it."""
        return self._note.text()

    def begin(
        self, row: AbsenceRow | None, team: DutyTeam, person_id: int | None, today: date
    ) -> None:
        """Show the form filled in; None: for a new absence of that person from tomorrow on."""
        self.row, self._team = row, team
        first = last = today + _DAY
        is_by_hours, span = False, days_span(first, last, team.zone)
        if row is not None:
            person_id, span = row.person_id, (row.start_at, row.end_at)
            start, end = (at.astimezone(team.zone) for at in span)
            first, last = start.date(), (end - timedelta(minutes=1)).date()
            is_by_hours = span != days_span(first, last, team.zone)
        self._person.show_people(team.active, person_id)
        self._kind.setCurrentIndex(max(0, self._kind.findData(row.kind if row else None)))
        self._days.show_days(first, last)
        self._hours.show_span(span, team.zone)
        self._by_hours.setChecked(is_by_hours)
        self._note.setText(row.note if row else "")
        self.overlaps.show_blocks((), team)
        self._on_by_hours()
        self.open_at(self._person)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._by_hours.setText(self.tr("By the hour"))
        for index in range(self._kind.count()):
            self._kind.setItemText(index, duty_word(AbsenceKind(self._kind.itemData(index))))

    def _on_by_hours(self) -> None:
        is_by_hours = self._by_hours.isChecked()
        self.show_field(self._days, not is_by_hours)
        self.show_field(self._hours, is_by_hours)
        self._on_changed()

    def _on_changed(self) -> None:
        self.save.setEnabled(self.is_right)
        if self.is_right:
            self.changed.emit()
