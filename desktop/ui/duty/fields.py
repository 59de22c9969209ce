"""Fields of the duty forms: a person, a line, a span of time, a span of days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from PySide6.QtCore import QDate, QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDateEdit, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.duty_span import Span
from desktop.domain.worktime_local import first_instant, instant
from desktop.services.rows import NamedRow, PersonRow
from desktop.ui.formats import date_pattern
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.date_field import DateField
from desktop.ui.widgets.labels import FaultLabel, PlainLabel
from desktop.ui.widgets.tooltips import plain_tooltip

_DAY = timedelta(days=1)
_ANY_TIME = datetime(2026, 1, 1, tzinfo=UTC)


class PersonField(QComboBox):
    """One of the team; with `nobody`, those words stand first for no one."""

    def show_people(
        self, people: Iterable[PersonRow], chosen: int | None = None, nobody: str = ""
    ) -> None:
        """Offer these people."""
        self.clear()
        if nobody:
            self.addItem(nobody, None)
        for person in people:
            self.addItem(person.name, person.id)
        self.choose(chosen)

    @property
    def person_id(self) -> int | None:
        """Return who is chosen."""
        chosen = self.currentData()
        return None if chosen is None else int(chosen)

    def choose(self, person_id: int | None) -> None:
        """Show that person; the first one when they are not offered."""
        self.setCurrentIndex(max(0, self.findData(person_id)))


class LineField(QComboBox):
    """One line, or all of them."""

    def show_lines(self, lines: Iterable[NamedRow], chosen: int | None = None) -> None:
        """Offer these lines."""
        self.clear()
        self.addItem(self.tr("All lines"), None)
        for line in lines:
            self.addItem(line.name, line.id)
        self.setCurrentIndex(max(0, self.findData(chosen)))

    @property
    def line_id(self) -> int | None:
        """Return the line chosen; None for all."""
        chosen = self.currentData()
        return None if chosen is None else int(chosen)


class SpanField(QWidget):
    """From when till when on the team's wall clock; what is wrong with it stands below."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start = DateField(_ANY_TIME, UTC)
        self._end = DateField(_ANY_TIME, UTC)
        self._fault = FaultLabel()
        self._fault.hide()
        _arrange(self, self._start, self._end, self._fault)
        for field in (self._start, self._end):
            field.dateTimeChanged.connect(self._on_changed)
        self.say()

    def show_span(self, span: Span, zone: tzinfo) -> None:
        """Show a span on that wall clock."""
        for field, at in zip((self._start, self._end), span, strict=True):
            with QSignalBlocker(field):
                field.show_at(at, zone)
        self._on_changed()

    @property
    def span(self) -> Span:
        """Return what is chosen, as instants."""
        return self._start.at().astimezone(UTC), self._end.at().astimezone(UTC)

    @property
    def is_right(self) -> bool:
        """Tell whether it ends after it starts."""
        start_at, end_at = self.span
        return start_at < end_at

    def say(self) -> None:
        """Take the words of the language now spoken."""
        for field, words in ((self._start, self.tr("From")), (self._end, self.tr("Till"))):
            field.setAccessibleName(words)
            field.setToolTip(plain_tooltip(words))
        self._on_changed()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    def _on_changed(self) -> None:
        fault = "" if self.is_right else self.tr("The end must come after the start.")
        self._fault.show_fault(fault)
        self.changed.emit()


class DaysField(QWidget):
    """From which day to which, both included; what is wrong with it stands below."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = QDateEdit()
        self._last = QDateEdit()
        self._fault = FaultLabel()
        self._fault.hide()
        for field in (self._first, self._last):
            field.setCalendarPopup(True)
            field.setDisplayFormat(date_pattern())
        _arrange(self, self._first, self._last, self._fault)
        self._first.dateChanged.connect(self._on_first)
        self._last.dateChanged.connect(self._on_changed)
        self.say()

    def show_days(self, first: date, last: date) -> None:
        """Show these days."""
        for field, day in ((self._first, first), (self._last, last)):
            with QSignalBlocker(field):
                field.setDate(QDate(day.year, day.month, day.day))
        self._on_changed()

    @property
    def first(self) -> date:
        return _day_of(self._first)

    @property
    def last(self) -> date:
        return _day_of(self._last)

    @property
    def is_right(self) -> bool:
        """Tell whether the last day does not come before the first."""
        return self.first <= self.last

    def span(self, zone: ZoneInfo) -> Span:
        """Return the days as instants: from the first midnight to the one after the last day."""
        return days_span(self.first, self.last, zone)

    def say(self) -> None:
        """Take the words of the language now spoken."""
        for field, words in (
            (self._first, self.tr("First day")),
            (self._last, self.tr("Last day")),
        ):
            field.setAccessibleName(words)
            field.setToolTip(plain_tooltip(words))
            field.setDisplayFormat(date_pattern())
        self._on_changed()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    def _on_first(self) -> None:
        """A first day behind the last one takes it along."""
        if not self.is_right:
            self._last.setDate(self._first.date())
        self._on_changed()

    def _on_changed(self) -> None:
        fault = "" if self.is_right else self.tr("The last day comes before the first.")
        self._fault.show_fault(fault)
        self.changed.emit()


def days_span(first: date, last: date, zone: ZoneInfo) -> Span:
    """Return days, both included, as instants from midnight to midnight."""
    start, end = (first_instant(day, 0, zone) for day in (first, last + _DAY))
    return instant(start), instant(end)


def _day_of(field: QDateEdit) -> date:
    shown = field.date()
    return date(shown.year(), shown.month(), shown.day())


def _arrange(whole: QWidget, start: QWidget, end: QWidget, fault: QWidget) -> None:
    """Put two fields beside each other, a dash between them and the fault below."""
    row = QHBoxLayout()
    row.setSpacing(Space.CONTROL)
    row.addWidget(start)
    row.addWidget(PlainLabel("–"))
    row.addWidget(end)
    row.addStretch(1)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(Space.TIGHT)
    column.addLayout(row)
    column.addWidget(fault)
    whole.setFocusProxy(start)
