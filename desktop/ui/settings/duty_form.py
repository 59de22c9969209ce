"""The form for a rotation: weekly hours, and the people who take turns in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.duty_rotation import Cadence, Every, Rotation
from desktop.domain.worktime_local import first_instant, instant
from desktop.services.duty_rows import DutyRuleRow
from desktop.services.duty_rules import NewRule
from desktop.services.rows import NamedRow, PersonRow
from desktop.ui.settings.duty_words import TURNS, read_window
from desktop.ui.settings.people_order import PeopleOrder
from desktop.ui.settings.record_form import RecordForm

_UTC: Final = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class DutyChoices:
    """What rules can name: all who were ever in the team, the lines, and the zone of all hours."""

    people: tuple[PersonRow, ...] = ()
    lines: tuple[NamedRow, ...] = ()
    zone: ZoneInfo = _UTC


class DutyForm(RecordForm):
    """Makes a rotation; of one that is there it changes the people alone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: DutyRuleRow | None = None
        self._choices = DutyChoices()
        self._name = QLineEdit()
        self._line = QComboBox()
        self._hours = QLineEdit()
        self._turn = QComboBox()
        self._day = QComboBox()
        self._people = PeopleOrder()
        self._since = QComboBox()
        for every, length, _ in TURNS:
            self._turn.addItem("", (every, length))
        for _ in range(7):
            self._day.addItem("")
        for is_later in (True, False):
            self._since.addItem("", is_later)
        self.add_field(lambda: self.tr("Name"), self._name)
        self.add_field(lambda: self.tr("Line"), self._line)
        self.add_field(lambda: self.tr("Hours"), self._hours)
        self.add_field(lambda: self.tr("A turn lasts"), self._turn)
        self.add_field(lambda: self.tr("Turns pass on"), self._day)
        self.add_field(lambda: self.tr("People, in order"), self._people)
        self.add_field(lambda: self.tr("Takes effect"), self._since)
        self._turn.currentIndexChanged.connect(self._on_turn)
        self.finish()

    @property
    def people(self) -> tuple[int, ...]:
        """Return who takes turns, in order."""
        return self._people.chosen

    @property
    def is_later(self) -> bool:
        """Return whether the next weeks stay as they are planned."""
        return bool(self._since.currentData())

    def rule(self, now: datetime) -> NewRule:
        """Return the rule that is typed; the first of the people has the turn of this week.

        Raises:
            Refused: as `read_window`; `duty.no_people`.
        """
        window = read_window(self._hours.text())
        every, length = self._turn.currentData()
        start_at = self._turn_start(now, every, window.hours.start)
        rotation = Rotation(Cadence(every, length, start_at), tuple(map(str, self.people)))
        return NewRule(self._name.text(), window, rotation, self._line.currentData())

    def begin(self, row: DutyRuleRow | None, choices: DutyChoices) -> None:
        """Show the form filled in; None: for a new rotation."""
        self.row = row
        self._choices = choices
        turns = () if row is None or row.rotation is None else row.rotation.people
        offered = [each for each in choices.people if each.is_active or str(each.id) in turns]
        self._line.clear()
        self._line.addItem(self.tr("All lines"), None)
        for line in choices.lines:
            self._line.addItem(line.name, line.id)
        if row is None:
            self._name.clear()
            self._hours.clear()
            self._turn.setCurrentIndex(1)
            self._day.setCurrentIndex(0)
        self._people.show_people(offered, map(int, turns))
        self._since.setCurrentIndex(0)
        for field in (self._name, self._hours, self._turn):
            self.show_field(field, row is None)
        self.show_field(self._line, row is None and bool(choices.lines))
        self.show_field(self._since, row is not None)
        self._on_turn()
        self.open_at(self._name if row is None else self._people)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._hours.setPlaceholderText(self.tr("Mo-Fr 18-9"))
        if self._line.count():
            self._line.setItemText(0, self.tr("All lines"))
        for index, (_, _, name) in enumerate(TURNS):
            self._turn.setItemText(index, QCoreApplication.translate("Duty", name))
        for index in range(7):
            self._day.setItemText(index, QLocale().dayName(index + 1))
        self._since.setItemText(0, self.tr("in eight weeks: what is planned stays"))
        self._since.setItemText(1, self.tr("the next turn"))

    def _on_turn(self) -> None:
        every, _ = self._turn.currentData()
        self.show_field(self._day, self.row is None and every is Every.WEEKLY)

    def _turn_start(self, now: datetime, every: Every, minute: int) -> datetime:
        """Return where the turn of this day, week or month begins, on the team's wall clock."""
        zone = self._choices.zone
        day = now.astimezone(zone).date()
        if every is Every.WEEKLY:
            day -= timedelta(days=(day.weekday() - self._day.currentIndex()) % 7)
        elif every is Every.MONTHLY:
            day = day.replace(day=1)
        return instant(first_instant(day, minute, zone))
