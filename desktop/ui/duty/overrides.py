"""Overrides: who stands in for whom, who joins, who is taken away, and the end of that."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Topic
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_rows import OverrideRow
from desktop.ui.duty.fields import LineField, PersonField, SpanField
from desktop.ui.duty.section_dialog import show_whole
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import times_text
from desktop.ui.lists.columns import Column
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.widgets.labels import FaultLabel
from desktop.ui.workplace import Workplace

_AHEAD = timedelta(days=366)
_HOUR = timedelta(hours=1)
_USUAL_LENGTH = timedelta(hours=12)


class OverrideForm(RecordForm):
    """For a time: one instead of another, one more, or one less."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = DutyTeam()
        self._time = SpanField()
        self._add = PersonField()
        self._remove = PersonField()
        self._line = LineField()
        self._reason = QLineEdit()
        self._fault = FaultLabel()
        self.add_field(lambda: self.tr("Time"), self._time)
        self.add_field(lambda: self.tr("On duty"), self._add)
        self.add_field(lambda: self.tr("Instead of"), self._remove)
        self.add_field(lambda: self.tr("Line"), self._line)
        self.add_field(lambda: self.tr("Reason"), self._reason)
        self.column.addWidget(self._fault)
        self._time.changed.connect(self._on_changed)
        self._add.currentIndexChanged.connect(self._on_changed)
        self._remove.currentIndexChanged.connect(self._on_changed)
        self.finish()

    @property
    def typed(self) -> NewOverride:
        """Return what is typed."""
        return NewOverride(
            *self._time.span,
            self._add.person_id,
            self._remove.person_id,
            self._line.line_id,
            self._reason.text(),
        )

    def begin(self, team: DutyTeam, now: datetime) -> None:
        """Show the form for a new override, from the next full hour on."""
        self._team = team
        start_at = now.replace(minute=0, second=0, microsecond=0) + _HOUR
        self._time.show_span((start_at, start_at + _USUAL_LENGTH), team.zone)
        self._add.show_people(team.active, None, self.tr("nobody more"))
        self._remove.show_people(team.active, None, self.tr("nobody less"))
        self._line.show_lines(team.lines)
        self._reason.clear()
        self.show_field(self._line, bool(team.lines))
        self._on_changed()
        self.open_at(self._time)

    def _on_changed(self) -> None:
        is_empty = self._add.person_id == self._remove.person_id
        fault = self.tr("Choose who joins or who is left out; not the same person twice.")
        self._fault.show_fault(fault if is_empty else "")
        self.save.setEnabled(self._time.is_right and not is_empty)


class OverridesSection(RecordSection[OverrideRow]):
    """The overrides that are not over; one that has begun ends with this minute."""

    def __init__(self, place: Workplace, team: DutyTeam, parent: QWidget | None = None) -> None:
        self._place, self._team = place, team
        self._form_of = OverrideForm()
        columns: tuple[Column[OverrideRow], ...] = (
            Column(
                "when",
                lambda: self.tr("Time"),
                lambda row, _: self._times(row),
                tooltip=lambda row, _: self._times(row),
            ),
            Column("add", lambda: self.tr("On duty"), lambda row, _: team.name(row.add_id) or "–"),
            Column(
                "remove",
                lambda: self.tr("Instead of"),
                lambda row, _: team.name(row.remove_id) or "–",
            ),
            Column("line", lambda: self.tr("Line"), lambda row, _: self._line(row)),
            Column(
                "reason",
                lambda: self.tr("Reason"),
                lambda row, _: row.reason,
                tooltip=lambda row, _: row.reason,
            ),
        )
        super().__init__(
            place.runner, place.clock, Topic.DUTY, columns, self._read, self._form_of, parent
        )
        self.add_button(lambda: self.tr("Add an override"), self._on_add, needs_record=False)
        self._end = self.add_button(self._end_words, self._on_end)
        show_whole(self.list, 0, 1, 2)
        self.say_when_empty(
            lambda: self.tr(
                "Nobody stands in for anybody: the rotations hold as they are. Add an override, or "
                "drag a duty to another person in the calendar."
            )
        )
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Overrides")

    @override
    def on_edit(self) -> None:
        """An override is ended and made anew, never changed: what was, stays told."""

    @override
    def on_save(self) -> None:
        override_, actor = self._form_of.typed, self._place.me.actor
        if self._form_of.save.isEnabled():
            self.save(lambda: self._place.desk.duty_overrides.add(actor, override_))

    def _on_add(self) -> None:
        self._form_of.begin(self._team, self._place.clock.now())

    def _on_end(self) -> None:
        row, actor = self.list.chosen(), self._place.me.actor
        if row is not None:
            self.command(lambda: self._place.desk.duty_overrides.end(actor, row.id))

    def _end_words(self) -> str:
        row = self.list.chosen()
        has_begun = row is not None and row.start_at <= self._place.clock.now()
        return self.tr("End now") if has_begun else self.tr("Delete")

    def _read(self) -> tuple[OverrideRow, ...]:
        now = self._place.clock.now()
        return self._place.desk.duty_overrides.between(now, now + _AHEAD)

    def _times(self, row: OverrideRow) -> str:
        return times_text((row.start_at, row.end_at), self._team.zone)

    def _line(self, row: OverrideRow) -> str:
        return self._team.line(row.line_id) or self.tr("All lines")
