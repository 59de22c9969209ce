"""The sheets about clocks: a date to promise, a reason why a breach should not count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.domain.sla_clock import ClockState
from desktop.services.promises import Hours
from desktop.ui.formats import near_text
from desktop.ui.sla_cell import target_word
from desktop.ui.tickets.date_field import DateField
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.workplace import Workplace

REASON_HEIGHT = 96


class PromiseSheet(Sheet):
    """A date of one's own; it says beside the field when nobody works then."""

    def __init__(
        self, place: Workplace, ticket_id: int, at: datetime, zone: tzinfo, parent: QWidget
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._ticket_id, self._zone = place, ticket_id, zone
        self._at = DateField(at, zone)
        self._hours = PlainLabel()
        self._hours.setWordWrap(True)
        self._hours.setMinimumHeight(2 * self._hours.fontMetrics().lineSpacing())
        self._hours.setAlignment(Qt.AlignmentFlag.AlignTop)
        title = self.tr("Promise an answer: #{number}")
        self.say(title.format(number=ticket_id), self.tr("Promise"))
        self.add_row(self.tr("Answer by"), self._at)
        self.add_note(self._hours)
        self._at.dateTimeChanged.connect(self._ask_hours)
        self._ask_hours()

    @property
    def warning(self) -> str:
        """What is said about the hours of the moment chosen."""
        return self._hours.text()

    @override
    def work(self) -> Callable[[], Changes]:
        promise = self._place.desk.promises.promise
        return partial(promise, self._place.me.actor, self._ticket_id, self._at.at())

    def _ask_hours(self) -> None:
        promises, at = self._place.desk.promises, self._at.at()
        self._runner.query(self, partial(promises.hours, at), self._say_hours, latest="hours")

    def _say_hours(self, hours: Hours) -> None:
        if hours.is_open:
            self._hours.setText(self.tr("In business hours. The next public answer keeps it."))
        elif hours.opens_at is None:
            self._hours.setText(self.tr("Out of business hours: nobody works then."))
        else:
            text = self.tr("Out of business hours: nobody works until {when}")
            now = self._place.clock.now()
            self._hours.setText(text.format(when=near_text(hours.opens_at, now, self._zone)))


class ExcuseSheet(Sheet):
    """Why one breach should not count; the reason and the name stay in the history."""

    def __init__(
        self, place: Workplace, ticket_id: int, clock: ClockState, parent: QWidget
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._ticket_id, self._clock = place, ticket_id, clock
        self._reason = QPlainTextEdit()
        self._reason.setMaximumHeight(REASON_HEIGHT)
        title = self.tr("Excuse a breach: {target}, #{number}")
        self.say(
            title.format(target=target_word(clock.kind), number=ticket_id),
            self.tr("Excuse the breach"),
        )
        note = PlainLabel(
            self.tr(
                "The breach stays recorded. Reports show figures with and without it, and how "
                "many were excused."
            )
        )
        note.setWordWrap(True)
        self.add_row(self.tr("Reason"), self._reason)
        self.add_note(note)

    @override
    def work(self) -> Callable[[], Changes]:
        return partial(
            self._place.desk.excuses.excuse,
            self._place.me.actor,
            self._ticket_id,
            self._clock.kind,
            self._clock.round,
            self._reason.toPlainText(),
        )
