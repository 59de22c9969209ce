"""What people wish: the dates on which they want duty, would rather not, or cannot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from desktop.domain.changes import Topic
from desktop.domain.duty import WishKind
from desktop.services.duty_rows import WishRow
from desktop.ui.duty.fields import DaysField, PersonField
from desktop.ui.duty.section_dialog import show_whole
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import duty_word
from desktop.ui.formats import date_text, weekday_text
from desktop.ui.lists.columns import Column
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.workplace import Workplace

_AHEAD = timedelta(days=366)
_DAY = timedelta(days=1)
_PEOPLE: Final = 1_000_000
"""More than there are people: a date and a person make one number."""


@dataclass(frozen=True, slots=True)
class WishLine:
    """A wish as a list holds it, with a number of its own."""

    row: WishRow

    @property
    def id(self) -> int:
        """The number, which rises with the date."""
        return self.row.day.toordinal() * _PEOPLE + self.row.person_id


class WishForm(RecordForm):
    """A wish for one date or for several in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._person = PersonField()
        self._kind = QComboBox()
        self._days = DaysField()
        for kind in WishKind:
            self._kind.addItem("", kind)
        self.add_field(lambda: self.tr("Person"), self._person)
        self.add_field(lambda: self.tr("Wish"), self._kind)
        self.add_field(lambda: self.tr("Days"), self._days)
        self._days.changed.connect(lambda: self.save.setEnabled(self._days.is_right))
        self.finish()

    @property
    def person_id(self) -> int:
        """Return whose wish it is; 0 while there is nobody to choose from."""
        return self._person.person_id or 0

    @property
    def kind(self) -> WishKind:
        """Return what is wished."""
        return WishKind(self._kind.currentData())

    @property
    def days(self) -> tuple[date, ...]:
        """Return the dates from the first to the last, both included."""
        count = (self._days.last - self._days.first).days + 1
        return tuple(self._days.first + day * _DAY for day in range(count))

    def begin(self, wish: WishRow | None, team: DutyTeam, person_id: int | None, day: date) -> None:
        """Show the form filled in; None: for a new wish of that person for that day."""
        self._person.show_people(team.active, wish.person_id if wish else person_id)
        chosen = wish.kind if wish else WishKind.UNWANTED
        self._kind.setCurrentIndex(self._kind.findData(chosen))
        first = wish.day if wish else day
        self._days.show_days(first, first)
        self.open_at(self._person)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        for index in range(self._kind.count()):
            self._kind.setItemText(index, duty_word(WishKind(self._kind.itemData(index))))


class WishesSection(RecordSection[WishLine]):
    """The wishes from today on, by date."""

    def __init__(self, place: Workplace, team: DutyTeam, parent: QWidget | None = None) -> None:
        self._place, self._team = place, team
        self._form_of = WishForm()
        columns: tuple[Column[WishLine], ...] = (
            Column("day", lambda: self.tr("Date"), lambda line, _: _day_text(line.row.day)),
            Column(
                "person", lambda: self.tr("Person"), lambda line, _: team.name(line.row.person_id)
            ),
            Column("wish", lambda: self.tr("Wish"), lambda line, _: duty_word(line.row.kind)),
        )
        super().__init__(
            place.runner, place.clock, Topic.DUTY, columns, self._read, self._form_of, parent
        )
        self.add_button(lambda: self.tr("Add a wish"), self._on_add, needs_record=False)
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.add_button(lambda: self.tr("Delete"), self._on_delete)
        show_whole(self.list, 0)
        self.say_when_empty(
            lambda: self.tr(
                "Nobody has said which dates they want, would rather not have, or cannot have. Add "
                "a wish, and automatic plans keep to it."
            )
        )
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Wishes")

    @override
    def on_edit(self) -> None:
        line = self.list.chosen()
        if line is not None:
            self._begin(line.row)

    @override
    def on_save(self) -> None:
        form, actor, availability = (
            self._form_of,
            self._place.me.actor,
            self._place.desk.availability,
        )
        if not form.save.isEnabled():
            return
        person_id, days, kind = form.person_id, form.days, form.kind
        self.save(lambda: availability.wish_for(actor, person_id, days, kind))

    def _on_add(self) -> None:
        self._begin(None)

    def _on_delete(self) -> None:
        line, actor = self.list.chosen(), self._place.me.actor
        if line is not None:
            row, availability = line.row, self._place.desk.availability
            self.command(lambda: availability.wish(actor, row.person_id, row.day, None))

    def _begin(self, wish: WishRow | None) -> None:
        self._form_of.begin(wish, self._team, self._place.me.person_id, self._today() + _DAY)

    def _read(self) -> tuple[WishLine, ...]:
        today = self._today()
        return tuple(map(WishLine, self._place.desk.availability.wishes(today, today + _AHEAD)))

    def _today(self) -> date:
        return self._place.clock.now().astimezone(self._team.zone).date()


def _day_text(day: date) -> str:
    return f"{weekday_text(day)} {date_text(day)}"
