"""File > Export tickets: choose, save, and open what was saved."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.services.exports import ExportOptions, Exports
from desktop.system.atomic import SHARED, atomic_file
from desktop.ui.errand import Errands, Progress
from desktop.ui.export_dialog import ExportDialog
from desktop.ui.formats import local, number_text
from desktop.ui.language import Language
from desktop.ui.save_dialog import ask_where_to_save
from desktop.ui.saved_notice import show_saved
from desktop.ui.widgets.notice_bar import NoticeBar, Severity
from desktop.ui.widgets.progress_strip import ProgressStrip
from desktop.ui.workplace import Workplace

Done = tuple[int, int]


class Exporting(QObject):
    """A file appears only when it is complete; cancelled, nothing is left behind."""

    def __init__(
        self,
        window: QWidget,
        language: Language,
        place: Workplace,
        errands: Errands,
        strip: ProgressStrip,
        bar: NoticeBar,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._exports: Exports = place.desk.exports
        self._clock = place.clock
        self._language = language
        self._errands = errands
        self._strip = strip
        self._bar = bar

    def ask(self) -> None:
        """Ask for the period and the program, then for the file."""
        if self._errands.is_busy:
            return
        today = local(self._clock.now()).date()
        dialog = ExportDialog(
            today,
            self._language.tongue,
            self.tr("Export tickets"),
            self.tr("Tickets by the day they were created, one row each."),
            self._window,
        )
        dialog.wanted.connect(self._ask_for_file)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def run(self, options: ExportOptions, path: Path) -> None:
        """Write the report to `path`."""

        def work(progress: Progress[Done]) -> int | None:
            try:
                with atomic_file(path, mode=SHARED) as file:
                    text = io.TextIOWrapper(file, encoding="utf-8", newline="")
                    rows = self._exports.tickets(
                        options,
                        text,
                        lambda done, total: progress((done, total)),
                        progress.is_cancelled,
                    )
                    text.flush()
                    text.detach()
                    if progress.is_cancelled():
                        raise _CancelledError
            except _CancelledError:
                return None
            return rows

        self._errands.run(
            self.tr("Exporting tickets…"), work, self._on_progress, partial(self._on_done, path)
        )

    def _ask_for_file(self, options: ExportOptions) -> None:
        ask_where_to_save(
            self._window,
            self.tr("Save the report as"),
            self.tr("Tables (*.csv)"),
            f"{_name(options)}.csv",
            partial(self.run, options),
        )

    def _on_progress(self, done: Done) -> None:
        self._strip.show_share(*done)
        self._strip.say(
            self.tr("Exporting tickets: {done} of {total}").format(
                done=number_text(done[0]), total=number_text(done[1])
            )
        )

    def _on_done(self, path: Path, rows: int | None) -> None:
        if rows is None:
            self._bar.show_notice(Severity.INFO, self.tr("The export was cancelled."))
            return
        saved = self.tr("Saved {name}, %n row(s).", "", rows).format(name=path.name)
        show_saved(self._bar, path, saved)


class _CancelledError(Exception):
    """Leaves the block of `atomic_file` so that it throws the beginning of the file away."""


def _name(options: ExportOptions) -> str:
    """Return `tickets_2026-10-01_2026-10-31`, or `tickets` for everything."""
    days = [day.isoformat() for day in (options.first_day, options.last_day) if day is not None]
    return "_".join(["tickets", *days])
