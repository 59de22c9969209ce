"""File > Back up now: a verified backup in the profile, and one line about it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.domain.errors import DeskError
from desktop.services.backup_keeping import BackupKeeping, KeptBackup
from desktop.ui.formats import number_text, size_text
from desktop.ui.open_path import open_path
from desktop.ui.runner import Runner
from desktop.ui.texts import sentence
from desktop.ui.widgets.notice_bar import ErrorBar, Severity


class BackingUp(QObject):
    """Makes one backup at a time; only one that was opened and counted is told of."""

    made = Signal()
    """There is a new backup."""

    def __init__(
        self, keeping: BackupKeeping, runner: Runner, bar: ErrorBar, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._keeping = keeping
        self._runner = runner
        self._bar = bar
        self._is_busy = False

    def run(self) -> None:
        """Make a backup now, beside everything else."""
        if self._is_busy:
            return
        self._is_busy = True
        self._bar.show_notice(Severity.INFO, self.tr("Making a backup…"))
        self._runner.network(self, self._keeping.make, self._on_made, self._on_refused)

    def _on_made(self, kept: KeptBackup) -> None:
        self._is_busy = False
        text = self.tr("Backup made and verified: {name}, {size}, {tickets} tickets.").format(
            name=kept.row.path.name,
            size=size_text(kept.row.size_bytes),
            tickets=number_text(kept.row.tickets or 0),
        )
        severity = Severity.INFO
        if kept.trouble is not None:
            severity, text = Severity.WARNING, f"{text} {sentence(kept.trouble)}"
        show = (self.tr("Show in folder"), partial(open_path, kept.row.path.parent))
        self._bar.show_notice(severity, text, show)
        self.made.emit()

    def _on_refused(self, error: DeskError) -> None:
        self._is_busy = False
        self._bar.show_error(error, self.run)
