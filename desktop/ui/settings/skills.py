"""Settings > Duty: skills: what each person can do that some duties need."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Topic
from desktop.domain.clock import Clock
from desktop.services.duty_requirements import DutyRequirements, SkillsRow
from desktop.ui.lists.columns import Column
from desktop.ui.runner import Runner
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.record_section import RecordSection
from desktop.ui.signed_in import SignedIn


@dataclass(frozen=True, slots=True)
class SkillsLine:
    """A person's skills as a list holds them."""

    row: SkillsRow

    @property
    def id(self) -> int:
        """The person's number."""
        return self.row.person_id


class SkillsForm(RecordForm):
    """The skills of one person, parted by commas."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.person_id = 0
        self._name = ""
        self._skills = QLineEdit()
        self.add_field(lambda: self.tr("Skills of {name}").format(name=self._name), self._skills)
        self.finish()

    @property
    def skills(self) -> tuple[str, ...]:
        """Return what is typed."""
        return tuple(filter(None, map(str.strip, self._skills.text().split(","))))

    def begin(self, row: SkillsRow) -> None:
        """Show the form filled in."""
        self.person_id, self._name = row.person_id, row.name
        self._skills.setText(", ".join(row.skills))
        self.open_at(self._skills)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._skills.setPlaceholderText(self.tr("databases, network"))


class SkillsSection(RecordSection[SkillsLine]):
    """Everybody active, with the skills that requirements may ask for."""

    def __init__(
        self,
        requirements: DutyRequirements,
        runner: Runner,
        clock: Clock,
        me: SignedIn,
        parent: QWidget | None = None,
    ) -> None:
        self._requirements = requirements
        self._me = me
        self._form_of = SkillsForm()
        columns: tuple[Column[SkillsLine], ...] = (
            Column("name", lambda: self.tr("Name"), lambda line, _: line.row.name),
            Column(
                "skills",
                lambda: self.tr("Skills"),
                lambda line, _: ", ".join(line.row.skills) or "–",
                tooltip=lambda line, _: ", ".join(line.row.skills),
            ),
        )
        super().__init__(runner, clock, Topic.DUTY, columns, self._read, self._form_of, parent)
        self.add_button(lambda: self.tr("Edit"), self.on_edit)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Duty: skills")

    @override
    def on_edit(self) -> None:
        line = self.list.chosen()
        if line is not None:
            self._form_of.begin(line.row)

    @override
    def on_save(self) -> None:
        actor, person_id, skills = self._me.actor, self._form_of.person_id, self._form_of.skills
        self.save(lambda: self._requirements.set_skills(actor, person_id, skills))

    def _read(self) -> tuple[SkillsLine, ...]:
        return tuple(map(SkillsLine, self._requirements.skills()))
