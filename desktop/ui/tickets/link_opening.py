"""Opening a link: first the notice bar tells where it really leads (reliability.md F7)."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop.ui.tickets.links import Link, read_link
from desktop.ui.tickets.ticket_numbers import ticket_of
from desktop.ui.widgets.notice_bar import NoticeBar, Severity


class LinkOpening(QObject):
    """Shows a pressed link in a notice bar; only its button opens anything."""

    ticket_wanted = Signal(int)
    """A ticket number was pressed: that ticket should be opened."""

    def __init__(self, notice: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._notice = notice

    def ask(self, address: str, words: str) -> None:
        """Tell where a link leads, louder when its words pretend something else."""
        ticket_id = ticket_of(address)
        if ticket_id is not None:
            self.ticket_wanted.emit(ticket_id)
            return
        link = read_link(address, words)
        if link is None:
            text = self.tr("This link is not opened: its address is not one for the web or mail.")
            self._notice.show_notice(Severity.WARNING, text)
            return

        def _on_open() -> None:
            self._notice.hide()
            QDesktopServices.openUrl(link.url)

        def _on_copy() -> None:
            self._notice.hide()
            QGuiApplication.clipboard().setText(bytes(link.url.toEncoded().data()).decode("ascii"))

        self._notice.show_notice(
            Severity.INFO if link.claimed is None else Severity.WARNING,
            self._words(link),
            (self.tr("Open"), _on_open),
            (self.tr("Copy address"), _on_copy),
        )

    def _words(self, link: Link) -> str:
        if link.is_mail:
            return self.tr("Write to {address} in your mail program?").format(address=link.host)
        if link.claimed is not None:
            text = self.tr("This link says {claimed} but opens {host}: {address}")
            return text.format(claimed=link.claimed, host=link.host_shown, address=link.address)
        text = self.tr("This link opens {host}: {address}")
        return text.format(host=link.host_shown, address=link.address)
