"""The navigation rail: an icon with its name and a badge for each room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.formats import number_text
from desktop.ui.icons import icon_pixmap
from desktop.ui.paint.labels import chip_size, draw_badge
from desktop.ui.rooms import Room
from desktop.ui.theme.tokens import Tokens, tokens_of
from desktop.ui.theme.typography import Space, small

WIDE = 92
NARROW = 56
ICON = 20
ACCENT_BAR = 3
MOST = 99


class RailButton(QAbstractButton):
    """One room in the rail: chosen is shown by background and accent bar, never by weight."""

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self.room = room
        self._badge = 0
        self._is_narrow = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.say()

    def say(self) -> None:
        """Take the room's name in the language now spoken."""
        self.setText(self.room.title)
        self._describe()
        self.updateGeometry()

    def set_badge(self, count: int) -> None:
        """Show how many things in the room need this person; 0 shows none."""
        if count != self._badge:
            self._badge = count
            self._describe()
            self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, its name as a tooltip."""
        self._is_narrow = narrow
        self._describe()
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        if self._is_narrow:
            return QSize(NARROW, ICON + 2 * Space.PANE)
        label = QFontMetrics(self._label_font())
        width = max(WIDE, label.horizontalAdvance(self.text()) + 2 * Space.CONTROL)
        return QSize(width, ICON + label.height() + Space.TIGHT + 2 * Space.CONTROL)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        self._paint_ground(painter, tokens)
        ink = tokens.accent if self.isChecked() else tokens.text
        top = Space.PANE if self._is_narrow else Space.CONTROL
        picture = icon_pixmap(self.room.icon, ink, ICON, self.devicePixelRatioF())
        left = (self.width() - ICON) // 2
        painter.drawPixmap(left, top, picture)
        if self._badge:
            self._paint_badge(painter, tokens, left + ICON - Space.TIGHT)
        if not self._is_narrow:
            painter.setFont(self._label_font())
            painter.setPen(tokens.text)
            below = self.rect().adjusted(0, top + ICON + Space.TIGHT, 0, 0)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
            painter.drawText(below, flags, self.text())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    def _label_font(self) -> QFont:
        return small(self.font())

    def _paint_ground(self, painter: QPainter, tokens: Tokens) -> None:
        if self.isChecked():
            painter.fillRect(self.rect(), tokens.selection)
            painter.fillRect(QRect(0, 0, ACCENT_BAR, self.height()), tokens.accent)
        elif self.underMouse():
            painter.fillRect(self.rect(), tokens.hairline)
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, tokens.focus_width))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_badge(self, painter: QPainter, tokens: Tokens, left: int) -> None:
        painter.setFont(small(self.font()))
        text = number_text(self._badge) if self._badge <= MOST else f"{MOST}+"
        right = min(left + chip_size(QFontMetricsF(painter.font()), text).width(), self.width() - 2)
        draw_badge(painter, QPointF(right, 2), text, tokens)

    def _describe(self) -> None:
        count = self.tr("%n need(s) you", "", self._badge) if self._badge else ""
        self.setToolTip(self.text() if self._is_narrow else count)
        self.setAccessibleName(f"{self.text()}, {count}" if count else self.text())


class Rail(QWidget):
    """Shows the rooms there are and which one is open."""

    chosen = Signal(str)
    """The key of the room to enter."""

    def __init__(self, rooms: Sequence[Room], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Pages"))
        self._buttons = {room.key: RailButton(room, self) for room in rooms}
        group = QButtonGroup(self)
        group.setExclusive(True)

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, Space.CONTROL, 0, Space.CONTROL)
        layout.setSpacing(Space.TIGHT)
        for room in rooms:
            if not room.is_last:
                layout.addWidget(self._buttons[room.key])
        layout.addStretch(1)
        for room in rooms:
            if room.is_last:
                layout.addWidget(self._buttons[room.key])

        for button in self._buttons.values():
            group.addButton(button)
        group.buttonClicked.connect(self._on_clicked)

    def open(self, key: str) -> None:
        """Mark the room `key` as the one that is open."""
        self._buttons[key].setChecked(True)

    def set_badge(self, key: str, count: int) -> None:
        """Show `count` at the room `key`, if there is such a room."""
        if key in self._buttons:
            self._buttons[key].set_badge(count)

    def set_narrow(self, narrow: bool) -> None:
        """Shrink to icons on a small window."""
        for button in self._buttons.values():
            button.set_narrow(narrow)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens_of(self.palette()).hairline)
        painter.drawLine(self.rect().topRight(), self.rect().bottomRight())

    def _on_clicked(self, button: QAbstractButton) -> None:
        if isinstance(button, RailButton):
            self.chosen.emit(button.room.key)
