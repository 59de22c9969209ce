"""The commands that take the duty calendar out of the program: paper and PDF."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.changes import NOTHING, Changes
from desktop.ui.duty.period import Period
from desktop.ui.save_dialog import ask_where_to_save
from desktop.ui.saved_notice import show_saved
from desktop.ui.widgets.notice_bar import NoticeBar, Severity
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # Qt's printing comes with the first page that is printed
    from PySide6.QtPrintSupport import QPrinter

COMMANDS = ("file.print", "file.save_pdf")
"""The same as of conversations: they act on the page that is shown."""


class DutyTakingOut(QObject):
    """Prints the days that the page shows; acts only while it is shown."""

    def __init__(
        self, place: Workplace, period: Callable[[], Period], notice: NoticeBar, page: QWidget
    ) -> None:
        super().__init__(page)
        self._place = place
        self._period = period
        self._notice = notice
        self._page = page
        place.actions.bind("file.print", self._on_print)
        place.actions.bind("file.save_pdf", self._on_save)
        page.installEventFilter(self)

    def print_on(self, printer: QPrinter) -> None:
        """Print the days on a printer that was chosen."""
        desk, period, now = self._place.desk, self._period(), self._place.clock.now()

        def work() -> Changes:
            from desktop.ui.duty.paper import read_paper
            from desktop.ui.paper_grid import print_grids

            print_grids(read_paper(desk, period, now), printer)
            return NOTHING

        self._place.runner.network(self, work, self._on_printed)

    def save(self, path: Path) -> None:
        """Write the days as a PDF; the file appears when it is whole."""
        desk, period, now = self._place.desk, self._period(), self._place.clock.now()

        def work() -> Changes:
            from desktop.ui.duty.paper import read_paper
            from desktop.ui.paper_device import LANDSCAPE, write_pdf
            from desktop.ui.paper_grid import print_grids

            paper = read_paper(desk, period, now)
            write_pdf(path, paper.title, partial(print_grids, paper), LANDSCAPE)
            return NOTHING

        self._place.runner.network(self, work, lambda _: show_saved(self._notice, path))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._place.actions.set_enabled(COMMANDS, event.type() == QEvent.Type.Show)
        return super().eventFilter(watched, event)

    def _on_print(self) -> None:
        if not self._page.isVisible():
            return
        from desktop.ui.duty.paper import paper_title
        from desktop.ui.paper_device import LANDSCAPE, ask_printer

        ask_printer(self._page, paper_title(self._period()), self.print_on, LANDSCAPE)

    def _on_save(self) -> None:
        if not self._page.isVisible():
            return
        period = self._period()
        name = f"{self.tr('duties')}_{period.day.isoformat()}_{period.extent}.pdf"
        title, kinds = self.tr("Save the duties as"), self.tr("PDF documents (*.pdf)")
        ask_where_to_save(self._page, title, kinds, name, self.save)

    def _on_printed(self, _: Changes) -> None:
        self._notice.show_notice(Severity.INFO, self.tr("The duties went to the printer."))
