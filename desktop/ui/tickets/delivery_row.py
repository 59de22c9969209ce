"""How far our own mail has come, and what a person can do when it does not come further."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from desktop.services.rows_ticket import MessageRow
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.card_header import INDENT
from desktop.ui.tickets.message_words import delivery_words
from desktop.ui.widgets.labels import MutedLabel


class DeliveryRow(QWidget):
    """The line under a message of ours."""

    resend_wanted = Signal(int)
    """The outbox id of a mail that should be sent once more."""
    look_wanted = Signal(int)
    """The outbox id of a mail that should be looked for in the Sent folder."""
    sent_confirmed = Signal(int)
    """The outbox id of a mail that somebody found to have arrived."""

    def __init__(self, message: MessageRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._message = message
        self._words = MutedLabel()
        self._resend = QPushButton()
        self._confirm = QPushButton()
        self._look = QPushButton()

        self._words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(INDENT, 0, Space.PANE, Space.PANE)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self._words, 1)
        for button in (self._look, self._confirm, self._resend):
            row.addWidget(button)

        self._resend.clicked.connect(self._on_resend)
        self._look.clicked.connect(self._on_look)
        self._confirm.clicked.connect(self._on_confirm)
        self.set_message(message)

    @property
    def text(self) -> str:
        return self._words.text()

    def set_message(self, message: MessageRow) -> None:
        """Tell about the message as it is now."""
        self._message = message
        self._words.setText(delivery_words(message))
        self._resend.setText(self.tr("Send again"))
        self._confirm.setText(self.tr("Mark as sent"))
        self._look.setText(self.tr("Look in Sent"))
        self._look.setVisible(message.delivery == "in_doubt")
        self._resend.setVisible(message.delivery in ("failed", "in_doubt"))
        self._confirm.setVisible(message.delivery == "in_doubt")

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.set_message(self._message)

    def _on_resend(self) -> None:
        if self._message.outbox_id is not None:
            self.resend_wanted.emit(self._message.outbox_id)

    def _on_look(self) -> None:
        if self._message.outbox_id is not None:
            self.look_wanted.emit(self._message.outbox_id)

    def _on_confirm(self) -> None:
        if self._message.outbox_id is not None:
            self.sent_confirmed.emit(self._message.outbox_id)
