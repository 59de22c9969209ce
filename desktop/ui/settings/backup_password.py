"""The field that says whether backups are sealed with a password, and sets or forgets it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from desktop.services.backup_keeping import BackupKeeping
from desktop.services.sealed_backups import LEAST_LETTERS
from desktop.ui.password_dialog import PasswordDialog
from desktop.ui.runner import Runner
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import PlainLabel


class BackupPasswordField(QWidget):
    """Belongs to this computer, as its keyring does; the password itself is never shown."""

    changed = Signal()
    """Backups are sealed otherwise now."""
    refused = Signal(object)
    """DeskError: all stays as it was."""

    def __init__(
        self, keeping: BackupKeeping, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._runner = runner
        self._state = PlainLabel()
        self._set = QPushButton()
        self._forget = QPushButton()

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self._state)
        row.addWidget(self._set)
        row.addWidget(self._forget)
        row.addStretch(1)
        self.setFocusProxy(self._set)

        self._set.clicked.connect(self._on_set)
        self._forget.clicked.connect(self._on_forget)
        self._retranslate()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._retranslate()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        is_sealed = self._keeping.is_sealed
        self._state.setText(self.tr("set") if is_sealed else self.tr("none"))
        self._set.setText(self.tr("Enter anew…") if is_sealed else self.tr("Set…"))
        self._forget.setText(self.tr("Without a password"))
        self._forget.setVisible(is_sealed)

    def _on_set(self) -> None:
        text = self.tr(
            "Backups made from now on can be opened with this password only. Nobody can recover "
            "it: keep it where you find it when this computer is lost."
        )
        dialog = PasswordDialog(
            self.tr("Password for backups"),
            text,
            self.tr("Seal backups"),
            self,
            sets=True,
            least=LEAST_LETTERS,
        )
        dialog.given.connect(self._on_given)
        dialog.open()

    def _on_given(self, password: str) -> None:
        self._change(partial(self._keeping.seal_with, password))

    def _on_forget(self) -> None:
        self._change(self._keeping.seal_no_more)

    def _change(self, work: Callable[[], None]) -> None:
        self._runner.network(self, work, lambda _: self._on_changed(), self.refused.emit)

    def _on_changed(self) -> None:
        self._retranslate()
        self.changed.emit()
