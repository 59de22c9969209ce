"""The lines of a card, measured, elided and laid out once for a row, a width and a font."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QStaticText, QTransform

from desktop.domain.sla import ClockKind
from desktop.services.rows import TicketRow
from desktop.ui.lists.columns import Here
from desktop.ui.lists.record_delegate import ELIDE
from desktop.ui.paint.labels import PADDING
from desktop.ui.paint.shapes import SHAPE_SIDE
from desktop.ui.sla_cell import SlaCell, sla_cell, target_word
from desktop.ui.theme.typography import Space, small, strong
from desktop.ui.tickets.ticket_columns import assignee_of, client_of, deadline_of, subject_of

PENCIL = 16


@dataclass(frozen=True, slots=True)
class CardType:
    """The fonts of a card and the room its parts need, measured once for a font."""

    key: str
    plain: QFont
    bold: QFont
    little: QFont
    upper: int
    """The height of the first line, `lower` of the second."""
    lower: int
    deadline_width: int

    @classmethod
    def of(cls, font: QFont, longest_span: str) -> CardType:
        """Measure the widest texts of the language now spoken."""
        bold, little = strong(font), small(font)
        metrics = QFontMetrics(little)
        chip = QFontMetrics(bold).horizontalAdvance(longest_span) + round(2 * PADDING)
        width = max(chip, *(metrics.horizontalAdvance(target_word(kind)) for kind in ClockKind))
        upper = QFontMetrics(font).height()
        return cls(font.key(), QFont(font), bold, little, upper, metrics.height(), width + 1)


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


def card_places(size: QSize, kind: CardType, number_width: int, gap: int) -> CardPlaces:
    """Divide a card whose top left is the origin; `gap` is between its lines, all in pixels.

    Deadlines and subjects start at one line in every row; a short number leaves room to its
    subject.
    """
    top = (size.height() - 1 - kind.upper - gap - kind.lower) // 2
    below = top + kind.upper + gap
    left = int(Space.PANE)
    words = left + int(SHAPE_SIDE) + Space.CONTROL
    middle = words + kind.deadline_width + Space.PANE
    right = size.width() - 1 - Space.PANE - number_width
    wide = max(0, right - Space.CONTROL - middle)
    return CardPlaces(
        shape=QRectF(left, top + (kind.upper - SHAPE_SIDE) / 2, SHAPE_SIDE, SHAPE_SIDE),
        remaining=QRect(words, top, kind.deadline_width, kind.upper),
        target=QRect(words, below, kind.deadline_width, kind.lower),
        subject=QRect(middle, top, wide, kind.upper),
        client=QRect(middle, below, wide, kind.lower),
        number=QRect(right, top, number_width, kind.upper),
        assignee=QRect(right, below, number_width, kind.lower),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """A text that is laid out, and where its top left is on the card."""

    at: QPointF
    text: QStaticText


@dataclass(frozen=True, slots=True)
class CardLines:
    """All that a card shows; `fits` says whether it still holds."""

    row: TicketRow
    here: Here
    kind: CardType
    size: QSize
    gap: int
    cell: SlaCell
    places: CardPlaces
    remaining: Line
    subject: Line
    quiet: tuple[Line, ...]
    """Number, assignee, target and client, in the small font."""

    @classmethod
    def of(cls, row: TicketRow, here: Here, kind: CardType, size: QSize, gap: int) -> CardLines:
        """Lay out the card of `row` as it reads at `here`."""
        cell = sla_cell(deadline_of(row), here.now, here.zone)
        little = QFontMetrics(kind.little)
        number, assignee = f"#{row.id}", assignee_of(row)
        widths = little.horizontalAdvance(number), little.horizontalAdvance(assignee)
        places = card_places(size, kind, max(widths), gap)
        subject = QRect(places.subject)
        if row.has_draft:
            subject.setRight(subject.right() - PENCIL - Space.TIGHT)
        return cls(
            row,
            here,
            kind,
            size,
            gap,
            cell,
            places,
            remaining=_line(
                cell.remaining, places.remaining, kind.bold if cell.is_loud else kind.plain
            ),
            subject=_line(subject_of(row), subject, kind.bold if row.is_unread else kind.plain),
            quiet=(
                _line(number, places.number, kind.little, widths[0]),
                _line(assignee, places.assignee, kind.little, widths[1]),
                _line(cell.target, places.target, kind.little),
                _line(client_line(row), places.client, kind.little),
            ),
        )

    def fits(self, row: TicketRow, kind: CardType, size: QSize, gap: int) -> bool:
        """Say whether the card would be the same for all this, but for its deadline."""
        same = self.row is row and self.kind is kind
        return same and self.size == size and self.gap == gap

    def at(self, here: Here) -> CardLines:
        """Return the card as it reads at `here`; only what has changed is laid out anew."""
        if self.here is here:
            return self
        cell = sla_cell(deadline_of(self.row), here.now, here.zone)
        if cell == self.cell:
            return replace(self, here=here)
        if cell.target != self.cell.target:
            return CardLines.of(self.row, here, self.kind, self.size, self.gap)
        font = self.kind.bold if cell.is_loud else self.kind.plain
        remaining = _line(cell.remaining, self.places.remaining, font)
        return replace(self, here=here, cell=cell, remaining=remaining)


def client_line(row: TicketRow) -> str:
    """Return who asks, and from where unless that says it already."""
    client, address = client_of(row), row.requester_email
    return f"{client} · {address}" if address and address != client else client


def _line(text: str, room: QRect, font: QFont, width: int | None = None) -> Line:
    """Lay `text` out at the left of `room`, or with its own `width` given at the right."""
    if width is None:
        text = QFontMetrics(font).elidedText(text, ELIDE, room.width())
    laid_out = QStaticText(text)
    laid_out.setTextFormat(Qt.TextFormat.PlainText)
    laid_out.prepare(QTransform(), font)
    left = room.left() if width is None else room.left() + room.width() - width
    return Line(QPointF(left, room.top()), laid_out)
