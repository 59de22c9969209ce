"""Settings > Duty: the rotations, and who takes turns in them."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.changes import Topic
from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError
from desktop.services.duty import Duty
from desktop.services.duty_rows import DutyRuleRow
from desktop.services.duty_rules import DutyRules
from desktop.services.people import People
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.duty_form import DutyChoices, DutyForm
from desktop.ui.settings.duty_words import turn_text, window_text
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.signed_in import SignedIn

_SOON = timedelta(minutes=1)
"""What an edit adds to now, so that it does not lie in the past when it is written."""


class DutySection(RecordSection[DutyRuleRow]):
    """The list of rotations, and below it the form for one of them."""

    def __init__(
        self,
        rules: DutyRules,
        duty: Duty,
        people: People,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        self._rules = rules
        self._duty = duty
        self._people = people
        self._clock = clock
        self._me = me
        self._choices = DutyChoices()
        self._form_of = DutyForm()
        columns: tuple[Column[DutyRuleRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row, _: row.name),
            Column("line", lambda: self.tr("Line"), lambda row, _: self._line(row)),
            Column("hours", lambda: self.tr("Hours"), lambda row, _: window_text(row.window)),
            Column("turn", lambda: self.tr("A turn lasts"), lambda row, _: self._turn(row)),
            Column(
                "people",
                lambda: self.tr("People, in order"),
                lambda row, _: self._names(row),
                tooltip=lambda row, _: self._names(row),
            ),
        )
        super().__init__(runner, clock, Topic.DUTY, columns, rules.all, self._form_of, parent)
        self.say_above(
            lambda: self.tr(
                "Out of working hours an alarm wakes whoever is on duty. Without a rotation "
                "warnings go to the assignee, or to whoever sits here."
            )
        )
        self.say_when_empty(
            lambda: self.tr(
                "No rotation yet: at night nobody is woken. Add one, and say who takes turns."
            )
        )
        self.add_button(lambda: self.tr("Add a rotation"), self._on_add, needs_record=False)
        self._edit = self.add_button(lambda: self.tr("Change people"), self.on_edit)
        self._end = self.add_button(lambda: self.tr("End"), self._on_end)
        self.list.table.loaded.connect(self._read)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Duty")

    @override
    def on_current(self) -> None:
        super().on_current()
        row = self.list.chosen()
        is_kept = row is not None and row.rotation is not None
        self._edit.setEnabled(is_kept)
        self._end.setEnabled(is_kept)

    @override
    def on_edit(self) -> None:
        row = self.list.chosen()
        if row is not None and row.rotation is not None:
            self._begin(row)

    @override
    def on_save(self) -> None:
        form, actor, now = self._form_of, self._me.actor, self._clock.now()
        row, people = form.row, form.people
        if row is not None:
            since = None if form.is_later else now + _SOON
            self.save(lambda: self._rules.change_people(actor, row.id, people, since))
            return
        try:
            rule = form.rule(now)
        except DeskError as error:
            self.errors.show_error(error)
            return
        self.save(lambda: self._rules.add(actor, rule))

    def _on_add(self) -> None:
        self._begin(None)

    def _on_end(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._rules.end(actor, row.id))

    def _read(self) -> None:
        """Read whom the rules name, each time the rules were read."""
        self.runner.query(self, self._read_choices, self._on_read)

    def _begin(self, row: DutyRuleRow | None) -> None:
        """Open the form on the team as it is now."""

        def begin(choices: DutyChoices) -> None:
            self._on_read(choices)
            self._form_of.begin(row, choices)

        self.runner.query(self, self._read_choices, begin)

    def _read_choices(self) -> DutyChoices:
        """On a worker: read what the form offers."""
        return DutyChoices(
            self._people.all(with_inactive=True), self._people.lines(), self._duty.wall_zone()
        )

    def _on_read(self, choices: DutyChoices) -> None:
        self._choices = choices
        self.list.view.viewport().update()

    def _line(self, row: DutyRuleRow) -> str:
        names = {line.id: line.name for line in self._choices.lines}
        return self.tr("All lines") if row.line_id is None else names.get(row.line_id, "")

    def _turn(self, row: DutyRuleRow) -> str:
        return self.tr("ended") if row.rotation is None else turn_text(row.rotation.cadence)

    def _names(self, row: DutyRuleRow) -> str:
        names = {str(person.id): person.name for person in self._choices.people}
        people = row.rotation.people if row.rotation else ()
        return ", ".join(names.get(person, "") for person in people)
