"""The switch "Start with the computer", which shows what is so and not what was once chosen."""

from __future__ import annotations

from functools import partial

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from desktop.domain.errors import DeskError
from desktop.system.autostart import Autostart
from desktop.ui.runner import Runner


class AutostartSwitch(QCheckBox):
    """Reads the state whenever it is shown: people switch it off in their system as well."""

    def __init__(self, autostart: Autostart, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._autostart = autostart
        self._runner = runner
        self.clicked.connect(self._on_clicked)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read()

    def _read(self) -> None:
        self._runner.query(self, self._autostart.is_on, self.setChecked, latest="autostart")

    def _on_clicked(self, checked: bool) -> None:
        work = partial(self._autostart.switch, on=checked)
        self._runner.network(self, work, lambda _: self._read(), self._on_refused)

    def _on_refused(self, error: DeskError) -> None:
        self._runner.failed.emit(error)
        self._read()
