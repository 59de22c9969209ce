"""The card of a ticket: deadline and subject on one line, target and client under it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QFontMetricsF, QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QToolTip
from typing_extensions import override

from desktop.domain.sla import ClockKind
from desktop.services.rows import TicketRow
from desktop.ui.icons import icon_pixmap
from desktop.ui.lists.paged_table import Index
from desktop.ui.lists.record_delegate import ELIDE, SELECTED, RecordDelegate
from desktop.ui.paint.labels import PADDING, chip_size, draw_chip
from desktop.ui.paint.shapes import SHAPE_SIDE, draw_shape
from desktop.ui.sla_cell import SlaCell, sla_cell, target_word
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import Tokens, tokens_of
from desktop.ui.theme.typography import Space, small, strong
from desktop.ui.tickets.ticket_columns import COLUMNS, assignee_of, client_of, deadline_of
from desktop.ui.tickets.ticket_table import TicketTable
from desktop.ui.widgets.tooltips import plain_tooltip

PENCIL = 16
_DEADLINE_LEFT = Space.PANE + int(SHAPE_SIDE) + 2 * Space.CONTROL
_SAMPLES = {
    "number": "#000000",
    "subject": "A subject that says enough",
    "client": "Company name",
    "requester": "A name of some length",
    "assignee": "MM",
    "priority": "Critical",
    "status": "Waiting for a third party",
    "updated": "23 Nov 2026",
    "received": "23 Nov 2026",
    "channel": "Telephone",
    "messages": "000",
    "reopened": "000",
}
"""Samples that give the table's columns their first widths."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class CardPlaces:
    """Where the parts of a card are; the columns align over all rows of one width."""

    shape: QRectF
    remaining: QRect
    target: QRect
    subject: QRect
    client: QRect
    number: QRect
    assignee: QRect


def card_places(
    rect: QRect, font: QFont, deadline_width: int, number_width: int, gap: int
) -> CardPlaces:
    """Divide the rectangle of a card; all widths, and the gap between its lines, in pixels.

    Deadlines and subjects start at one line in every row; a short number leaves room to its
    subject.
    """
    upper, lower = QFontMetrics(font).height(), QFontMetrics(small(font)).height()
    top = rect.top() + (rect.height() - 1 - upper - gap - lower) // 2
    below = top + upper + gap
    left = rect.left() + Space.PANE
    words = left + int(SHAPE_SIDE) + Space.CONTROL
    middle = words + deadline_width + Space.PANE
    end = rect.right() - Space.PANE
    right = end - number_width
    wide = max(0, right - Space.CONTROL - middle)
    return CardPlaces(
        shape=QRectF(left, top + (upper - SHAPE_SIDE) / 2, SHAPE_SIDE, SHAPE_SIDE),
        remaining=QRect(words, top, deadline_width, upper),
        target=QRect(words, below, deadline_width, lower),
        subject=QRect(middle, top, wide, upper),
        client=QRect(middle, below, wide, lower),
        number=QRect(right, top, number_width, upper),
        assignee=QRect(right, below, number_width, lower),
    )


@dataclass(frozen=True, slots=True)
class CardType:
    """The fonts of a card and how much room its deadline needs, measured once for a font."""

    key: str
    bold: QFont
    little: QFont
    deadline_width: int

    @classmethod
    def of(cls, font: QFont, longest_span: str) -> CardType:
        """Measure the widest texts of the language now spoken."""
        bold, little = strong(font), small(font)
        metrics = QFontMetricsF(little)
        width = max(
            chip_size(QFontMetricsF(bold), longest_span).width(),
            *(metrics.horizontalAdvance(target_word(kind)) for kind in ClockKind),
        )
        return cls(font.key(), bold, little, round(width) + 1)


