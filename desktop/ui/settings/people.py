"""Settings > People: who is in the team; nobody is ever deleted, history names them."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.clock import Clock
from desktop.services.people import People
from desktop.services.rows import PersonRow
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.person_form import PersonForm
from desktop.ui.settings.record_list import RecordList
from desktop.ui.settings.section import Section
from desktop.ui.texts import word
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.notice_bar import ErrorBar


class PeopleSection(Section):
    """The list of people, and below it the form for one of them."""

    def __init__(
        self, people: People, runner: Runner, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._people = people
        self._runner = runner
        columns: tuple[Column[PersonRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row, _: row.name),
            Column("email", lambda: self.tr("E-mail"), lambda row, _: row.email),
            Column("role", lambda: self.tr("Role"), lambda row, _: word(row.role)),
            Column("state", lambda: self.tr("State"), lambda row, _: self._state(row)),
        )
        self._list = RecordList(runner, clock, columns, lambda: people.all(with_inactive=True))
        self._add = QPushButton()
        self._edit = QPushButton()
        self._leave = QPushButton()
        self._errors = ErrorBar()
        self._form_part = PersonForm()
        self._form_part.hide()

        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        for button in (self._add, self._edit, self._leave):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.column.addWidget(self._list)
        self.column.addLayout(buttons)
        self.column.addWidget(self._errors)
        self.column.addWidget(self._form_part)

        self._list.view.current_told.connect(self._on_current)
        self._list.view.opened.connect(self._on_edit)
        self._list.table.loaded.connect(self._on_current)
        self._add.clicked.connect(self._on_add)
        self._edit.clicked.connect(self._on_edit)
        self._leave.clicked.connect(self._on_leave)
        self._form_part.saved.connect(self._on_save)
        runner.changed.connect(self._on_changed)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("People")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._list.view.setAccessibleName(self.title())
        self._add.setText(self.tr("Add a person"))
        self._edit.setText(self.tr("Edit"))
        self._on_current()

    def _state(self, person: PersonRow) -> str:
        return self.tr("works here") if person.is_active else self.tr("has left")

    def _on_current(self) -> None:
        person = self._list.chosen()
        self._edit.setEnabled(person is not None)
        self._leave.setEnabled(person is not None)
        is_here = person is None or person.is_active
        self._leave.setText(self.tr("Has left") if is_here else self.tr("Is back"))

    def _on_add(self) -> None:
        self._form_part.begin(None)

    def _on_edit(self) -> None:
        person = self._list.chosen()
        if person is not None:
            self._form_part.begin(person)

    def _on_leave(self) -> None:
        person = self._list.chosen()
        if person is not None:
            self._runner.command(
                self,
                lambda: self._people.set_active(person.id, not person.is_active),
                self._on_saved,
                self._errors.show_error,
            )

    def _on_save(self) -> None:
        form = self._form_part
        person, name, email, role = form.person, form.name, form.email, form.role

        def work() -> Changes:
            if person is None:
                return self._people.add(name, email=email, role=role)
            return self._people.edit(person.id, name=name, email=email, role=role)

        self._runner.command(self, work, self._on_saved, self._errors.show_error)

    def _on_saved(self, _changes: Changes) -> None:
        self._errors.hide()
        self._form_part.hide()

    def _on_changed(self, changes: Changes) -> None:
        if Topic.PEOPLE in changes.topics:
            self._list.table.reload()
