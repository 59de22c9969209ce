"""A date tried out in the calendar as it stands in the editor, with the calculation."""

from __future__ import annotations

from PySide6.QtCore import QDate, QDateTime, QEvent, QTime
from PySide6.QtWidgets import QDateTimeEdit, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.durations import Duration
from desktop.domain.errors import DeskError
from desktop.domain.sla_example import friday_evening
from desktop.domain.worktime import CalendarSpec, WorkCalendar
from desktop.domain.worktime_local import first_instant, instant
from desktop.domain.worktime_trial import Trial, tried
from desktop.ui.formats import date_pattern, instant_text, weekday_text
from desktop.ui.texts import sentence
from desktop.ui.theme.typography import Space, strong
from desktop.ui.tickets.spoken import spoken
from desktop.ui.widgets.labels import MutedLabel, PlainLabel

TARGET_WIDTH = 96
FOUR_HOURS = Duration(minutes=240)


class TrialPart(QWidget):
    """A start in the calendar's own wall clock and a target; it answers as one types."""

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._calendar: WorkCalendar | None = None
        self._label = PlainLabel()
        self._start = QDateTimeEdit()
        self._start.setCalendarPopup(True)
        self._label.setBuddy(self._start)
        self._plus = PlainLabel("+")
        self._target = QLineEdit(FOUR_HOURS.text(spoken()))
        self._target.setFixedWidth(TARGET_WIDTH)
        self._answer = PlainLabel()
        self._answer.setWordWrap(True)
        self._lines = MutedLabel()
        self._lines.setWordWrap(True)

        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        row.addWidget(self._label)
        row.addWidget(self._start)
        row.addWidget(self._plus)
        row.addWidget(self._target)
        row.addWidget(self._answer, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, Space.CONTROL, 0, 0)
        layout.setSpacing(Space.CONTROL)
        layout.addLayout(row)
        layout.addWidget(self._lines)

        self._start.dateTimeChanged.connect(self._count)
        self._target.textEdited.connect(self._count)
        self.retranslate()

    def show_spec(self, spec: CalendarSpec) -> None:
        """Count in another calendar; the start stays, at first late on a Friday."""
        if self._calendar is None:
            at = friday_evening(self._clock.now(), spec.zone).astimezone(WorkCalendar(spec).zone)
            self._start.blockSignals(True)
            self._start.setDateTime(
                QDateTime(QDate(at.year, at.month, at.day), QTime(at.hour, at.minute))
            )
            self._start.blockSignals(False)
        self._calendar = WorkCalendar(spec)
        self._count()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._label.setText(self.tr("Test a date"))
        self._start.setAccessibleName(self.tr("Start"))
        self._start.setDisplayFormat(f"ddd {date_pattern()} HH:mm")
        self._target.setAccessibleName(self.tr("Target, such as 4h or 2bd"))
        self._target.setToolTip(self.tr("Target, such as 4h or 2bd"))
        self._count()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._translate_target()
            self.retranslate()
        elif event.type() == QEvent.Type.FontChange:
            self._answer.setFont(strong(self.font()))

    def _translate_target(self) -> None:
        try:
            self._target.setText(Duration.parse(self._target.text()).text(spoken()))
        except DeskError:
            return  # half typed: it stays as it is

    def _count(self) -> None:
        if self._calendar is None:
            return
        at, calendar = self._start.dateTime(), self._calendar
        day, time = at.date(), at.time()
        minute = time.hour() * 60 + time.minute()
        try:
            target = Duration.parse(self._target.text())
            start = instant(first_instant(day.toPython(), minute, calendar.zone))  # type: ignore[arg-type]
            trial = tried(calendar, start, target, spoken())
        except DeskError as error:
            self._say(sentence(error), ())
            return
        self._say(self._words(trial, calendar), trial.lines)

    def _words(self, trial: Trial, calendar: WorkCalendar) -> str:
        if trial.due_at is None:
            return self.tr("never due: the calendar does not open")
        due = trial.due_at.astimezone(calendar.zone)
        text = self.tr("due {weekday} {moment}")
        moment = instant_text(due, calendar.zone)
        return text.format(weekday=weekday_text(due.date()), moment=moment)

    def _say(self, answer: str, lines: tuple[str, ...]) -> None:
        self._answer.setText(answer)
        self._answer.setFont(strong(self.font()))
        self._lines.setText("\n".join(lines))
        self._lines.setVisible(bool(lines))
