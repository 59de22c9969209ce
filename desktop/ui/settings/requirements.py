"""Settings > Duty: coverage: how many people must be on duty when, and with which skill."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QSpinBox, QWidget
from typing_extensions import override

from desktop.domain.changes import Topic
from desktop.domain.clock import Clock
from desktop.domain.duty_coverage import CoverageRequirement
from desktop.domain.duty_hours import DutyHours, OnHolidays
from desktop.domain.errors import DeskError
from desktop.services.duty_requirements import MOST_PEOPLE, DutyRequirements, RequirementRow
from desktop.services.people import People
from desktop.services.rows import NamedRow
from desktop.ui.duty.fields import LineField
from desktop.ui.duty.words import duty_word
from desktop.ui.formats import number_text
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.duty_words import read_window, weekly_text, window_text
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.signed_in import SignedIn

ROWS_SHOWN = 5


class RequirementForm(RecordForm):
    """Weekly hours, a head count, and perhaps a skill that all of them need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: RequirementRow | None = None
        self._name = QLineEdit()
        self._hours = QLineEdit()
        self._holidays = QComboBox()
        self._headcount = QSpinBox()
        self._skill = QComboBox()
        self._line = LineField()
        self._headcount.setRange(1, MOST_PEOPLE)
        self._skill.setEditable(True)
        self._skill.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for held in OnHolidays:
            self._holidays.addItem("", held)
        self.add_field(lambda: self.tr("Name"), self._name)
        self.add_field(lambda: self.tr("Hours"), self._hours)
        self.add_field(lambda: self.tr("Holidays"), self._holidays)
        self.add_field(lambda: self.tr("People at once"), self._headcount)
        self.add_field(lambda: self.tr("Skill"), self._skill)
        self.add_field(lambda: self.tr("Line"), self._line)
        self.finish()

    @property
    def line_id(self) -> int | None:
        """Return the line it is for; None for all of them."""
        return self._line.line_id

    @property
    def requirement(self) -> CoverageRequirement:
        """Return what is typed.

        Raises:
            Refused: as `read_window`.
        """
        hours = DutyHours(read_window(self._hours.text()), OnHolidays(self._holidays.currentData()))
        skill = self._skill.currentText().strip() or None
        return CoverageRequirement(self._name.text(), hours, self._headcount.value(), skill)

    def begin(
        self, row: RequirementRow | None, skills: tuple[str, ...], lines: tuple[NamedRow, ...]
    ) -> None:
        """Show the form filled in; None: for a new requirement."""
        self.row = row
        kept = row.requirement if row else None
        self._name.setText(kept.name if kept else "")
        self._hours.setText(window_text(kept.hours.window) if kept else "")
        held = kept.hours.on_holidays if kept else OnHolidays.ALSO
        self._holidays.setCurrentIndex(self._holidays.findData(held))
        self._headcount.setValue(kept.headcount if kept else 1)
        self._skill.clear()
        self._skill.addItems(["", *skills])
        self._skill.setEditText((kept.skill if kept else None) or "")
        self._line.show_lines(lines, row.line_id if row else None)
        self.show_field(self._line, bool(lines))
        self.open_at(self._name)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._hours.setPlaceholderText(self.tr("Sa, Su 9-21"))
        edit = self._skill.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(self.tr("none needed"))
        for index in range(self._holidays.count()):
            held = OnHolidays(self._holidays.itemData(index))
            self._holidays.setItemText(index, duty_word(held))


class RequirementsSection(RecordSection[RequirementRow]):
    """The requirements in order. Without any, only what service levels promise is asked for."""

    def __init__(
        self,
        requirements: DutyRequirements,
        people: People,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        self._requirements = requirements
        self._people = people
        self._me = me
        self._lines: tuple[NamedRow, ...] = ()
        self._skills: tuple[str, ...] = ()
        self._form_of = RequirementForm()
        columns: tuple[Column[RequirementRow], ...] = (
            Column("name", lambda: self.tr("Name"), lambda row, _: row.requirement.name),
            Column(
                "hours",
                lambda: self.tr("Hours"),
                lambda row, _: weekly_text(row.requirement.hours),
                tooltip=lambda row, _: weekly_text(row.requirement.hours),
            ),
            Column(
                "people",
                lambda: self.tr("People at once"),
                lambda row, _: number_text(row.requirement.headcount),
                is_number=True,
            ),
            Column("skill", lambda: self.tr("Skill"), lambda row, _: row.requirement.skill or "–"),
            Column("line", lambda: self.tr("Line"), lambda row, _: self._line(row)),
        )
        super().__init__(
            runner, clock, Topic.DUTY, columns, requirements.all, self._form_of, parent
        )
        self.say_above(
            lambda: self.tr(
                "Service levels already ask for somebody out of working hours. Add here what is "
                "needed besides: two people on weekends, or somebody with a skill."
            )
        )
        self.say_when_empty(
            lambda: self.tr(
                "Nothing is asked for besides. Add a requirement for hours in which one person "
                "is not enough."
            )
        )
        self.add_button(lambda: self.tr("Add a requirement"), self._on_add, needs_record=False)
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.add_moves(self._on_move)
        self.add_button(lambda: self.tr("Delete"), self._on_delete)
        self.list.set_rows_shown(ROWS_SHOWN)
        self.list.table.loaded.connect(self._read)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Duty: coverage")

    @override
    def on_edit(self) -> None:
        row = self.list.chosen()
        if row is not None:
            self._form_of.begin(row, self._skills, self._lines)

    @override
    def on_save(self) -> None:
        form, actor = self._form_of, self._me.actor
        row, line_id = form.row, form.line_id
        try:
            requirement = form.requirement
        except DeskError as error:
            self.errors.show_error(error)
            return
        requirement_id = None if row is None else row.id
        self.save(
            lambda: self._requirements.save(
                actor, requirement, requirement_id=requirement_id, line_id=line_id
            )
        )

    def _on_add(self) -> None:
        self._form_of.begin(None, self._skills, self._lines)

    def _on_move(self, row: RequirementRow, place: int) -> None:
        actor = self._me.actor
        self.command(lambda: self._requirements.move(actor, row.id, place))

    def _on_delete(self) -> None:
        row, actor = self.list.chosen(), self._me.actor
        if row is not None:
            self.command(lambda: self._requirements.delete(actor, row.id))

    def _read(self) -> None:
        """Read what requirements can name, each time they were read."""

        def read() -> tuple[tuple[NamedRow, ...], tuple[str, ...]]:
            known = {skill for row in self._requirements.skills() for skill in row.skills}
            return self._people.lines(), tuple(sorted(known))

        self.runner.query(self, read, self._on_read)

    def _on_read(self, found: tuple[tuple[NamedRow, ...], tuple[str, ...]]) -> None:
        self._lines, self._skills = found
        self.list.view.viewport().update()

    def _line(self, row: RequirementRow) -> str:
        names = {line.id: line.name for line in self._lines}
        return self.tr("All lines") if row.line_id is None else names.get(row.line_id, "")
