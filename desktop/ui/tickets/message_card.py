"""One message of a conversation: a header to fold it, what is inside, and its way out."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.ticket import MessageKind
from desktop.services.rows_ticket import MessageRow
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.tickets.card_header import CardHeader
from desktop.ui.tickets.delivery_row import DeliveryRow
from desktop.ui.tickets.message_inside import MessageInside
from desktop.ui.tickets.opened_ticket import Body


class MessageCard(QWidget):
    """Folded it is a line; unfolded it asks for its body by `body_wanted` until it has one."""

    body_wanted = Signal(int)
    """The id of a message that was unfolded and has no body yet."""
    link_pressed = Signal(str, str)
    """Address and words of a link in the text."""
    file_wanted = Signal(object)
    """AttachmentRow: somebody wants to save this file."""
    whole_wanted = Signal(int)
    """The id of a message of which only the beginning is here."""
    resend_wanted = Signal(int)
    """The outbox id of a mail that should be sent once more."""
    look_wanted = Signal(int)
    """The outbox id of a mail that should be looked for in the Sent folder."""
    sent_confirmed = Signal(int)
    """The outbox id of a mail that somebody found to have arrived."""
    menu_wanted = Signal(QPoint)
    """What can be done with this message is asked for, at a place on the screen."""

    def __init__(self, message: MessageRow, parent: QWidget) -> None:
        super().__init__(parent)
        self.message = message
        self.header = CardHeader(message, self)
        self.inside: MessageInside | None = None
        self._delivery: DeliveryRow | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(self.header)

        self.header.toggled.connect(self._on_folded)
        self.header.menu_wanted.connect(self.menu_wanted)
        self._show_delivery()

    @property
    def delivery(self) -> str:
        """What is said about the way of our own mail."""
        return "" if self._delivery is None or self._delivery.isHidden() else self._delivery.text

    def update_message(self, message: MessageRow) -> None:
        """Take over what changed on a message that is shown already: how far it has come.

        A letter that was downloaded has another inside; whoever reads anew brings its body.
        """
        if message != self.message:
            if message.notes != self.message.notes and self.inside is not None:
                self.inside.hide()
                self.inside.deleteLater()
                self.inside = None
            self.message = message
            self.header.set_message(message)
            self._show_delivery()

    def show_body(self, body: Body) -> None:
        """Unfold the card and show the text."""
        self._open_inside().show_body(body)
        self.header.setChecked(True)

    def tick(self, now: datetime, zone: tzinfo) -> None:
        """Move the words that tell how long ago it was."""
        self.header.tick(now, zone)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        is_note = self.message.kind is MessageKind.NOTE
        painter = QPainter(self)
        painter.setPen(QPen(tokens.note_edge if is_note else tokens.hairline, 1.0))
        painter.setBrush(tokens.note if is_note else tokens.base)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _open_inside(self) -> MessageInside:
        if self.inside is None:
            self.inside = MessageInside(self.message, self)
            self.inside.link_pressed.connect(self.link_pressed)
            self.inside.file_wanted.connect(self.file_wanted)
            self.inside.whole_wanted.connect(self.whole_wanted)
            self._column.insertWidget(1, self.inside)
            self.inside.setVisible(self.header.isChecked())
        return self.inside

    def _show_delivery(self) -> None:
        """Say what still happens to a mail; that all is well only while it is unfolded."""
        state = self.message.delivery
        is_told = state is not None and (state != "sent" or self.header.isChecked())
        if is_told and self._delivery is None:
            self._delivery = DeliveryRow(self.message, self)
            self._delivery.resend_wanted.connect(self.resend_wanted)
            self._delivery.look_wanted.connect(self.look_wanted)
            self._delivery.sent_confirmed.connect(self.sent_confirmed)
            self._column.addWidget(self._delivery)
        if self._delivery is not None:
            self._delivery.set_message(self.message)
            self._delivery.setVisible(is_told)

    def _on_folded(self, is_open: bool) -> None:
        if is_open and self.inside is None:
            self.body_wanted.emit(self.message.id)
        if self.inside is not None:
            self.inside.setVisible(is_open)
        self._show_delivery()
