"""The bar over a ticket that says it belongs to another: a mail that names one, a merged ticket."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.services.rows_ticket import RelatedTicket, Tie
from desktop.ui.tickets.opened_ticket import OpenedTicket
from desktop.ui.widgets.notice_bar import NoticeBar, Severity


class TieBar(NoticeBar):
    """Offers to merge a ticket into the one it names, or leads to where it was merged."""

    ticket_wanted = Signal(int)
    """The number of the other ticket: it should be opened."""
    merge_wanted = Signal(int, int)
    """This ticket, and the one it should be merged into."""
    ignore_wanted = Signal(int)
    """This ticket is not about the one it names."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._shown: tuple[int, RelatedTicket | None] | None = None
        super().__init__(parent)

    def show_ticket(self, ticket: OpenedTicket) -> None:
        """Say what the ticket belongs to; nothing hides the bar."""
        ties = (tie for tie in ticket.detail.related if tie.tie in (Tie.SURVIVOR, Tie.CLAIMED))
        shown = (ticket.id, next(ties, None))
        if shown != self._shown:
            self._shown = shown
            self._say()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    def _say(self) -> None:
        ticket_id, other = self._shown or (0, None)
        if other is None:
            self.hide()
            return
        look = (
            self.tr("Open #{number}").format(number=other.id),
            partial(self.ticket_wanted.emit, other.id),
        )
        if other.tie is Tie.SURVIVOR:
            text = self.tr(
                "Merged into #{number} {subject}. What comes for this ticket lands there."
            )
            words = text.format(number=other.id, subject=other.subject)
            self.show_notice(Severity.INFO, words, look, can_close=False)
            return
        text = self.tr("The sender says that this is about #{number} {subject}.")
        self.show_notice(
            Severity.WARNING,
            text.format(number=other.id, subject=other.subject),
            (self.tr("Merge"), partial(self.merge_wanted.emit, ticket_id, other.id)),
            (self.tr("Ignore"), partial(self.ignore_wanted.emit, ticket_id)),
            look,
            can_close=False,
        )
