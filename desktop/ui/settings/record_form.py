"""The form below a list of records: fields with labels, and Save and Cancel."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.settings.section import FIELD_WIDTH, Words
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import PlainLabel


class RecordForm(QWidget):
    """The fields for making a record and for changing one; who listens saves.

    Subclasses add their fields, call `finish`, and offer what is typed as properties.
    """

    saved = Signal()
    """Save was pressed, or Enter in a line of text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: list[tuple[Words, PlainLabel, QWidget]] = []
        self.save = PrimaryButton()
        self._cancel = QPushButton()
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(Space.PAGE)
        self._form.setVerticalSpacing(Space.CONTROL)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.FieldsStayAtSizeHint)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(Space.PANE)
        self.column.addLayout(self._form)
        self.hide()

    def add_field(self, words: Words, field: QWidget, width: int = FIELD_WIDTH) -> None:
        """Add a labelled field; Enter in a line of text saves."""
        label = PlainLabel()
        label.setBuddy(field)
        field.setMinimumWidth(width)
        self._form.addRow(label, field)
        self._fields.append((words, label, field))
        if isinstance(field, QLineEdit):
            field.returnPressed.connect(self.saved)

    def show_field(self, field: QWidget, shown: bool) -> None:
        """Show or hide a field together with its label."""
        self._form.setRowVisible(field, shown)

    def finish(self) -> None:
        """Add the buttons and say everything; the last step of building."""
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.CONTROL)
        buttons.addWidget(self.save)
        buttons.addWidget(self._cancel)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        self.save.clicked.connect(self.saved)
        self._cancel.clicked.connect(self.hide)
        self.retranslate()

    def open_at(self, field: QWidget) -> None:
        """Show the form with the focus in one of its fields."""
        self.retranslate()
        self.show()
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_words(self) -> str:
        """Return what the button that saves says."""
        return QCoreApplication.translate("RecordForm", "Save")

    def retranslate(self) -> None:
        """Take the words of the language now spoken; subclasses add theirs."""
        for words, label, field in self._fields:
            label.setText(words())
            field.setAccessibleName(words())
        self.save.setText(self.save_words())
        self._cancel.setText(QCoreApplication.translate("RecordForm", "Cancel"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
