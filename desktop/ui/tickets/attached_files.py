"""The files that go with a reply: added by button or drop, each taken off with a click."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from typing_extensions import override

from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.widgets.flow_layout import FlowLayout, flow_policy

NAME_SHOWN = 40


class AttachedFiles(QWidget):
    """Remembers paths; the files are read when the reply is sent."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.paths: list[Path] = []
        self._flow = FlowLayout(self)
        flow_policy(self)
        self.hide()

    def add(self, paths: Iterable[Path]) -> None:
        """Attach files that are not attached yet."""
        self.show_paths([*self.paths, *paths])

    def show_paths(self, paths: Iterable[Path]) -> None:
        """Attach exactly these files."""
        self.paths = list(dict.fromkeys(paths))
        self._show()
        self.changed.emit()

    def choose(self) -> None:
        """Let a person choose files."""
        dialog = QFileDialog(self, self.tr("Attach files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.LanguageChange):
            self._show()

    def _show(self) -> None:
        for old in self.findChildren(QPushButton):
            self._flow.removeWidget(old)
            old.deleteLater()
        for path in self.paths:
            self._flow.addWidget(self._button(path))
        self.setVisible(bool(self.paths))

    def _button(self, path: Path) -> QPushButton:
        name = path.name if len(path.name) <= NAME_SHOWN else f"{path.name[:NAME_SHOWN]}…"
        button = QPushButton(name.replace("&", "&&"), self)
        button.setIcon(icon("x", tokens_of(self.palette()).text))
        button.setAccessibleName(self.tr("Take off the file {name}").format(name=path.name))
        button.clicked.connect(partial(self._on_taken_off, path))
        return button

    def _on_chosen(self, files: list[str]) -> None:
        self.add(Path(file) for file in files)

    def _on_taken_off(self, path: Path) -> None:
        self.show_paths(kept for kept in self.paths if kept != path)
