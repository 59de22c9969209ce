"""File > Import mail: choose files or a folder, watch it, read what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop.services.imports import ImportReport
from desktop.ui.errand import Errands, Progress
from desktop.ui.formats import number_text
from desktop.ui.texts import sentence
from desktop.ui.widgets.notice_bar import NoticeBar, Severity
from desktop.ui.widgets.progress_strip import ProgressStrip
from desktop.ui.workplace import Workplace

NAMED = 3
"""So many unreadable paths are named; the log has all."""


class Importing(QObject):
    """An import is history: it sends nothing and starts no alarm; again adds nothing."""

    ended = Signal()
    """An import is over and its report shown."""

    def __init__(
        self,
        window: QWidget,
        place: Workplace,
        errands: Errands,
        strip: ProgressStrip,
        bar: NoticeBar,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._imports = place.desk.imports
        self._history = place.desk.history
        self._runner = place.runner
        self._me = place.me
        self._errands = errands
        self._strip = strip
        self._bar = bar
        self._severity = Severity.INFO
        self._told = ""

    def ask(self) -> None:
        """Ask whether files or a folder, then for which."""
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("Import mail"))
        box.setText(self.tr("What is to be imported?"))
        box.setInformativeText(
            self.tr(
                "Mailboxes (mbox), Maildir folders and single messages (.eml) become tickets. "
                "Nothing is answered and nobody is warned about old mail."
            )
        )
        files = box.addButton(self.tr("Files…"), QMessageBox.ButtonRole.AcceptRole)
        folder = box.addButton(self.tr("A folder…"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        files.clicked.connect(self.choose_files)
        folder.clicked.connect(self.choose_folder)
        box.finished.connect(box.deleteLater)
        box.open()

    def choose_files(self) -> None:
        """Let the person choose mailbox files and messages."""
        self._choose(QFileDialog.FileMode.ExistingFiles, self.tr("Import mail: files"))

    def choose_folder(self) -> None:
        """Let the person choose a Maildir or a folder of mail."""
        self._choose(QFileDialog.FileMode.Directory, self.tr("Import mail: a folder"))

    def run(self, paths: Sequence[Path]) -> None:
        """Import `paths`; a second import waits until the first is over."""
        if not paths or self._errands.is_busy:
            return

        def work(progress: Progress[ImportReport]) -> ImportReport:
            return self._imports.run(paths, progress, progress.is_cancelled)

        self._errands.run(self.tr("Reading mail…"), work, self._on_progress, self._on_done)

    def _choose(self, mode: QFileDialog.FileMode, title: str) -> None:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(mode)
        dialog.filesSelected.connect(self._on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_chosen(self, names: list[str]) -> None:
        self.run([Path(name) for name in names])

    def _on_progress(self, report: ImportReport) -> None:
        done = report.imported + report.already_there
        self._strip.say(
            self.tr("Importing mail: {done} of {found} found so far").format(
                done=number_text(done), found=number_text(report.found)
            )
        )

    def _on_done(self, report: ImportReport) -> None:
        self._runner.changed.emit(report.changes)
        parts = [
            self.tr("%n mail(s) found", "", report.found),
            self.tr("%n imported", "", report.imported),
            self.tr("%n already there", "", report.already_there),
        ]
        if report.quarantined:
            parts.append(self.tr("%n set aside as unreadable", "", report.quarantined))
        text = self.tr("Import finished: {parts}.").format(parts=", ".join(parts))
        self._severity = Severity.INFO
        for path, error in report.failed[:NAMED]:
            self._severity = Severity.WARNING
            text += f"\n{path}: {sentence(error)}"
        self._told = text
        self._bar.show_notice(self._severity, text)
        self._runner.query(self, self._history.past_due, self._offer_to_solve)
        self.ended.emit()

    def _offer_to_solve(self, count: int) -> None:
        """Offer to solve what was open and late before it came here (contracts.md, History)."""
        if not count:
            return
        offer = self.tr("%n imported ticket(s) are past their date.", "", count)
        self._bar.show_notice(
            self._severity,
            f"{self._told}\n{offer}",
            (self.tr("Solve them all"), self._on_solve_all),
            (self.tr("Leave"), self._bar.hide),
        )

    def _on_solve_all(self) -> None:
        self._bar.hide()
        by = self._me.actor
        self._runner.command(self, lambda: self._history.solve_past_due(by))
