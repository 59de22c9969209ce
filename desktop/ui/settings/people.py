"""Settings > People: who is in the team; nobody is ever deleted, history names them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.services.people import People
from desktop.services.rows import PersonRow
from desktop.ui.formats import day_text, weekday_text
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.person_form import PersonForm
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.texts import word
from desktop.ui.widgets.notice_bar import Severity


class PeopleSection(RecordSection[PersonRow]):
    """The list of people, and below it the form for one of them."""

    def __init__(
        self, people: People, runner: Runner, clock: Clock, parent: QWidget | None = None
    ) -> None:
        self._people = people
        self._form_of = PersonForm()
        columns: tuple[Column[PersonRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row, _: row.name),
            Column("email", lambda: self.tr("E-mail"), lambda row, _: row.email),
            Column("role", lambda: self.tr("Role"), lambda row, _: word(row.role)),
            Column("state", lambda: self.tr("State"), lambda row, _: self._state(row)),
        )
        super().__init__(
            runner,
            clock,
            Topic.PEOPLE,
            columns,
            lambda: people.all(with_inactive=True),
            self._form_of,
            parent,
        )
        self.add_button(lambda: self.tr("Add a person"), self._on_add, needs_record=False)
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.add_button(self._leave_words, self._on_leave)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("People")

    @override
    def on_edit(self) -> None:
        person = self.list.chosen()
        if person is not None:
            self._form_of.begin(person)

    @override
    def on_save(self) -> None:
        form = self._form_of
        person, name, email, role = form.person, form.name, form.email, form.role

        def work() -> Changes:
            if person is None:
                return self._people.add(name, email=email, role=role)
            return self._people.edit(person.id, name=name, email=email, role=role)

        self.save(work)

    def _state(self, person: PersonRow) -> str:
        return self.tr("works here") if person.is_active else self.tr("has left")

    def _leave_words(self) -> str:
        person = self.list.chosen()
        is_here = person is None or person.is_active
        return self.tr("Has left") if is_here else self.tr("Is back")

    def _on_add(self) -> None:
        self._form_of.begin(None)

    def _on_leave(self) -> None:
        person = self.list.chosen()
        if person is None:
            return
        self.errors.hide()
        self.runner.command(
            self,
            lambda: self._people.set_active(person.id, not person.is_active),
            on_error=lambda error: self._on_refused(person, error),
        )

    def _on_refused(self, person: PersonRow, error: DeskError) -> None:
        """Offer to take the duties off the calendar, if it is these that hold somebody here."""
        count, first = error.facts.get("count"), error.facts.get("first")
        if (
            error.code != "person.has_duties"
            or not isinstance(count, int)
            or not isinstance(first, datetime)
        ):
            self.errors.show_error(error)
            return
        text = self.tr("{name} has %n duty(ies) in the next year, the first on {day}.", "", count)
        when = f"{weekday_text(first.date())} {day_text(first.date())}"
        self.errors.show_notice(
            Severity.WARNING,
            text.format(name=person.name, day=when),
            (self.tr("Take them off the calendar"), lambda: self._release(person)),
            (self.tr("Cancel"), self.errors.hide),
            can_close=False,
        )

    def _release(self, person: PersonRow) -> None:
        self.command(lambda: self._people.set_active(person.id, False, releases=True))
