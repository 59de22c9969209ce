"""The conversation: messages oldest first, what happened between them, one scrolled column."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.services.rows_ticket import EventRow, MessageRow
from desktop.ui.formats import near_text
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.history_words import event_line, told_events
from desktop.ui.tickets.message_card import MessageCard
from desktop.ui.tickets.opened_ticket import Body, OpenedTicket, first_unfolded
from desktop.ui.widgets.labels import MutedLabel

FIRST_SHOWN = 60
"""Entries made at once; a conversation of hundreds would hold up the window for a second."""


class EventLine(QWidget):
    """A thin line across the column with the words of an event in its middle."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._label = MutedLabel()
        self._label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._label.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.SECTION, 0, Space.SECTION, 0)
        row.addStretch()
        row.addWidget(self._label)
        row.addStretch()

    @property
    def text(self) -> str:
        return self._label.text()

    def say(self, text: str) -> None:
        """Show these words."""
        self._label.setText(text)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens_of(self.palette()).hairline)
        middle = self.height() // 2
        painter.drawLine(0, middle, self._label.x() - Space.CONTROL, middle)
        painter.drawLine(
            self._label.geometry().right() + Space.CONTROL, middle, self.width(), middle
        )
        painter.end()


class Conversation(QScrollArea):
    """Shows an opened ticket; a refresh keeps what is unfolded, the focus and the scroll."""

    body_wanted = Signal(int)
    link_pressed = Signal(str, str)
    file_wanted = Signal(object)
    whole_wanted = Signal(int)
    resend_wanted = Signal(int)
    look_wanted = Signal(int)
    sent_confirmed = Signal(int)
    menu_wanted = Signal(QPoint)
    """What can be done with the message at hand is asked for, at a place on the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ticket_id: int | None = None
        self._cards: dict[int, MessageCard] = {}
        self._lines: dict[int, EventLine] = {}
        self._order: list[QWidget] = []
        self._is_whole = False
        self._earlier = QPushButton()
        self._ticket: OpenedTicket | None = None
        self._column = QWidget()
        self._layout = QVBoxLayout(self._column)
        self._layout.setContentsMargins(Space.PAGE, Space.CONTROL, Space.PAGE, Space.PAGE)
        self._layout.setSpacing(Space.CONTROL)
        self._earlier.hide()
        self._layout.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(self._column)
        self.verticalScrollBar().setSingleStep(Space.SECTION)
        self._earlier.clicked.connect(self.show_earlier)
        self._say()

    @property
    def unfolded(self) -> list[int]:
        """Return the messages that are open on the screen."""
        return [number for number, card in self._cards.items() if card.header.isChecked()]

    def card(self, message_id: int) -> MessageCard:
        """Return the card of a message."""
        return self._cards[message_id]

    def lines(self) -> list[str]:
        """Return the words of the events shown, from top to bottom."""
        return [widget.text for widget in self._order if isinstance(widget, EventLine)]

    def message_at_hand(self) -> int | None:
        """Return the message that has the focus, else the client's newest."""
        for number, card in self._cards.items():
            if card.hasFocus() or (self.focusWidget() and card.isAncestorOf(self.focusWidget())):
                return number
        incoming = [n for n, card in self._cards.items() if card.message.is_incoming]
        return max(incoming, default=None)

    def show_ticket(self, ticket: OpenedTicket) -> None:
        """Show a ticket; another one begins at its newest message, the same stays where it is."""
        is_new = ticket.id != self._ticket_id
        if is_new:
            self.clear()
        newest = self._newest_id()
        self._ticket_id, self._ticket = ticket.id, ticket
        self._arrange(ticket)
        for number, body in ticket.bodies.items():
            card = self._cards.get(number)
            if card is None:
                continue
            if is_new or newest is None or number > newest or card.header.isChecked():
                card.show_body(body)
        self.tick(ticket.now, ticket.zone)
        if is_new or (self._newest_id() or 0) > (newest or 0):
            QTimer.singleShot(0, self, self._on_settled)

    def show_body(self, body: Body) -> None:
        """Show the body of a message that was unfolded."""
        card = self._cards.get(body.message.id)
        if card is not None:
            card.show_body(body)

    def show_earlier(self) -> None:
        """Show the whole conversation, not only its newest part."""
        self._is_whole = True
        if self._ticket is not None:
            self._arrange(self._ticket)
            self.tick(self._ticket.now, self._ticket.zone)

    def clear(self) -> None:
        """Show nothing."""
        self._ticket_id = self._ticket = None
        self._is_whole = False
        for widget in self._order:
            self._forget(widget)
        self._order = []

    def tick(self, now: datetime, zone: tzinfo) -> None:
        """Move the words that tell how long ago something was."""
        for card in self._cards.values():
            card.tick(now, zone)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
            if self._ticket is not None:
                self._arrange(self._ticket)
                self.tick(self._ticket.now, self._ticket.zone)

    def _arrange(self, ticket: OpenedTicket) -> None:
        """Put cards and lines in order; what stays is never made again, nor moved in vain."""
        entries: list[tuple[datetime, int, int, MessageRow | EventRow]] = [
            *((row.at, 0, row.id, row) for row in ticket.detail.messages),
            *((row.at, 1, row.id, row) for row in told_events(ticket.detail.events)),
        ]
        entries.sort(key=lambda entry: entry[:3])
        left_out = 0 if self._is_whole else max(0, len(entries) - FIRST_SHOWN)
        self._say_earlier(left_out)
        wanted: list[QWidget] = []
        for at, _, number, row in entries[left_out:]:
            if isinstance(row, MessageRow):
                wanted.append(self._card_of(row))
            else:
                words = f"{near_text(at, ticket.now, ticket.zone)}  {event_line(row, ticket)}"
                wanted.append(self._line_of(number, words))
        if wanted == self._order:
            return
        for gone in set(self._order) - set(wanted):
            self._forget(gone)
        for place, widget in enumerate(wanted, start=1):
            item = self._layout.itemAt(place)
            if item is None or item.widget() is not widget:
                self._layout.insertWidget(place, widget)
                widget.show()
        self._order = wanted

    def _forget(self, widget: QWidget) -> None:
        self._layout.removeWidget(widget)
        widget.hide()
        widget.deleteLater()
        for known in (self._cards, self._lines):
            for number in [number for number, found in known.items() if found is widget]:
                del known[number]

    def _line_of(self, event_id: int, words: str) -> EventLine:
        line = self._lines.get(event_id)
        if line is None:
            line = self._lines[event_id] = EventLine(self._column)
        line.say(words)
        return line

    def _card_of(self, message: MessageRow) -> MessageCard:
        card = self._cards.get(message.id)
        if card is not None:
            card.update_message(message)
            return card
        card = MessageCard(message, self._column)
        card.body_wanted.connect(self.body_wanted)
        card.link_pressed.connect(self.link_pressed)
        card.file_wanted.connect(self.file_wanted)
        card.whole_wanted.connect(self.whole_wanted)
        card.resend_wanted.connect(self.resend_wanted)
        card.look_wanted.connect(self.look_wanted)
        card.sent_confirmed.connect(self.sent_confirmed)
        card.menu_wanted.connect(self.menu_wanted)
        self._cards[message.id] = card
        return card

    def offer_whole(self, message_id: int) -> None:
        """Offer the download of a letter once more: it did not work."""
        card = self._cards.get(message_id)
        if card is not None and card.inside is not None:
            card.inside.offer_whole()

    def _newest_id(self) -> int | None:
        return max(self._cards, default=None)

    def _on_settled(self) -> None:
        """Scroll to the beginning of the newest message, once its height is known."""
        if self._ticket is None:
            return
        first = next(iter(first_unfolded(self._ticket.detail.messages)), None)
        if first is not None:
            bar = self.verticalScrollBar()
            card = self._cards[first]
            bar.setValue(min(bar.maximum(), max(0, card.y() - Space.CONTROL)))

    def _say_earlier(self, count: int) -> None:
        self._earlier.setText(self.tr("Show %n earlier entries", "", count))
        self._earlier.setVisible(count > 0)

    def _say(self) -> None:
        self.setAccessibleName(self.tr("Conversation"))
