"""Saving an attachment: where to, a warning when it can do harm, and never opening it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.mail_text import safe_file_name
from desktop.domain.risky_files import is_risky
from desktop.services.desk import Desk
from desktop.services.rows_ticket import AttachmentRow
from desktop.system.foreign_file import save_foreign_file
from desktop.ui.runner import Runner
from desktop.ui.widgets.notice_bar import NoticeBar, Severity

_DOWNLOADS = QStandardPaths.StandardLocation.DownloadLocation


class FileSaving(QObject):
    """Asks for a place and writes the file there on a worker; tells about it in a notice bar."""

    def __init__(self, desk: Desk, runner: Runner, notice: NoticeBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._runner = runner
        self._notice = notice
        self._window = parent

    def save(self, file: AttachmentRow) -> None:
        """Save a file; one that can run asks for a second thought first."""
        if not is_risky(file.name):
            self._ask_place(file)
            return
        text = self.tr(
            "“{name}” can run programs or show a false page when it is opened. Save it only if "
            "you expected it."
        )

        def _on_anyway() -> None:
            self._notice.hide()
            self._ask_place(file)

        self._notice.show_notice(
            Severity.WARNING,
            text.format(name=file.name),
            (self.tr("Save anyway…"), _on_anyway),
        )

    def _ask_place(self, file: AttachmentRow) -> None:
        name = safe_file_name(file.name, file.id)
        dialog = QFileDialog(self._window, self.tr("Save file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDirectory(QStandardPaths.writableLocation(_DOWNLOADS))
        dialog.selectFile(name)

        def _on_chosen(path: str) -> None:
            self._write(file, Path(path))

        dialog.fileSelected.connect(_on_chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _write(self, file: AttachmentRow, path: Path) -> None:
        viewing = self._desk.viewing

        def work() -> Changes:
            found = viewing.file(file.id)
            save_foreign_file(path, found.content)
            return NOTHING

        def _on_done(_: Changes) -> None:
            text = self.tr("Saved: {path}").format(path=path)
            self._notice.show_notice(Severity.INFO, text)

        self._runner.network(self, work, _on_done)
