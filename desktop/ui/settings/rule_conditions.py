"""The conditions of a rule: a row each, what is looked at and what is looked for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.arrival_rules import NUMBERED, Condition, Part
from desktop.services.arrival_rules import RuleChoices
from desktop.ui.icons import icon
from desktop.ui.settings.rule_words import PARTS, part_words, records_of
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space

PART_WIDTH = 220


class ConditionRow(QWidget):
    """One condition. Alternatives are separated by commas."""

    removed = Signal(object)
    entered = Signal()

    def __init__(self, choices: RuleChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = choices
        self._part = QComboBox()
        self._part.setMinimumWidth(PART_WIDTH)
        self._header = QLineEdit()
        self._header.setMaximumWidth(PART_WIDTH // 2)
        self._text = QLineEdit()
        self._record = QComboBox()
        self._remove = QToolButton()
        self._remove.setAutoRaise(True)
        for part in PARTS:
            self._part.addItem("", part)

        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self._part)
        layout.addWidget(self._header)
        layout.addWidget(self._text, 1)
        layout.addWidget(self._record, 1)
        layout.addWidget(self._remove)

        self._part.currentIndexChanged.connect(self._on_part)
        self._text.returnPressed.connect(self.entered)
        self._header.returnPressed.connect(self.entered)
        self._remove.clicked.connect(lambda: self.removed.emit(self))
        self._on_part()
        self.retranslate()

    @property
    def condition(self) -> Condition:
        """Return what the row says."""
        part = Part(self._part.currentData())
        if part in NUMBERED:
            chosen = self._record.currentData()
            return Condition(part, () if chosen is None else (str(chosen),))
        values = tuple(value.strip() for value in self._text.text().split(",") if value.strip())
        header = self._header.text().strip() if part is Part.HEADER else ""
        return Condition(part, values, header)

    def show_condition(self, condition: Condition) -> None:
        """Fill the row in."""
        self._part.setCurrentIndex(self._part.findData(condition.part))
        self._header.setText(condition.header)
        if condition.part in NUMBERED:
            wanted = int(condition.values[0]) if condition.values else None
            self._record.setCurrentIndex(self._record.findData(wanted))
        else:
            self._text.setText(", ".join(condition.values))

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        for index, part in enumerate(PARTS):
            self._part.setItemText(index, part_words(part))
        self._part.setAccessibleName(self.tr("What the condition looks at"))
        self._header.setAccessibleName(self.tr("Name of the header"))
        self._header.setPlaceholderText("X-Priority")
        self._text.setAccessibleName(self.tr("What it looks for"))
        self._record.setAccessibleName(self.tr("What it looks for"))
        self._remove.setAccessibleName(self.tr("Remove this condition"))
        self._remove.setToolTip(self.tr("Remove this condition"))
        self._hint()
        self._tint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _on_part(self) -> None:
        part = Part(self._part.currentData())
        is_numbered = part in NUMBERED
        self._text.setVisible(not is_numbered)
        self._record.setVisible(is_numbered)
        self._header.setVisible(part is Part.HEADER)
        if is_numbered:
            self._record.clear()
            for row in records_of(part, self._choices):
                self._record.addItem(row.name, row.id)
        self._hint()

    def _hint(self) -> None:
        hints = {
            Part.RECIPIENT: "urgent@*",
            Part.SENDER: "*@nord.example, boss@orion.example",
            Part.HEADER: self.tr("anything, or words"),
        }
        part = Part(self._part.currentData())
        self._text.setPlaceholderText(hints.get(part, self.tr("fire, does not open, print*")))

    def _tint(self) -> None:
        self._remove.setIcon(icon("x", tokens_of(self.palette()).text))


class ConditionsEditor(QWidget):
    """All conditions of a rule; they must hold together."""

    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices = RuleChoices((), (), (), (), ())
        self._rows: list[ConditionRow] = []
        self._more = QPushButton()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(Space.CONTROL)
        bottom = QHBoxLayout()
        bottom.addWidget(self._more)
        bottom.addStretch(1)
        self._column.addLayout(bottom)
        self._more.clicked.connect(self._on_more)
        self.retranslate()

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Return what the rows say, in order."""
        return tuple(row.condition for row in self._rows)

    def show_conditions(self, conditions: Sequence[Condition], choices: RuleChoices) -> None:
        """Show a row for each; an empty one when there is none yet."""
        self._choices = choices
        for row in list(self._rows):
            self._drop(row)
        for condition in conditions or (Condition(Part.RECIPIENT, ()),):
            self._add().show_condition(condition)

    def retranslate(self) -> None:
        """Take the words of the language now spoken."""
        self._more.setText(self.tr("And another condition"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _add(self) -> ConditionRow:
        row = ConditionRow(self._choices)
        row.removed.connect(self._drop)
        row.entered.connect(self.entered)
        self._column.insertWidget(len(self._rows), row)
        self._rows.append(row)
        self.setFocusProxy(self._rows[0])
        return row

    def _drop(self, row: ConditionRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_more(self) -> None:
        self._add().setFocus()
