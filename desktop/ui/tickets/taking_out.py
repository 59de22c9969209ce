"""The commands that take a conversation out of the program: paper, PDF, the browser."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.domain.ticket import MessageKind
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # printing is imported when it is first wanted
    from desktop.ui.tickets.browser_opening import BrowserOpening
    from desktop.ui.tickets.opened_ticket import OpenedTicket
    from desktop.ui.tickets.printing import Printing
    from desktop.ui.widgets.notice_bar import NoticeBar

ON_ONE = ("file.print", "file.save_pdf", "ticket.open_in_browser")


class TakingOut(QObject):
    """Acts on the one target of the moment; `shown` is the ticket on the screen, if any."""

    def __init__(
        self,
        place: Workplace,
        targets: Callable[[], list[int]],
        shown: Callable[[], OpenedTicket | None],
        message: Callable[[], int | None],
        notice: Callable[[], NoticeBar],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._targets = targets
        self._shown = shown
        self._message = message
        self._notice = notice
        self._window = parent
        self._count = 0
        parent.installEventFilter(self)
        place.actions.bind("file.print", self.print_out)
        place.actions.bind("file.save_pdf", self.save_pdf)
        place.actions.bind("ticket.open_in_browser", self.open_in_browser)

    @cached_property
    def printing(self) -> Printing:
        from desktop.ui.tickets.printing import Printing

        return Printing(self._place, self._notice(), self._window)

    @cached_property
    def browser(self) -> BrowserOpening:
        from desktop.system.session_files import SessionFiles
        from desktop.ui.tickets.browser_opening import BrowserOpening

        files = SessionFiles(self._place.profile.tmp)
        return BrowserOpening(self._place.desk, self._place.runner, files, self)

    def offer(self, count: int) -> None:
        """Offer what can be done with so many tickets, while their page is shown."""
        self._count = count
        if not self._window.isHidden():
            self._place.actions.set_enabled(ON_ONE, count == 1)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            is_shown = event.type() == QEvent.Type.Show
            self._place.actions.set_enabled(ON_ONE, is_shown and self._count == 1)
        return super().eventFilter(watched, event)

    def print_out(self) -> None:
        """Print the conversation, unless another page is shown."""
        for ticket_id in self._shown_targets():
            self.printing.ask_printer(ticket_id, has_notes=self._may_have_notes(ticket_id))

    def save_pdf(self) -> None:
        """Save the conversation as a PDF, unless another page is shown."""
        for ticket_id in self._shown_targets():
            self.printing.ask_file(ticket_id, has_notes=self._may_have_notes(ticket_id))

    def open_in_browser(self) -> None:
        """Show the message that has the focus, else the client's newest, in the browser."""
        ticket, message_id = self._shown(), self._message()
        if ticket is None or message_id is None:
            return
        subject = next((m.subject for m in ticket.detail.messages if m.id == message_id), "")
        self.browser.open(message_id, subject)

    def _shown_targets(self) -> list[int]:
        return [] if self._window.isHidden() else self._targets()[:1]

    def _may_have_notes(self, ticket_id: int) -> bool:
        ticket = self._shown()
        if ticket is None or ticket.id != ticket_id:
            return True
        return any(message.kind is MessageKind.NOTE for message in ticket.detail.messages)