class TicketDelegate(RecordDelegate):
    """Paints tickets as cards, or as cells of a table when `as_cards` is off.

    In both the deadline has shape, colour and word; only unread and urgent are bold.
    """

    def __init__(self, view: QTableView, table: TicketTable) -> None:
        super().__init__(view)
        self._table = table
        self.as_cards = True
        self.line_gap = 0
        self._type: CardType | None = None

    def forget_sizes(self) -> None:
        """Measure anew after another font or language."""
        self._type = None

    def first_width(self, font: QFont, section: int) -> int:
        """Return the width a column of the table has until somebody drags it."""
        kind = self._card_type(font)
        if section == 0:
            return _DEADLINE_LEFT + kind.deadline_width
        key = COLUMNS[section].key
        bold = QFontMetrics(kind.bold)
        texts = [target_word(each) for each in ClockKind] if key == "target" else [_SAMPLES[key]]
        widest = max(bold.horizontalAdvance(text) for text in texts)
        title = QFontMetrics(font).horizontalAdvance(COLUMNS[section].title())
        return max(widest, title + 3 * Space.TIGHT) + 2 * Space.CONTROL

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if index.column() != 0:
            super().paint(painter, option, index)
            return
        row = self._table.record(index.row())
        here = self._table.here
        cell = sla_cell(deadline_of(row), here.now, here.zone)
        tokens = tokens_of(option.palette)
        painter.save()
        self.paint_ground(painter, option, index, tokens)
        if self.as_cards:
            self._paint_card(painter, option, row, cell, tokens)
        else:
            self._paint_cell(painter, option, cell, tokens)
        painter.restore()

    @override
    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell the whole subject over the subject of a card, the deadline's sentence elsewhere."""
        if index.isValid() and index.column() == 0 and self.as_cards:
            row = self._table.record(index.row())
            if event.pos().x() >= self._places(option, row).subject.left():
                text = plain_tooltip(f"{row.subject}\n{_client_line(row)}")
                QToolTip.showText(event.globalPos(), text, view)
                return True
        return super().helpEvent(event, view, option, index)

    @override
    def is_strong(self, index: Index) -> bool:
        return self._table.record(index.row()).is_unread

    def _paint_card(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        row: TicketRow,
        cell: SlaCell,
        tokens: Tokens,
    ) -> None:
        is_chosen = bool(option.state & SELECTED)
        ink = tokens.on_selection if is_chosen else tokens.text
        quiet = tokens.muted_on_selection if is_chosen else tokens.muted
        font = option.font
        kind = self._card_type(font)
        places = self._places(option, row)
        loud = kind.bold if cell.is_loud else font
        _paint_deadline(painter, places.shape, places.remaining, cell, loud, tokens, is_chosen)
        subject = QRect(places.subject)
        if row.has_draft:
            _paint_pencil(painter, subject, quiet, self._view.devicePixelRatioF())
            subject.setRight(subject.right() - PENCIL - Space.TIGHT)
        painter.setPen(ink)
        painter.setFont(kind.bold if row.is_unread else font)
        _draw_elided(painter, subject, row.subject)
        painter.setFont(kind.little)
        painter.setPen(quiet)
        painter.drawText(places.number, RIGHT, f"#{row.id}")
        painter.drawText(places.assignee, RIGHT, assignee_of(row))
        _draw_elided(painter, places.target, cell.target)
        _draw_elided(painter, places.client, _client_line(row))

    def _paint_cell(
        self, painter: QPainter, option: QStyleOptionViewItem, cell: SlaCell, tokens: Tokens
    ) -> None:
        rect = option.rect
        left = rect.left() + Space.PANE
        top = rect.center().y() - SHAPE_SIDE / 2
        words = left + int(SHAPE_SIDE) + Space.CONTROL
        room = QRect(words, rect.top(), rect.right() - words, rect.height() - 1)
        shape = QRectF(left, top, SHAPE_SIDE, SHAPE_SIDE)
        is_chosen = bool(option.state & SELECTED)
        font = self._card_type(option.font).bold if cell.is_loud else option.font
        _paint_deadline(painter, shape, room, cell, font, tokens, is_chosen)

    def _card_type(self, font: QFont) -> CardType:
        if self._type is None or self._type.key != font.key():
            self._type = CardType.of(font, self.tr("−23 h 59 min"))
        return self._type

    def _places(self, option: QStyleOptionViewItem, row: TicketRow) -> CardPlaces:
        kind = self._card_type(option.font)
        metrics = QFontMetrics(kind.little)
        number = max(metrics.horizontalAdvance(text) for text in (f"#{row.id}", assignee_of(row)))
        return card_places(option.rect, option.font, kind.deadline_width, number, self.line_gap)


def _paint_deadline(
    painter: QPainter,
    shape: QRectF,
    room: QRect,
    cell: SlaCell,
    font: QFont,
    tokens: Tokens,
    is_chosen: bool,
) -> None:
    """Paint shape and remaining time; an overdue clock that runs stands on its chip."""
    if cell.state is not None:
        draw_shape(painter, shape, cell.state, tokens)
    painter.setFont(font)
    if cell.has_chip:
        size = chip_size(QFontMetricsF(painter.font()), cell.remaining)
        at = QPointF(room.left() - PADDING / 2, room.center().y() + 0.5 - size.height() / 2)
        draw_chip(painter, at, cell.remaining, SlaState.OVERDUE, tokens)
        return
    painter.setPen(tokens.on_selection if is_chosen else tokens.text)
    _draw_elided(painter, room, cell.remaining)


def _client_line(row: TicketRow) -> str:
    client, address = client_of(row), row.requester_email
    return f"{client} · {address}" if address and address != client else client


def _paint_pencil(painter: QPainter, room: QRect, colour: QColor, dpr: float) -> None:
    """Mark a ticket with a draft of somebody's reply."""
    at = QPointF(room.right() - PENCIL, room.center().y() - PENCIL / 2)
    painter.drawPixmap(at, icon_pixmap("pencil", colour, PENCIL, dpr))


def _draw_elided(painter: QPainter, room: QRect, text: str) -> None:
    painter.drawText(room, LEFT, painter.fontMetrics().elidedText(text, ELIDE, room.width()))
