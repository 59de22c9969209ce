"""The line at the top of a message: who, when, and folding it with a click or the keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.draft import FORWARD_CLASS
from desktop.domain.sender_name import shown_sender
from desktop.domain.ticket import MessageKind
from desktop.services.rows_ticket import MessageRow
from desktop.ui.formats import ago_text, instant_text, near_text
from desktop.ui.icons import icon_pixmap
from desktop.ui.theme.style import RADIUS
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, small, strong
from desktop.ui.tickets.message_words import kind_word
from desktop.ui.widgets.tooltips import plain_tooltip

ICON = 16
INDENT = Space.PANE + ICON + Space.CONTROL
"""Where the words of a card begin, under those of its header."""

FIRST_WORDS = 160
_MIDDLE_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_MIDDLE_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class CardHeader(QAbstractButton):
    """Checked while the message is unfolded; folded it shows the first words of the text."""

    menu_wanted = Signal(QPoint)
    """What can be done with this message is asked for, at a place on the screen."""

    def __init__(self, message: MessageRow, parent: QWidget) -> None:
        super().__init__(parent)
        self._message = message
        self._when = ""
        self._full_when = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_message(self, message: MessageRow) -> None:
        """Show the message as it is now."""
        self._message = message
        self._describe()

    def tick(self, now: datetime, zone: tzinfo) -> None:
        """Say how long ago it was written."""
        at = self._message.at
        near, ago = near_text(at, now, zone), ago_text(at, now, zone)
        self._when = near if near == ago else f"{near} · {ago}"
        self._full_when = instant_text(at, zone)
        self._describe()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)  # commands act on the message with the focus
        self.menu_wanted.emit(event.globalPos())

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().height() + 2 * Space.CONTROL)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        room = self.rect().adjusted(Space.PANE, 0, -Space.PANE, 0)
        picture = icon_pixmap(_icon_of(self._message), tokens.muted, ICON, self.devicePixelRatioF())
        painter.drawPixmap(room.left(), (self.height() - ICON) // 2, picture)
        room.setLeft(room.left() + ICON + Space.CONTROL)

        painter.setFont(small(self.font()))
        painter.setPen(tokens.muted)
        width = painter.fontMetrics().horizontalAdvance(self._when)
        painter.drawText(room, _MIDDLE_RIGHT, self._when)
        room.setRight(room.right() - width - Space.PANE)

        painter.setPen(tokens.text)
        room = self._draw(painter, room, self._name(), is_strong=True)
        painter.setPen(tokens.muted)
        rest = self._address() if self.isChecked() else first_words(self._message.text)
        self._draw(painter, room, rest)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(tokens.accent, tokens.focus_width))
            painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), RADIUS, RADIUS)
        painter.end()

    def _draw(self, painter: QPainter, room: QRect, text: str, *, is_strong: bool = False) -> QRect:
        """Draw one text at the left and return the room that is left."""
        painter.setFont(strong(self.font()) if is_strong else self.font())
        metrics: QFontMetrics = painter.fontMetrics()
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0, room.width()))
        painter.drawText(room, _MIDDLE_LEFT, elided)
        used = metrics.horizontalAdvance(elided)
        return room.adjusted(used + Space.CONTROL, 0, 0, 0)

    def _name(self) -> str:
        kind = kind_word(self._message)
        author = self._author()
        return f"{kind} · {author}" if kind and author else kind or author

    def _author(self) -> str:
        """Return who wrote it, by the address where the name may deceive."""
        message = self._message
        if message.is_incoming:
            return shown_sender(message.author, message.from_email)
        return message.author

    def _address(self) -> str:
        message = self._message
        if message.is_incoming and self._author() != message.author:
            return f"“{message.author}”"
        if message.is_incoming:
            return "" if message.from_email == message.author else message.from_email
        seen = _joined((*message.to, *message.cc))
        unseen = self.tr("Bcc: {people}").format(people=_joined(message.bcc)) if message.bcc else ""
        return " · ".join(filter(None, (f"→ {seen}" if seen else "", unseen)))

    def _describe(self) -> None:
        self.setAccessibleName(f"{self._name()}, {self._full_when}")
        self.setAccessibleDescription(
            f"{self._address()} {first_words(self._message.text)}".strip()
        )
        hint = self.tr("{when}: fold or unfold").format(when=self._full_when)
        self.setToolTip(plain_tooltip("\n".join(filter(None, (hint, self._address())))))
        self.update()


def first_words(text: str) -> str:
    """Return the beginning of a text on one line."""
    return " ".join(text[: 2 * FIRST_WORDS].split())[:FIRST_WORDS]


def _joined(people: Iterable[tuple[str, str]]) -> str:
    return ", ".join(address for _, address in people)


def _icon_of(message: MessageRow) -> str:
    if message.kind is MessageKind.NOTE:
        return "sticky-note"
    if message.mail_class == "call":
        return "phone"
    if message.mail_class == FORWARD_CLASS:
        return "forward"
    return "mail" if message.is_incoming else "reply"
