"""The form for one rule at arrival."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.arrival_rules import ArrivalRule
from desktop.domain.ticket import Priority
from desktop.services.arrival_rules import RuleChoices, RuleRow
from desktop.services.rows import NamedRow
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.settings.rule_conditions import ConditionsEditor
from desktop.ui.settings.section import FIELD_WIDTH
from desktop.ui.texts import word

CONDITIONS_WIDTH = 2 * FIELD_WIDTH


class RuleForm(RecordForm):
    """When a mail is such, its ticket begins so."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row: RuleRow | None = None
        self._name = QLineEdit()
        self._conditions = ConditionsEditor()
        self._priority = QComboBox()
        self._category = QComboBox()
        self._line = QComboBox()
        self._assignee = QComboBox()
        self._tags = QLineEdit()
        self._active = QCheckBox()
        self.add_field(lambda: self.tr("Name"), self._name)
        self.add_field(lambda: self.tr("When"), self._conditions, CONDITIONS_WIDTH)
        self.add_field(lambda: self.tr("Priority"), self._priority)
        self.add_field(lambda: self.tr("Category"), self._category)
        self.add_field(lambda: self.tr("Line"), self._line)
        self.add_field(lambda: self.tr("Assignee"), self._assignee)
        self.add_field(lambda: self.tr("Tags"), self._tags)
        self.column.addWidget(self._active)
        self._conditions.entered.connect(self.saved)
        self.finish()

    @property
    def rule(self) -> ArrivalRule:
        """Return what is typed."""
        priority = self._priority.currentData()
        tags = (tag.strip() for tag in self._tags.text().split(","))
        return ArrivalRule(
            name=self._name.text().strip(),
            conditions=self._conditions.conditions,
            priority=None if priority is None else Priority(priority),
            category_id=self._category.currentData(),
            line_id=self._line.currentData(),
            assignee_id=self._assignee.currentData(),
            tags=tuple(dict.fromkeys(tag for tag in tags if tag)),
            is_active=self._active.isChecked(),
        )

    def begin(self, row: RuleRow | None, choices: RuleChoices) -> None:
        """Show the form filled in; None: for a new rule."""
        self.row = row
        self._show(row.rule if row else ArrivalRule("", ()), choices)

    def offer(self, rule: ArrivalRule, choices: RuleChoices) -> None:
        """Show the form for a new rule, filled in with a usual one."""
        self.row = None
        self._show(rule, choices)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._tags.setPlaceholderText(self.tr("unchanged"))
        self._active.setText(self.tr("In force"))
        for box in (self._priority, self._category, self._line, self._assignee):
            if box.count():
                box.setItemText(0, self.tr("unchanged"))
        for index in range(1, self._priority.count()):
            self._priority.setItemText(index, word(Priority(self._priority.itemData(index))))

    def _show(self, rule: ArrivalRule, choices: RuleChoices) -> None:
        self._name.setText(rule.name)
        self._conditions.show_conditions(rule.conditions, choices)
        self._fill_priorities(rule.priority)
        for box, rows, chosen in (
            (self._category, choices.categories, rule.category_id),
            (self._line, choices.lines, rule.line_id),
            (self._assignee, choices.people, rule.assignee_id),
        ):
            self._fill(box, rows, chosen)
        self._tags.setText(", ".join(rule.tags))
        self._active.setChecked(rule.is_active)
        self.open_at(self._name)

    def _fill_priorities(self, chosen: Priority | None) -> None:
        self._priority.clear()
        self._priority.addItem("", None)
        for priority in reversed(Priority):
            self._priority.addItem("", priority)
        self._priority.setCurrentIndex(max(0, self._priority.findData(chosen)))

    def _fill(self, box: QComboBox, rows: tuple[NamedRow, ...], chosen: int | None) -> None:
        box.clear()
        box.addItem("", None)
        for row in rows:
            box.addItem(row.name, row.id)
        box.setCurrentIndex(0 if chosen is None else max(0, box.findData(chosen)))
