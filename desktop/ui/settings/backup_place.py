"""The field that shows where backups are kept, and lets another folder be chosen."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from desktop.services.backup_keeping import BackupKeeping
from desktop.ui.runner import Runner
from desktop.ui.theme.typography import Space

PATH_WIDTH = 320


class BackupPlaceField(QWidget):
    """Belongs to this computer: a folder of one is none on another, so it is no setting row."""

    moved = Signal()
    """Backups are kept somewhere else now."""
    refused = Signal(object)
    """DeskError: the folder cannot be taken; the one before stays."""

    def __init__(
        self, keeping: BackupKeeping, runner: Runner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._runner = runner
        self._path = QLineEdit()
        self._path.setReadOnly(True)
        self._path.setMinimumWidth(PATH_WIDTH)
        self._choose = QPushButton()
        self._usual = QPushButton()

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self._path, 1)
        row.addWidget(self._choose)
        row.addWidget(self._usual)
        self.setFocusProxy(self._choose)

        self._choose.clicked.connect(self._on_choose)
        self._usual.clicked.connect(self._on_usual)
        self._retranslate()
        self._show()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()

    def _retranslate(self) -> None:
        self._path.setAccessibleName(self.tr("Folder for backups"))
        self._choose.setText(self.tr("Choose…"))
        self._usual.setText(self.tr("The usual one"))

    def _show(self) -> None:
        path = str(self._keeping.folder)
        self._path.setText(path)
        self._path.setToolTip(escape(path))
        self._usual.setEnabled(not self._keeping.is_usual)

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("A folder for backups"), str(self._keeping.folder))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, name: str) -> None:
        self._move(partial(self._keeping.choose, Path(name)))

    def _on_usual(self) -> None:
        self._move(self._keeping.choose_usual)

    def _move(self, work: Callable[[], None]) -> None:
        self._runner.network(self, work, lambda _: self._on_moved(), self.refused.emit)

    def _on_moved(self) -> None:
        self._show()
        self.moved.emit()
