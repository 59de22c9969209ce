"""Restoring a backup: what is said before, as a question, and afterwards."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.domain.errors import DeskError
from desktop.services.sealed_backups import NEED_PASSWORD
from desktop.ui.formats import instant_text
from desktop.ui.password_dialog import PasswordDialog
from desktop.ui.texts import sentence

if TYPE_CHECKING:  # these import the database layer, which the opening page does not wait for
    from desktop.services.restore_preview import RestorePreview
    from desktop.services.restoring import Restored
    from desktop.ui.runner import OnError, Runner


class Restoring(QObject):
    """Looks into one backup at a time, says what is in it and what it lacks, and asks."""

    chosen = Signal(object)
    """BackupFile: that backup shall take the place of the present data."""
    left = Signal()
    """It shall not."""
    asked = Signal()
    """A question is open: about a backup that is whole, or for its password."""

    def __init__(self, window: QWidget, runner: Runner, *, is_shared: bool) -> None:
        super().__init__(window)
        self._window = window
        self._runner = runner
        self._is_shared = is_shared
        self._is_busy = False

    def choose_file(self, take: Callable[[Path], None]) -> None:
        """Let the person choose a backup wherever it lies."""
        dialog = QFileDialog(self._window, self.tr("A backup to restore"))
        backups = self.tr("Backups (*.sqlite3 *.deskbackup)")
        dialog.setNameFilters([backups, self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: take(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def ask(
        self,
        look: Callable[[str | None], RestorePreview],
        refuse: OnError,
        password: str | None = None,
    ) -> None:
        """Let `look` check a backup on a worker, then ask about it, or for its password first."""
        if self._is_busy:
            return
        self._is_busy = True

        def refused(error: DeskError) -> None:
            self._is_busy = False
            if error.code in NEED_PASSWORD:
                self._ask_password(error, lambda typed: self.ask(look, refuse, typed), refuse)
            else:
                refuse(error)

        self._runner.network(self, partial(look, password), self._ask, refused)

    def after(self, done: Restored) -> str:
        """Return what there is to say once a backup was restored."""
        said = [self.tr("%n ticket(s) restored.", "", done.backup.tickets or 0)]
        if done.saved_as is not None:
            text = self.tr("The data before are kept in {path}.")
            said.append(text.format(path=done.saved_as))
        if done.in_doubt:
            said.append(
                self.tr(
                    "%n mail(s) that waited when the backup was made may have gone out since: look "
                    "at them in their tickets.",
                    "",
                    done.in_doubt,
                )
            )
        return " ".join(said)

    def _ask_password(
        self, error: DeskError, try_it: Callable[[str], None], refuse: OnError
    ) -> None:
        dialog = PasswordDialog(
            self.tr("Password of the backup"),
            sentence(error),
            self.tr("Open the backup"),
            self._window,
            sets=False,
        )
        dialog.given.connect(try_it)
        dialog.rejected.connect(partial(refuse, error))
        dialog.open()
        self.asked.emit()

    def _ask(self, found: RestorePreview) -> None:
        box = QMessageBox(self._window)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle("Duty Desk")
        text = self.tr("Restore the backup of {when}?")
        box.setText(text.format(when=instant_text(found.backup.made_at)))
        box.setInformativeText("\n\n".join(self._contents(found)))
        leave = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        go = box.addButton(self.tr("Restore"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(leave)
        box.setEscapeButton(leave)
        go.clicked.connect(lambda: self.chosen.emit(found.file))
        leave.clicked.connect(self.left)
        box.finished.connect(self._on_finished)
        box.finished.connect(box.deleteLater)
        box.open()
        self.asked.emit()

    def _contents(self, found: RestorePreview) -> Iterator[str]:
        held = self.tr("It is whole and holds %n ticket(s).", "", found.backup.tickets or 0)
        if found.changed_at is not None:
            changed = self.tr("The last change in it is from {when}.")
            held = f"{held} {changed.format(when=instant_text(found.changed_at))}"
        yield held
        if found.newer is None:
            yield self.tr("What came later cannot be counted; it is set aside, not deleted.")
        elif found.newer:
            yield self.tr("%n newer ticket(s) are set aside, not deleted.", "", found.newer)
        if self._is_shared:
            yield self.tr(
                "The present data are archived among the backups first. Everybody who works on "
                "this database gets the restored data."
            )
        else:
            yield self.tr(
                "The present data are kept beside the database; the name ends in .before-restore."
            )

    def _on_finished(self) -> None:
        self._is_busy = False
