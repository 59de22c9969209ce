"""The card of a ticket: deadline and subject on one line, target and client under it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTableView, QToolTip
from typing_extensions import override

from desktop.domain.sla import ClockKind
from desktop.services.rows import TicketRow
from desktop.ui.icons import icon_pixmap
from desktop.ui.lists.paged_table import Index
from desktop.ui.lists.record_delegate import ELIDE, SELECTED, RecordDelegate
from desktop.ui.paint.labels import PADDING, chip_size, draw_chip
from desktop.ui.paint.shapes import SHAPE_SIDE, draw_shape, shape_pixmap
from desktop.ui.sla_cell import SlaCell, sla_cell, target_word
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import Tokens, tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.card_lines import PENCIL, CardLines, CardType, client_line
from desktop.ui.tickets.ticket_columns import COLUMNS, deadline_of, subject_of
from desktop.ui.tickets.ticket_table import TicketTable
from desktop.ui.widgets.tooltips import plain_tooltip

CARDS_KEPT = 400
"""So many cards stay laid out, some pages of a list: about half a megabyte."""

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
        self._laid_out: dict[int, CardLines] = {}
        self._shapes: dict[tuple[object, ...], QPixmap] = {}

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
        tokens = tokens_of(option.palette)
        painter.save()
        self.paint_ground(painter, option, index, tokens)
        if self.as_cards:
            self._paint_card(painter, option, row, tokens)
        else:
            here = self._table.here
            cell = sla_cell(deadline_of(row), here.now, here.zone)
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
            subject = self._lines(option, row).places.subject
            if event.pos().x() >= option.rect.left() + subject.left():
                text = plain_tooltip(f"{subject_of(row)}\n{client_line(row)}")
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
        tokens: Tokens,
    ) -> None:
        is_chosen = bool(option.state & SELECTED)
        lines = self._lines(option, row)
        kind, cell = lines.kind, lines.cell
        painter.translate(option.rect.topLeft())
        if cell.state is not None:
            self._paint_shape(painter, lines.places.shape, cell.state, tokens)
        quiet = tokens.muted_on_selection if is_chosen else tokens.muted
        if row.has_draft:
            _paint_pencil(painter, lines.places.subject, quiet, self._view.devicePixelRatioF())
        ink = tokens.on_selection if is_chosen else tokens.text
        painter.setPen(ink)
        painter.setFont(kind.bold if row.is_unread else kind.plain)
        painter.drawStaticText(lines.subject.at, lines.subject.text)
        painter.setFont(kind.bold if cell.is_loud else kind.plain)
        if cell.has_chip:
            _paint_chip(painter, lines.places.remaining, cell.remaining, tokens)
        else:
            painter.drawStaticText(lines.remaining.at, lines.remaining.text)
        painter.setFont(kind.little)
        painter.setPen(quiet)
        for line in lines.quiet:
            painter.drawStaticText(line.at, line.text)

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

    def _lines(self, option: QStyleOptionViewItem, row: TicketRow) -> CardLines:
        """Return the lines of a card, laid out anew only when something about it changed."""
        here, kind, size = self._table.here, self._card_type(option.font), option.rect.size()
        known = self._laid_out.get(row.id)
        if known is None or not known.fits(row, kind, size, self.line_gap):
            if len(self._laid_out) >= CARDS_KEPT:
                self._laid_out.clear()
            known = CardLines.of(row, here, kind, size, self.line_gap)
        self._laid_out[row.id] = known.at(here)
        return self._laid_out[row.id]

    def _paint_shape(
        self, painter: QPainter, place: QRectF, state: SlaState, tokens: Tokens
    ) -> None:
        """Draw the shape of a state from a picture that is made once."""
        dpr = self._view.devicePixelRatioF()
        key = state, tokens.scheme, tokens.base.rgb(), dpr
        if key not in self._shapes:
            self._shapes[key] = shape_pixmap(state, tokens, dpr)
        painter.drawPixmap(place.topLeft(), self._shapes[key])


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
        _paint_chip(painter, room, cell.remaining, tokens)
        return
    painter.setPen(tokens.on_selection if is_chosen else tokens.text)
    _draw_elided(painter, room, cell.remaining)


def _paint_chip(painter: QPainter, room: QRect, text: str, tokens: Tokens) -> None:
    size = chip_size(QFontMetricsF(painter.font()), text)
    at = QPointF(room.left() - PADDING / 2, room.center().y() + 0.5 - size.height() / 2)
    draw_chip(painter, at, text, SlaState.OVERDUE, tokens)


def _paint_pencil(painter: QPainter, room: QRect, colour: QColor, dpr: float) -> None:
    """Mark a ticket with a draft of somebody's reply."""
    at = QPointF(room.right() - PENCIL, room.center().y() - PENCIL / 2)
    painter.drawPixmap(at, icon_pixmap("pencil", colour, PENCIL, dpr))


def _draw_elided(painter: QPainter, room: QRect, text: str) -> None:
    painter.drawText(room, LEFT, painter.fontMetrics().elidedText(text, ELIDE, room.width()))
