"""A conversation on paper or as a PDF: asks what and where to, then works on a worker."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.changes import NOTHING, Changes
from desktop.ui.paper_device import ask_printer, write_pdf
from desktop.ui.saved_notice import show_saved
from desktop.ui.tickets.paper import print_paper, read_paper
from desktop.ui.tickets.print_sheet import PrintSheet
from desktop.ui.widgets.notice_bar import NoticeBar, Severity
from desktop.ui.workplace import Workplace

Ask = Callable[[int, bool], None]
"""What follows once it is known whether the notes of a ticket come along."""


class Printing(QObject):
    """Prints a whole conversation; internal notes stay out unless somebody ticks them."""

    def __init__(self, place: Workplace, notice: NoticeBar, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = place
        self._notice = notice
        self._window = parent

    def ask_printer(self, ticket_id: int, *, has_notes: bool) -> None:
        """Ask for a printer, and about internal notes where there may be any; then print."""
        self._ask(self._ask_printer, ticket_id, has_notes=has_notes, is_printed=True)

    def ask_file(self, ticket_id: int, *, has_notes: bool) -> None:
        """Ask for a file, and about internal notes where there may be any; then write it."""
        self._ask(self._ask_file, ticket_id, has_notes=has_notes, is_printed=False)

    def print_on(self, printer: QPrinter, ticket_id: int, with_notes: bool) -> None:
        """Print the conversation on a printer that was chosen."""
        desk, now = self._place.desk, self._place.clock.now()

        def work() -> Changes:
            print_paper(read_paper(desk, ticket_id, now, with_notes=with_notes), printer)
            return NOTHING

        self._place.runner.network(self, work, self._on_printed)

    def save(self, ticket_id: int, with_notes: bool, path: Path) -> None:
        """Write the conversation as a PDF; the file appears when it is whole."""
        desk, now = self._place.desk, self._place.clock.now()

        def work() -> Changes:
            paper = read_paper(desk, ticket_id, now, with_notes=with_notes)
            title = f"#{ticket_id} {paper.detail.ticket.subject}"
            write_pdf(path, title, partial(print_paper, paper))
            return NOTHING

        self._place.runner.network(self, work, lambda _: show_saved(self._notice, path))

    def _ask(self, following: Ask, ticket_id: int, *, has_notes: bool, is_printed: bool) -> None:
        if not has_notes:
            following(ticket_id, False)
            return
        sheet = PrintSheet(is_printed, self._window)
        sheet.confirmed.connect(partial(following, ticket_id))
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _ask_printer(self, ticket_id: int, with_notes: bool) -> None:
        print_on = partial(self.print_on, ticket_id=ticket_id, with_notes=with_notes)
        ask_printer(self._window, f"#{ticket_id}", print_on)

    def _ask_file(self, ticket_id: int, with_notes: bool) -> None:
        dialog = QFileDialog(self._window, self.tr("Save the conversation as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.setNameFilter(self.tr("PDF documents (*.pdf)"))
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        dialog.setDirectory(QStandardPaths.writableLocation(documents))
        dialog.selectFile(f"{ticket_id}.pdf")
        dialog.fileSelected.connect(lambda name: self.save(ticket_id, with_notes, Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_printed(self, _: Changes) -> None:
        self._notice.show_notice(Severity.INFO, self.tr("The conversation went to the printer."))
