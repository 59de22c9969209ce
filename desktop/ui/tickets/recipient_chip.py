"""One recipient as a chip: its name, whether it gets anything, and a cross to take it away."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.sender_name import shown_sender
from desktop.ui.icons import icon_pixmap
from desktop.ui.theme.tokens import Tokens, tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.recipients import Person, person_text
from desktop.ui.widgets.tooltips import plain_tooltip

CROSS = 12
WIDEST = 220


class Standing(Enum):
    """Whether a recipient gets the letter.

    `NAMED` were put into copy by a client, `NEW` typed by the writer: neither is on the ticket,
    and gets nothing before a click.
    """

    APPROVED = "approved"
    NAMED = "named"
    NEW = "new"
    WRONG = "wrong"


class RecipientChip(QAbstractButton):
    """Pressed it approves; Backspace or Delete takes it away, the arrows go to its neighbours."""

    removed = Signal()
    moved = Signal(int)
    """-1 or 1: the focus should go to the chip before or after."""

    def __init__(self, person: Person, standing: Standing, parent: QWidget) -> None:
        super().__init__(parent)
        self.person = person
        self.standing = standing
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.retranslate()

    def set_standing(self, standing: Standing) -> None:
        """Show whether it gets the letter."""
        self.standing = standing
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        whole = person_text(*self.person)
        words = {
            Standing.APPROVED: "{person}",
            Standing.NAMED: self.tr("{person}: not on this ticket, gets nothing. Click to add."),
            Standing.NEW: self.tr("{person}: new on this ticket. Click to approve."),
            Standing.WRONG: self.tr("{person}: this is not an address."),
        }[self.standing]
        said = words.format(person=whole)
        self.setAccessibleName(said)
        self.setToolTip(plain_tooltip(said))

    @override
    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = min(WIDEST, metrics.horizontalAdvance(self._label()))
        mark = 0 if self.standing is Standing.APPROVED else CROSS + Space.TIGHT
        return QSize(width + mark + CROSS + 3 * Space.CONTROL, metrics.height() + Space.TIGHT)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Backspace | Qt.Key.Key_Delete:
                self.removed.emit()
            case Qt.Key.Key_Left:
                self.moved.emit(-1)
            case Qt.Key.Key_Right:
                self.moved.emit(1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case _:
                super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._cross().adjusted(-4, -4, 4, 4).contains(event.position().toPoint()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = tokens_of(self.palette())
        edge, ink = self._colours(tokens)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open = self.standing in (Standing.NAMED, Standing.NEW)
        style = Qt.PenStyle.DashLine if is_open else Qt.PenStyle.SolidLine
        width = 2.0 if self.hasFocus() else 1.0
        painter.setPen(QPen(tokens.accent if self.hasFocus() else edge, width, style))
        painter.setBrush(Qt.BrushStyle.NoBrush if is_open else tokens.alternate)
        shape = self.rect().toRectF().adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(shape, shape.height() / 2, shape.height() / 2)
        dpr = self.devicePixelRatioF()
        cross = self._cross()
        painter.drawPixmap(cross.topLeft(), icon_pixmap("x", tokens.muted, CROSS, dpr))
        left = int(Space.CONTROL)
        if self.standing is not Standing.APPROVED:
            name = "triangle-alert" if self.standing is Standing.WRONG else "plus"
            at = QPoint(left, (self.height() - CROSS) // 2)
            painter.drawPixmap(at, icon_pixmap(name, ink, CROSS, dpr))
            left += CROSS + Space.TIGHT
        room = QRect(left, 0, cross.left() - Space.TIGHT - left, self.height())
        painter.setPen(ink)
        text = self.fontMetrics().elidedText(
            self._label(), Qt.TextElideMode.ElideMiddle, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.end()

    def _label(self) -> str:
        return shown_sender(*self.person)

    def _cross(self) -> QRect:
        left = self.width() - CROSS - Space.CONTROL
        return QRect(left, (self.height() - CROSS) // 2, CROSS, CROSS)

    def _colours(self, tokens: Tokens) -> tuple[QColor, QColor]:
        """Return edge and ink."""
        match self.standing:
            case Standing.APPROVED:
                return tokens.border, tokens.text
            case Standing.WRONG:
                return tokens.danger, tokens.danger
            case _:
                return tokens.border, tokens.muted
