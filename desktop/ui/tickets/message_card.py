"""One message of a conversation: its header, its doubts, its text, its files, its way out."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.ticket import MessageKind
from desktop.services.rows import AttachmentRow, MessageRow
from desktop.ui.formats import size_text
from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.card_header import ICON, CardHeader
from desktop.ui.tickets.message_browser import MessageBrowser
from desktop.ui.tickets.message_words import delivery_words, doubts
from desktop.ui.tickets.opened_ticket import Body
from desktop.ui.widgets.flow_layout import FlowLayout, flow_policy
from desktop.ui.widgets.labels import MutedLabel

NAME_SHOWN = 48
INDENT = Space.PANE + ICON + Space.CONTROL


class MessageCard(QWidget):
    """Folded it is a line; unfolded it asks for its body by `body_wanted` until it has one."""

    body_wanted = Signal(int)
    """The id of a message that was unfolded and has no body yet."""
    link_pressed = Signal(str, str)
    """Address and words of a link in the text."""
    file_wanted = Signal(object)
    """AttachmentRow: somebody wants to save this file."""
    resend_wanted = Signal(int)
    """The outbox id of a mail that should be sent once more."""
    sent_confirmed = Signal(int)
    """The outbox id of a mail that somebody found to have arrived."""

    def __init__(self, message: MessageRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = message
        self._body: Body | None = None
        self._is_quote_shown = False
        self.header = CardHeader(message, self)
        self._inside = QWidget(self)
        self._doubts = MutedLabel()
        self._doubts.setWordWrap(True)
        self.browser = MessageBrowser()
        self.quote_button = QToolButton()
        self._files = QWidget()
        self._way_out = QWidget(self)
        self._delivery = MutedLabel()
        self._delivery.setWordWrap(True)
        self._resend = QPushButton()
        self._confirm = QPushButton()

        self.quote_button.setText("···")
        self.quote_button.setCheckable(True)
        self.quote_button.setAutoRaise(True)
        flow_policy(self._files)
        self._file_flow = FlowLayout(self._files)
        way_out = QHBoxLayout(self._way_out)
        way_out.setContentsMargins(INDENT, 0, Space.PANE, Space.PANE)
        way_out.setSpacing(Space.CONTROL)
        way_out.addWidget(self._delivery, 1)
        way_out.addWidget(self._confirm)
        way_out.addWidget(self._resend)
        body = QVBoxLayout(self._inside)
        body.setContentsMargins(INDENT, 0, Space.PANE, Space.PANE)
        body.setSpacing(Space.CONTROL)
        body.addWidget(self._doubts)
        body.addWidget(self.browser)
        body.addWidget(self.quote_button)
        body.addWidget(self._files)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._inside)
        column.addWidget(self._way_out)
        self._inside.hide()

        self.header.toggled.connect(self._on_folded)
        self.quote_button.toggled.connect(self._on_quote_toggled)
        self.browser.link_pressed.connect(self.link_pressed)
        self._resend.clicked.connect(self._on_resend)
        self._confirm.clicked.connect(self._on_confirm)
        self._show_files()
        self._say()

    @property
    def doubts(self) -> list[str]:
        """What stands above the text."""
        return self._doubts.text().splitlines()

    @property
    def way_out(self) -> str:
        """What is said about the delivery of our own mail."""
        return self._delivery.text()

    def update_message(self, message: MessageRow) -> None:
        """Take over what changed on a message that is shown already: how far it has come."""
        if message != self.message:
            self.message = message
            self.header.set_message(message)
            self._say()

    def show_body(self, body: Body) -> None:
        """Show the text; the first time this unfolds the card."""
        if self._body is None or self._body.message != body.message:
            self._body = body
            self._render()
        self.header.setChecked(True)

    def tick(self, now: datetime, zone: tzinfo) -> None:
        """Move the words that tell how long ago it was."""
        self.header.tick(now, zone)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        elif event.type() == QEvent.Type.PaletteChange:
            # Colours of links are fixed when HTML is read.
            self._render()
            self._show_files()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        is_note = self.message.kind is MessageKind.NOTE
        painter = QPainter(self)
        painter.setPen(QPen(tokens.note_edge if is_note else tokens.hairline, 1.0))
        painter.setBrush(tokens.note if is_note else tokens.base)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _render(self) -> None:
        if self._body is None:
            return
        message, pictures = self._body.message, self._body.pictures
        self.quote_button.setVisible(message.has_quote)
        html = message.html if self._is_quote_shown else message.own_html
        if html is not None:
            self.browser.show_html(html, pictures)
        else:
            self.browser.show_text(message.text if self._is_quote_shown else message.own_text)

    def _say(self) -> None:
        self.browser.setAccessibleName(self.tr("Text of the message"))
        self.quote_button.setToolTip(self.tr("Show or hide the quoted text"))
        self.quote_button.setAccessibleName(self.tr("Quoted text"))
        self._resend.setText(self.tr("Send again"))
        self._confirm.setText(self.tr("Mark as sent"))
        said = doubts(self.message)
        self._doubts.setText("\n".join(said))
        self._doubts.setVisible(bool(said))
        way_out = delivery_words(self.message)
        self._delivery.setText(way_out)
        self._show_way_out()
        self._resend.setVisible(self.message.delivery in ("failed", "in_doubt"))
        self._confirm.setVisible(self.message.delivery == "in_doubt")

    def _show_way_out(self) -> None:
        """Say what still happens to a mail; that all is well only while it is unfolded."""
        delivery = self.message.delivery
        is_told = delivery not in (None, "sent") or self.header.isChecked()
        self._way_out.setVisible(is_told and bool(self._delivery.text()))

    def _show_files(self) -> None:
        for old in self._files.findChildren(QPushButton):
            self._file_flow.removeWidget(old)
            old.deleteLater()
        for file in self.message.attachments:
            self._file_flow.addWidget(self._file_button(file))
        self._files.setVisible(bool(self.message.attachments))

    def _file_button(self, file: AttachmentRow) -> QPushButton:
        name = file.name if len(file.name) <= NAME_SHOWN else f"{file.name[:NAME_SHOWN]}…"
        button = QPushButton(f"{name}  {size_text(file.size)}".replace("&", "&&"), self._files)
        button.setIcon(icon("paperclip", tokens_of(self.palette()).text))
        button.setAccessibleName(self.tr("Save the file {name}").format(name=file.name))

        def _on_clicked() -> None:
            self.file_wanted.emit(file)

        button.clicked.connect(_on_clicked)
        return button

    def _on_folded(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self._show_way_out()
        if is_open and self._body is None:
            self.body_wanted.emit(self.message.id)

    def _on_quote_toggled(self, is_shown: bool) -> None:
        self._is_quote_shown = is_shown
        self._render()

    def _on_resend(self) -> None:
        if self.message.outbox_id is not None:
            self.resend_wanted.emit(self.message.outbox_id)

    def _on_confirm(self) -> None:
        if self.message.outbox_id is not None:
            self.sent_confirmed.emit(self.message.outbox_id)
