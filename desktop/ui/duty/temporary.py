"""Temporary schedules: a time with shifts of its own, instead of all rules and overrides."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Topic
from desktop.services.temporary_schedules import TemporarySchedule
from desktop.ui.duty.fields import LineField, SpanField
from desktop.ui.duty.section_dialog import show_whole
from desktop.ui.duty.shift_rows import ShiftRows
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import times_text
from desktop.ui.formats import number_text
from desktop.ui.lists.columns import Column
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.widgets.labels import MutedLabel
from desktop.ui.workplace import Workplace

ROWS_WIDTH = 620
_AHEAD = timedelta(days=366)
_USUAL_LENGTH = timedelta(days=1)
_DAY = timedelta(days=1)


class ScheduleLine:
    """A stored schedule as a list holds it: one with a number."""

    def __init__(self, schedule: TemporarySchedule) -> None:
        self.schedule = schedule
        self.id = schedule.id or 0


class TemporaryForm(RecordForm):
    """A name, a time, and the shifts within it; without shifts nobody is on duty then."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept: TemporarySchedule | None = None
        self._name = QLineEdit()
        self._time = SpanField()
        self._line = LineField()
        self._shifts = ShiftRows()
        self.add_field(lambda: self.tr("Name"), self._name)
        self.add_field(lambda: self.tr("Time"), self._time)
        self.add_field(lambda: self.tr("Line"), self._line)
        self.add_field(lambda: self.tr("Shifts"), self._shifts, ROWS_WIDTH)
        self._time.changed.connect(self._on_time)
        self._shifts.changed.connect(self._on_changed)
        self.finish()

    @property
    def schedule(self) -> TemporarySchedule:
        """Return what is typed."""
        return TemporarySchedule(
            self._name.text(),
            *self._time.span,
            self._shifts.shifts,
            self._line.line_id,
            self._kept.id if self._kept else None,
        )

    def begin(self, kept: TemporarySchedule | None, team: DutyTeam, day: datetime) -> None:
        """Show the form filled in; None: for a new schedule of that day."""
        self._kept = kept
        self._name.setText(kept.name if kept else "")
        span = (kept.start_at, kept.end_at) if kept else (day, day + _USUAL_LENGTH)
        self._time.show_span(span, team.zone)
        self._line.show_lines(team.lines, kept.line_id if kept else None)
        self.show_field(self._line, bool(team.lines))
        self._shifts.show_shifts(kept.shifts if kept else (), span, team)
        self._on_changed()
        self.open_at(self._name)

    def _on_time(self) -> None:
        self._shifts.within = self._time.span
        self._on_changed()

    def _on_changed(self) -> None:
        self.save.setEnabled(self._time.is_right and self._shifts.is_right)


class TemporarySection(RecordSection[ScheduleLine]):
    """The schedules that are not over; one that has begun ends with this minute."""

    def __init__(self, place: Workplace, team: DutyTeam, parent: QWidget | None = None) -> None:
        self._place, self._team = place, team
        self._form_of = TemporaryForm()
        self._hint = MutedLabel()
        self._hint.setWordWrap(True)
        columns: tuple[Column[ScheduleLine], ...] = (
            Column("name", lambda: self.tr("Name"), lambda line, _: line.schedule.name),
            Column(
                "when",
                lambda: self.tr("Time"),
                lambda line, _: self._times(line),
                tooltip=lambda line, _: self._times(line),
            ),
            Column(
                "line",
                lambda: self.tr("Line"),
                lambda line, _: team.line(line.schedule.line_id) or self.tr("All lines"),
            ),
            Column(
                "shifts",
                lambda: self.tr("Shifts"),
                lambda line, _: number_text(len(line.schedule.shifts)),
                is_number=True,
            ),
        )
        super().__init__(
            place.runner, place.clock, Topic.DUTY, columns, self._read, self._form_of, parent
        )
        self.column.insertWidget(self.column.indexOf(self.list), self._hint)
        self.add_button(
            lambda: self.tr("Add a temporary schedule"), self._on_add, needs_record=False
        )
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.add_button(self._end_words, self._on_end)
        show_whole(self.list, 1)
        self.say_when_empty(
            lambda: self.tr(
                "No schedule of its own stands instead of the rotations. Add one for a time that "
                "is unlike others, such as a week of holidays."
            )
        )
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Temporary schedules")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._hint.setText(
            self.tr(
                "For holidays, a move or a release: in its time only its own shifts count, no "
                "rotation and no override."
            )
        )

    @override
    def on_edit(self) -> None:
        line = self.list.chosen()
        if line is not None:
            self._begin(line.schedule)

    @override
    def on_save(self) -> None:
        schedule, actor = self._form_of.schedule, self._place.me.actor
        if self._form_of.save.isEnabled():
            self.save(lambda: self._place.desk.temporary_schedules.save(actor, schedule))

    def _on_add(self) -> None:
        self._begin(None)

    def _on_end(self) -> None:
        line, actor = self.list.chosen(), self._place.me.actor
        if line is not None:
            self.command(lambda: self._place.desk.temporary_schedules.end(actor, line.id))

    def _begin(self, kept: TemporarySchedule | None) -> None:
        today = self._place.clock.now().astimezone(self._team.zone)
        midnight = today.replace(hour=0, minute=0, second=0, microsecond=0) + _DAY
        self._form_of.begin(kept, self._team, midnight)

    def _end_words(self) -> str:
        line = self.list.chosen()
        has_begun = line is not None and line.schedule.start_at <= self._place.clock.now()
        return self.tr("End now") if has_begun else self.tr("Delete")

    def _read(self) -> tuple[ScheduleLine, ...]:
        now = self._place.clock.now()
        found = self._place.desk.temporary_schedules.between(now, now + _AHEAD)
        return tuple(map(ScheduleLine, found))

    def _times(self, line: ScheduleLine) -> str:
        return times_text((line.schedule.start_at, line.schedule.end_at), self._team.zone)
