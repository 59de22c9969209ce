"""What the window shows until the database is open, or when it cannot be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QStackedLayout, QWidget
from typing_extensions import override

from desktop.domain.errors import DeskError
from desktop.ui.formats import instant_text, number_text

if TYPE_CHECKING:  # imports the database layer, which the first paint does not wait for
    from desktop.services.salvaging import Salvaged
    from desktop.ui.widgets.empty_state import EmptyState

DAMAGED = "database.damaged"
PATIENCE_MS = 300
"""Usually it is faster; then nothing is said at all."""


class OpeningPage(QWidget):
    """Blank at first, then busy, or the reason why there is no desk and what to do."""

    again = Signal()
    """Try to open once more."""
    quit = Signal()
    """End the program."""
    restore_wanted = Signal()
    """Put the last backup that is whole in the place of a damaged data file."""
    rescue_wanted = Signal(object)
    """Path: export there what can be read of a damaged data file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._backup_at: datetime | None = None
        self._rescued: Salvaged | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        layout = QStackedLayout(self)
        layout.addWidget(QWidget(self))
        self._layout = layout
        self._say: Callable[[], None] = self._say_opening
        self._patience.timeout.connect(self._show_words)

    @cached_property
    def _state(self) -> EmptyState:
        """What is shown when it takes long or went wrong; the first paint does not show it."""
        from desktop.ui.widgets.empty_state import EmptyState

        made = EmptyState("database", self)
        self._layout.addWidget(made)
        return made

    def say_busy(self) -> None:
        """Opening has begun; say so if it takes long."""
        self._say = self._say_opening
        self._layout.setCurrentIndex(0)
        self._patience.start()

    def say_refused(self, error: DeskError, backup_at: datetime | None = None) -> None:
        """Opening failed: say why, and offer to try again.

        `backup_at` is when the newest verified backup was made, if that is what helps.
        """
        self._backup_at = backup_at
        self._rescued = None
        self._show(partial(self._say_refused, error))

    def say_rescued(self, done: Salvaged) -> None:
        """What could be read is exported."""
        self._rescued = done
        self._show_words()

    def say_restoring(self, done: int = 0, count: int = 0) -> None:
        """A backup is looked into, or its rows are being put back; how many, once that is known."""
        self._show(partial(self._say_restoring, done, count))

    def say_not_restored(self, error: DeskError) -> None:
        """A backup was not restored: say why, and that the data are as they were."""
        self._show(partial(self._say_not_restored, error))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and "_state" in vars(self):
            self._say()

    def _show(self, say: Callable[[], None]) -> None:
        self._say = say
        self._patience.stop()
        self._show_words()

    def _show_words(self) -> None:
        self._say()
        self._layout.setCurrentIndex(1)

    def _say_opening(self) -> None:
        self._state.say(
            self.tr("Opening the database…"),
            self.tr("After an update this can take a few minutes: a verified copy comes first."),
        )

    def _say_refused(self, error: DeskError) -> None:
        buttons = [(self.tr("Try again"), self.again.emit), (self.tr("Quit"), self.quit.emit)]
        if error.code == DAMAGED:
            buttons.insert(0, (self.tr("Export what can be read…"), self._on_rescue))
            if self._backup_at is not None:
                buttons.insert(0, (self.tr("Restore the backup…"), self.restore_wanted.emit))
        self._state.say(
            self.tr("The database could not be opened."),
            "\n".join(self._reasons(error)),
            *buttons,
        )

    def _reasons(self, error: DeskError) -> Iterator[str]:
        yield _sentence(error)
        if self._backup_at is not None:
            text = self.tr("Your last verified backup is from {when}.")
            yield text.format(when=instant_text(self._backup_at))
        if self._rescued is not None:
            text = self.tr("Exported to {folder}: {mails} mails and {rows} rows of tables.")
            yield text.format(
                folder=self._rescued.folder,
                mails=number_text(self._rescued.mails),
                rows=number_text(self._rescued.rows),
            )

    def _say_restoring(self, done: int, count: int) -> None:
        text = self.tr("The backup is checked and put in place; the present data are kept.")
        if count:
            rows = self.tr("{done} of {count} rows").format(
                done=number_text(done), count=number_text(count)
            )
            text = f"{text}\n{rows}"
        self._state.say(self.tr("Restoring the backup…"), text)

    def _say_not_restored(self, error: DeskError) -> None:
        self._state.say(
            self.tr("The backup was not restored."),
            f"{_sentence(error)}\n{self.tr('The data are as they were.')}",
            (self.tr("Open them"), self.again.emit),
            (self.tr("Quit"), self.quit.emit),
        )

    def _on_rescue(self) -> None:
        dialog = QFileDialog(self, self.tr("An empty folder for the export"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda path: self.rescue_wanted.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _sentence(error: DeskError) -> str:
    from desktop.ui.texts import sentence  # with every sentence there is

    return sentence(error)
