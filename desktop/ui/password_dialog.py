"""Asking for a password that seals something: once to open it, twice to set it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import PlainLabel

WIDTH = 440


class PasswordDialog(QDialog):
    """Tells nobody what is typed but who listens; `least` letters are needed to go on."""

    given = Signal(str)
    """A password was typed, twice alike where it is set."""

    def __init__(
        self, title: str, text: str, verb: str, parent: QWidget, *, sets: bool, least: int = 1
    ) -> None:
        super().__init__(parent)
        self._least = least
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        told = PlainLabel(text)
        told.setWordWrap(True)
        self._password = self._field(self.tr("Password"))
        self._again = self._field(self.tr("Once more"))
        self._show = QCheckBox(self.tr("Show what I type"))
        self._hint = PlainLabel()
        self._hint.setWordWrap(True)
        self._go = PrimaryButton(verb)
        self._go.setDefault(True)

        form = QFormLayout()
        form.setHorizontalSpacing(Space.PAGE)
        form.setVerticalSpacing(Space.CONTROL)
        form.addRow(self.tr("Password"), self._password)
        if sets:
            form.addRow(self.tr("Once more"), self._again)
        else:
            self._again.hide()
        form.addRow("", self._show)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        cancel = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAutoDefault(False)  # Enter shall not cancel while something is missing
        buttons.addButton(self._go, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        layout.setSpacing(Space.PANE)
        layout.addWidget(told)
        layout.addLayout(form)
        layout.addWidget(self._hint)
        layout.addWidget(buttons)

        self._sets = sets
        self._password.textChanged.connect(self._on_typed)
        self._again.textChanged.connect(self._on_typed)
        self._show.toggled.connect(self._on_show)
        self._go.clicked.connect(self._on_go)
        buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._on_typed()

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(name)
        return field

    def _on_typed(self) -> None:
        """Say what is missing, and let nobody go on before."""
        text = self._password.text()
        is_short = len(text) < self._least
        differs = self._sets and text != self._again.text()
        if is_short and self._sets:
            self._hint.setText(self.tr("At least %n letter(s).", "", self._least))
        elif differs and self._again.text():
            self._hint.setText(self.tr("The two are not the same."))
        else:
            self._hint.clear()
        self._go.setEnabled(not is_short and not differs)

    def _on_show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self._password.setEchoMode(mode)
        self._again.setEchoMode(mode)

    def _on_go(self) -> None:
        self.accept()
        self.given.emit(self._password.text())
