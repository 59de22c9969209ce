"""A section of the settings: a heading and rows of a label, a control and a hint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QFormLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel, PlainLabel, SectionHeader

Words = Callable[[], str]
"""Gives a text in the language now spoken: `lambda: self.tr("…")`."""

FIELD_WIDTH = 320
HINT_WIDTH = 480


class HintLabel(MutedLabel):
    """Says more about a setting, on as many lines as it takes.

    It asks for their height itself: a form that has moved a field below its label does not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)

    @override
    def setText(self, text: str) -> None:
        super().setText(text)
        self._ask_for_height()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._ask_for_height()

    def _ask_for_height(self) -> None:
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting: its words are asked again when the language changes."""

    words: Words
    field: QWidget
    label: PlainLabel | None
    hint_words: Words | None
    hint: HintLabel | None

    def text(self) -> str:
        """Return what the search looks in."""
        hint = self.hint_words() if self.hint_words else ""
        return f"{self.words()} {hint}".casefold()

    def say(self) -> None:
        """Take the words of the language now spoken."""
        if self.label is not None:
            self.label.setText(self.words())
        elif isinstance(self.field, QAbstractButton):
            self.field.setText(self.words())
        self.field.setAccessibleName(self.words())
        if self.hint is not None and self.hint_words is not None:
            self.hint.setText(self.hint_words())
            self.field.setAccessibleDescription(self.hint_words())


class Section(QWidget):
    """The page of one subject. Subclasses say their `title` and add rows and widgets."""

    saves_at_once = True
    """Whether a change applies without being saved, as the page says below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[SettingRow] = []
        self._heading = SectionHeader()
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(Space.PAGE)
        self._form.setVerticalSpacing(Space.CONTROL)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(Space.SECTION, Space.PAGE, Space.SECTION, Space.PAGE)
        self.column.setSpacing(Space.PANE)
        self.column.addWidget(self._heading)
        self.column.addLayout(self._form)

    def title(self) -> str:
        """Return the name of the section in the language now spoken."""
        raise NotImplementedError

    def add_row(self, words: Words, field: QWidget, hint: Words | None = None) -> None:
        """Add a control; a button carries its own words, everything else gets a label."""
        if isinstance(field, QAbstractButton):
            label = None
            self._form.addRow("", field)
        else:
            label = PlainLabel()
            label.setBuddy(field)
            field.setMinimumWidth(FIELD_WIDTH)
            self._form.addRow(label, field)
        hint_label = None
        if hint is not None:
            hint_label = HintLabel()
            hint_label.setMinimumWidth(HINT_WIDTH)
            self._form.addRow("", hint_label)
        row = SettingRow(words, field, label, hint, hint_label)
        row.say()
        self.rows.append(row)

    def finish(self) -> None:
        """Say everything, and keep the rows together at the top; the last step of building."""
        self.column.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the words of the language now spoken; subclasses add theirs."""
        self._heading.setText(self.title())
        for row in self.rows:
            row.say()

    def row_about(self, text: str) -> SettingRow | None:
        """Return the first row that speaks of `text`."""
        wanted = text.casefold()
        return next((row for row in self.rows if wanted in row.text()), None)

    def matches(self, text: str) -> bool:
        """Say whether the section has something about `text`."""
        return text.casefold() in self.title().casefold() or self.row_about(text) is not None

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
