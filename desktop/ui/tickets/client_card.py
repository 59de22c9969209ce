"""A client beside the ticket: the last tickets, and the way to change what is known."""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from desktop.services.rows_ticket import ClientCard, ClientTicket
from desktop.ui.formats import near_text
from desktop.ui.texts import word
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.buttons import LinkButton
from desktop.ui.widgets.labels import MutedLabel


class ClientCardView(QWidget):
    """The history as lines that lead to their tickets; nothing for a ticket without a client."""

    ticket_wanted = Signal(int)
    edit_wanted = Signal(object)
    """ClientCard: it should be changed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._client: ClientCard | None = None
        self._edit = QPushButton()
        self._history = QVBoxLayout()
        self._history.setSpacing(Space.TIGHT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(self._history)
        column.addWidget(self._edit)
        self._edit.clicked.connect(self._on_edit)

    def show_client(self, client: ClientCard | None, now: datetime, zone: tzinfo) -> None:
        """Show a client."""
        self._client = client
        self.setVisible(client is not None)
        self._edit.setText(self.tr("Edit client…"))
        while (item := self._history.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for each in client.recent if client is not None else ():
            self._add(each, near_text(each.created_at, now, zone))

    def _add(self, each: ClientTicket, when: str) -> None:
        button = LinkButton(f"#{each.id} {each.subject}")
        button.clicked.connect(partial(self.ticket_wanted.emit, each.id))
        self._history.addWidget(button)
        self._history.addWidget(MutedLabel(f"{when} · {word(each.status)}"))

    def _on_edit(self) -> None:
        if self._client is not None:
            self.edit_wanted.emit(self._client)
