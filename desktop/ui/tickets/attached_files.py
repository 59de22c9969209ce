"""The files that go with a letter: added by button, drop or paste, each taken off with a click."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget
from typing_extensions import override

from desktop.mail.outgoing import OutgoingFile
from desktop.ui.formats import size_text
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.widgets.flow_layout import FlowLayout, flow_policy

NAME_SHOWN = 40


class AttachedFiles(QWidget):
    """Holds the files with their bytes: what became of one on the disk since does not matter."""

    changed = Signal()
    """A person added a file or took one off."""
    paths_chosen = Signal(list)
    """Paths to read and `add`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.files: tuple[OutgoingFile, ...] = ()
        self.is_awaited = False
        """Files of the draft are being read; nothing may be sent without them."""

        self._flow = FlowLayout(self)
        flow_policy(self)
        self.hide()

    @property
    def total_bytes(self) -> int:
        """Return how many bytes they have together."""
        return sum(len(file.content) for file in self.files)

    def add(self, files: Iterable[OutgoingFile]) -> None:
        """Attach files, but none twice."""
        self.show_files(dict.fromkeys((*self.files, *files)))
        self.changed.emit()

    def show_files(self, files: Iterable[OutgoingFile]) -> None:
        """Attach exactly these files."""
        self.files = tuple(files)
        self.is_awaited = False
        self._show()

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
            old.hide()
            old.deleteLater()
        for place, file in enumerate(self.files):
            button = self._button(place, file)
            self._flow.addWidget(button)
            button.show()
        self.setVisible(bool(self.files))

    def _button(self, place: int, file: OutgoingFile) -> QPushButton:
        name = file.name if len(file.name) <= NAME_SHOWN else f"{file.name[:NAME_SHOWN]}…"
        label = f"{name} · {size_text(len(file.content))}"
        button = QPushButton(label.replace("&", "&&"), self)
        button.setIcon(icon("x", tokens_of(self.palette()).text))
        button.setAccessibleName(self.tr("Take off the file {name}").format(name=file.name))
        button.clicked.connect(partial(self._on_taken_off, place))
        return button

    def _on_chosen(self, files: list[str]) -> None:
        self.paths_chosen.emit([Path(file) for file in files])

    def _on_taken_off(self, place: int) -> None:
        self.show_files(self.files[:place] + self.files[place + 1 :])
        self.changed.emit()
