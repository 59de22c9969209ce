"""What comes along on paper: asked only where a conversation has internal notes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import PrimaryButton
from desktop.ui.widgets.labels import MutedLabel

WIDTH = 420


class PrintSheet(QDialog):
    """Leaves the notes out unless they are ticked each time anew: paper goes to clients."""

    confirmed = Signal(bool)
    """Whether internal notes come along."""

    def __init__(self, is_printed: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.notes = QCheckBox(self.tr("With internal notes"))
        hint = MutedLabel()
        self.go_on = PrimaryButton()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)

        self.setMinimumWidth(WIDTH)
        self.setWindowTitle(self.tr("Print") if is_printed else self.tr("Save as PDF"))
        hint.setText(self.tr("Without them it can be given to the client."))
        hint.setWordWrap(True)
        self.go_on.setText(self.tr("Go on…"))
        buttons.addButton(self.go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self.notes)
        column.addWidget(hint)
        column.addWidget(buttons)

        self.go_on.setDefault(True)
        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)

    def _on_accepted(self) -> None:
        self.accept()
        self.confirmed.emit(self.notes.isChecked())
