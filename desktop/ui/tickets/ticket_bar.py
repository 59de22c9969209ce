"""The line under a conversation: answer, note, and what else is done with one ticket."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.actions import Actions
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.opened_ticket import OpenedTicket
from desktop.ui.widgets.action_button import ActionButton
from desktop.ui.widgets.buttons import PrimaryButton

OTHERS = ("ticket.take", "ticket.defer", "ticket.solve")


class TicketBar(QWidget):
    """Every button is an action of the registry; shown while nothing is being written."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reply_action = actions["ticket.reply"]
        self._reply = PrimaryButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.CONTROL)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self._reply)
        row.addWidget(ActionButton(actions["ticket.note"], self))
        row.addStretch(1)
        for command_id in OTHERS:
            row.addWidget(ActionButton(actions[command_id], self))

        self._reply.clicked.connect(self._reply_action.trigger)
        self._say()

    def show_ticket(self, ticket: OpenedTicket) -> None:
        """Offer an answer only where one can be sent."""
        self._reply.setEnabled(ticket.detail.can_reply)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens_of(self.palette()).hairline)
        painter.drawLine(0, 0, self.width(), 0)
        painter.end()

    def _say(self) -> None:
        self._reply.setText(self._reply_action.text())
        self._reply.setToolTip(self._reply_action.toolTip())
