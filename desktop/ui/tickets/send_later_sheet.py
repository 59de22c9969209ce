"""Asks at what moment a reply should leave."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QWidget
from typing_extensions import override

from desktop.ui.theme.typography import Space
from desktop.ui.tickets.date_field import DateField
from desktop.ui.widgets.buttons import PrimaryButton


class SendLaterSheet(QDialog):
    """A date and a time on the team's wall clock."""

    chosen = Signal(datetime)

    def __init__(self, at: datetime, zone: tzinfo, parent: QWidget) -> None:
        super().__init__(parent)
        self.field = DateField(at, zone)
        self._do = PrimaryButton()
        self._form = QFormLayout(self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        buttons.addButton(self._do, QDialogButtonBox.ButtonRole.AcceptRole)
        self._form.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        self._form.addRow(" ", self.field)
        self._form.addRow(buttons)

        buttons.accepted.connect(self._on_accepted)
        buttons.rejected.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _on_accepted(self) -> None:
        self.chosen.emit(self.field.at())
        self.accept()

    def _say(self) -> None:
        self.setWindowTitle(self.tr("Send later"))
        self._do.setText(self.tr("Send later"))
        label = self._form.labelForField(self.field)
        label.setProperty("text", self.tr("It leaves"))
        self.field.setAccessibleName(self.tr("It leaves"))
