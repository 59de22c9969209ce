"""Saves one's own duties as a calendar file, for the calendar a person keeps elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.tongue import Written
from desktop.services.desk import Desk
from desktop.system.atomic import SHARED, atomic_file
from desktop.ui.language import Language
from desktop.ui.open_path import open_path
from desktop.ui.runner import Runner
from desktop.ui.signed_in import SignedIn
from desktop.ui.widgets.notice_bar import ErrorBar, Severity


class CalendarSaving(QObject):
    """Asks where to, and offers to open what was saved: calendars take such a file in."""

    def __init__(
        self,
        window: QWidget,
        desk: Desk,
        runner: Runner,
        me: SignedIn,
        language: Language,
        bar: ErrorBar,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._runner = runner
        self._me = me
        self._language = language
        self._bar = bar

    def ask(self) -> None:
        """Ask for the file, then write it."""
        if self._me.person is None:
            return
        dialog = QFileDialog(self._window, self.tr("Save my duties as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.setNameFilter(self.tr("Calendars (*.ics)"))
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.selectFile(self.tr("duties.ics"))
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the duties of whoever works here to `path`."""
        person_id = self._me.person_id
        written = Written(self._language.tongue.value)

        def work() -> Path:
            content = self._desk.duty_export.ics(person_id, written=written)
            with atomic_file(path, mode=SHARED) as file:
                file.write(content)
            return path

        self._runner.network(self, work, self._on_saved, self._bar.show_error)

    def _on_saved(self, path: Path) -> None:
        self._bar.show_notice(
            Severity.INFO,
            self.tr("Saved as {name}.").format(name=path.name),
            (self.tr("Open"), lambda: open_path(path)),
        )
