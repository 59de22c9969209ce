"""Sheet: a small form over the window that does one command and closes when it is done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.domain.errors import DeskError
from desktop.ui.runner import Runner
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.notice_bar import ErrorBar

WIDTH = 520


class Sheet(QDialog):
    """Subclasses add rows and say what to do in `work`; Ctrl+Enter does it.

    A refusal is shown inside and the sheet stays with everything typed. Closed without doing it,
    it keeps its text for the next time it is opened.
    """

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner = runner
        self._is_busy = False
        self._error = ErrorBar()
        self._form = QFormLayout()
        self._do = PrimaryButton()
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)

        self.setMinimumWidth(WIDTH)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setHorizontalSpacing(Space.PANE)
        self._form.setVerticalSpacing(Space.CONTROL)
        self._buttons.addButton(self._do, QDialogButtonBox.ButtonRole.ActionRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.PANE)
        column.addWidget(self._error)
        column.addLayout(self._form, 1)
        column.addWidget(self._buttons)

        self._do.setDefault(True)
        self._do.clicked.connect(self.do)
        self._buttons.rejected.connect(self.reject)

    @property
    def error(self) -> str:
        """What is said about a refusal; empty without one."""
        return "" if self._error.isHidden() else self._error.text

    def say(self, title: str, verb: str) -> None:
        """Name the sheet and its button."""
        self.setWindowTitle(title)
        self._do.setText(verb)

    def add_row(self, words: str, field: QWidget) -> None:
        """Add a field with its label; a click on the label or its key goes into the field."""
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setText(words)
        label.setBuddy(field)
        field.setAccessibleName(words)
        self._form.addRow(label, field)
        if isinstance(field, QPlainTextEdit):
            field.setTabChangesFocus(True)

    def add_note(self, note: QWidget) -> None:
        """Add what is said under the fields, over the whole width."""
        self._form.addRow(note)

    def work(self) -> Callable[[], Changes]:
        """Return the command with what is typed now; it runs on the command lane."""
        raise NotImplementedError

    def do(self) -> None:
        """Give the command; the sheet closes when it is committed."""
        if not self._is_busy:
            self._is_busy = True
            self._runner.command(self, self.work(), self._on_done, self._on_error)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_return = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_return and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.do()
            return
        super().keyPressEvent(event)

    def _on_done(self, changes: Changes) -> None:
        self._is_busy = False
        self.accept()

    def _on_error(self, error: DeskError) -> None:
        self._is_busy = False
        self._error.show_error(error)
