"""What saving a calendar would do: from when, for which tickets, and what moves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QDate, QEvent, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDateEdit,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.worktime import CalendarSpec
from desktop.domain.worktime_local import first_instant, instant, zone_named
from desktop.services.due_moves import Moves
from desktop.ui.formats import date_pattern, instant_text
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.busy_line import BusyLine
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.flow_layout import FlowLayout
from desktop.ui.widgets.labels import MutedLabel, PlainLabel


class SavingPart(QWidget):
    """Three ways to save, one of them chosen: new tickets from now, from a day, all open ones."""

    saved = Signal()
    dropped = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._moves: Moves | None = None
        self._planned: tuple[CalendarSpec, ...] = ()
        self._is_dirty = self._waits = False
        self._new_only = QRadioButton()
        self._later = QRadioButton()
        self._day = QDateEdit()
        self._day.setCalendarPopup(True)
        self._recompute = QRadioButton()
        self._group = QButtonGroup(self)
        for button in (self._new_only, self._later, self._recompute):
            self._group.addButton(button)
        self._busy = BusyLine()
        self._overtaken = PlainLabel()
        self._overtaken.setWordWrap(True)
        self._told = MutedLabel()
        self._told.setWordWrap(True)
        self._save = PrimaryButton()
        self._drop = QPushButton()

        ways = FlowLayout()
        for part in (self._new_only, self._later, self._day, self._recompute):
            ways.addWidget(part)
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addWidget(self._save)
        buttons.addWidget(self._drop)
        buttons.addWidget(self._told, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self._busy)
        layout.addLayout(ways)
        layout.addWidget(self._overtaken)
        layout.addLayout(buttons)

        self._day.dateChanged.connect(self._on_day)
        self._save.clicked.connect(self.saved)
        self._drop.clicked.connect(self.dropped)
        self._group.buttonClicked.connect(lambda _: self._tell())
        self.begin()
        self.retranslate()

    @property
    def recompute(self) -> bool:
        """Return whether open tickets are counted anew."""
        return self._recompute.isChecked()

    def valid_from(self, zone: str) -> datetime | None:
        """Return the beginning of the day chosen, in that zone; None for now."""
        if not self._later.isChecked():
            return None
        day = self._day.date()
        at = first_instant(date(day.year(), day.month(), day.day()), 0, zone_named(zone))
        return instant(at)

    def begin(self, versions: Sequence[CalendarSpec] = ()) -> None:
        """Offer the usual way: for new tickets, from now on (sla.md K11).

        Of the `versions` there are, those that are planned for later may be overtaken.
        """
        now = self._clock.now()
        self._planned = tuple(
            spec for spec in versions if spec.valid_from is not None and spec.valid_from > now
        )
        self._moves = None
        self._new_only.setChecked(True)
        tomorrow = now.astimezone(UTC).date() + timedelta(days=1)
        first = QDate(tomorrow.year, tomorrow.month, tomorrow.day)
        self._day.blockSignals(True)
        self._day.setMinimumDate(first)
        self._day.setDate(first)
        self._day.blockSignals(False)
        self._tell()

    def enable(self, *, is_dirty: bool, makes_version: bool) -> None:
        """Offer to save what was changed; a name alone makes no version and asks nothing."""
        self._is_dirty = is_dirty
        self._save.setEnabled(is_dirty and not self._waits)
        self._drop.setEnabled(is_dirty)
        for part in (self._new_only, self._later, self._day, self._recompute):
            part.setEnabled(makes_version)
        if not makes_version:
            self._moves = None
        self._tell()

    def wait(self, waits: bool) -> None:
        """Do not save while a form has something that is not in the calendar yet."""
        self._waits = waits
        self._save.setEnabled(self._is_dirty and not waits)

    def show_busy(self, is_busy: bool) -> None:
        """Show that saving goes on: many tickets may be counted anew."""
        if is_busy:
            self._busy.begin()
        else:
            self._busy.end()
        self.wait(is_busy)

    def show_moves(self, moves: Moves) -> None:
        """Tell what counting anew would move."""
        self._moves = moves
        self._tell()

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._new_only.setText(self.tr("Applies to new tickets only"))
        self._later.setText(self.tr("To new tickets from"))
        self._day.setDisplayFormat(date_pattern())
        self._day.setAccessibleName(self.tr("First day of the new hours"))
        self._recompute.setText(self.tr("Recompute open tickets too"))
        self._save.setText(self.tr("Save"))
        self._drop.setText(self.tr("Discard"))
        self._tell()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_day(self) -> None:
        self._later.setChecked(True)
        self._tell()

    def _tell(self) -> None:
        self._tell_overtaken()
        if self._moves is None:
            self._told.setText("")
        elif not self.recompute:
            text = self.tr(
                "%n open ticket(s) keep the dates that were promised.", "", self._moves.tickets
            )
            self._told.setText(text)
        else:
            parts = [
                self.tr("%n open ticket(s):", "", self._moves.tickets),
                self.tr("{count} due earlier,").format(count=self._moves.earlier),
                self.tr("{count} due later,").format(count=self._moves.later),
                self.tr("{count} become late.").format(count=self._moves.late),
            ]
            self._told.setText(" ".join(parts))

    def _tell_overtaken(self) -> None:
        """Name the planned versions that would never apply: a newer one goes before them (C4)."""
        text = self.tr(
            "Version {number}, planned from {moment}, will not come into force: "
            "these hours take its place."
        )
        overtaken = [
            text.format(
                number=spec.version, moment=instant_text(spec.valid_from, zone_named(spec.zone))
            )
            for spec in self._planned
            if spec.valid_from is not None and not self._begins_after(spec.valid_from, spec.zone)
        ]
        self._overtaken.setText("\n".join(overtaken))
        self._overtaken.setVisible(self._new_only.isEnabled() and bool(overtaken))

    def _begins_after(self, planned: datetime, zone: str) -> bool:
        begins = self.valid_from(zone)
        return begins is not None and begins > planned
