"""Tables on paper: rows that are never cut by the end of a page, the head again on each page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import accumulate

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPainter, QPen, QTextOption

from desktop.ui.formats import number_text

PIXELS_AN_INCH = 96
TEXT_PIXELS, TITLE_PIXELS = 11, 17
FOOTER_PIXELS = 26
PADDING = 5
BAR = 3

_WRAPPED = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
_HAIRLINE, _SHADE, _MUTED = QColor("#9a9a9a"), QColor("#efefef"), QColor("#555555")


class Ink(Enum):
    """How a line of a cell is printed; all of it is black on white, so that any printer can."""

    PLAIN = auto()
    STRONG = auto()
    MUTED = auto()
    ALARM = auto()
    """In bold behind a black bar: nobody overlooks it, without a colour."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One text of a cell."""

    text: str
    ink: Ink = Ink.PLAIN


Cell = tuple[PaperLine, ...]


@dataclass(frozen=True, slots=True)
class PaperGrid:
    """A table. `shares` are the widths of its columns among each other, `shaded` stand back."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    shaded: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class GridPaper:
    """What is printed: a title and facts on the first page, the tables, the foot of every page."""

    title: str
    facts: tuple[str, ...]
    grids: tuple[PaperGrid, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class _Placed:
    """A row at its place on a page."""

    grid: PaperGrid
    cells: tuple[Cell, ...]
    top: float
    height: float


def print_grids(paper: GridPaper, device: QPagedPaintDevice) -> int:
    """Draw every page on a printer or a PDF that nobody has begun; return how many there are."""
    painter = QPainter(device)
    area = device.pageLayout().paintRectPixels(device.logicalDpiX())
    scale = device.logicalDpiX() / PIXELS_AN_INCH
    painter.scale(scale, scale)
    press = _Press(painter, area.width() / scale, area.height() / scale)
    pages = press.paged(paper)
    for number, page in enumerate(pages):
        if number:
            device.newPage()
        else:
            press.paint_title(paper)
        for row in page:
            press.paint_row(row)
        press.paint_foot(paper.foot, number + 1, len(pages))
    painter.end()
    return len(pages)


class _Press:
    """Measures and paints the rows in pixels of 96 an inch, whatever the device has."""

    def __init__(self, painter: QPainter, width: float, height: float) -> None:
        self._painter = painter
        self._width = width
        self._height = height
        self._fonts = {ink: _font(ink in (Ink.STRONG, Ink.ALARM)) for ink in Ink}
        self._title = _font(bold=True)
        self._title.setPixelSize(TITLE_PIXELS)

    def paged(self, paper: GridPaper) -> list[list[_Placed]]:
        """Return the rows of every page; the head of a table never stands alone at its foot."""
        bottom = self._height - FOOTER_PIXELS
        pages: list[list[_Placed]] = [[]]
        top = self._heading_height(paper)
        for grid in paper.grids:
            head = self._row_height(grid, grid.head)
            heights = [self._row_height(grid, cells) for cells in grid.rows]
            is_begun = False
            for cells, height in zip(grid.rows, heights, strict=True):
                needed = height if is_begun else head + height
                if top + needed > bottom and pages[-1]:
                    pages.append([])
                    top, is_begun = 0.0, False
                if not is_begun:
                    pages[-1].append(_Placed(grid, grid.head, top, head))
                    top, is_begun = top + head, True
                pages[-1].append(_Placed(grid, cells, top, height))
                top += height
            top += 3 * PADDING
        return pages

    def paint_title(self, paper: GridPaper) -> None:
        """Draw what stands above the first table."""
        painter, high = self._painter, self._high(self._title)
        painter.setPen(Qt.GlobalColor.black)
        painter.setFont(self._title)
        painter.drawText(QRectF(0, 0, self._width, high), paper.title)
        painter.setPen(_MUTED)
        painter.setFont(self._fonts[Ink.MUTED])
        top = high + PADDING
        where = QRectF(0, top, self._width, self._height)
        painter.drawText(where, "   ".join(paper.facts), _WRAPPED)

    def paint_foot(self, text: str, page: int, pages: int) -> None:
        """Draw the foot of a page."""
        painter = self._painter
        painter.setPen(_MUTED)
        painter.setFont(self._fonts[Ink.MUTED])
        where = QRectF(0, self._height - FOOTER_PIXELS, self._width, FOOTER_PIXELS)
        number = QCoreApplication.translate("Paper", "Page {page} of {pages}").format(
            page=number_text(page), pages=number_text(pages)
        )
        bottom = Qt.AlignmentFlag.AlignBottom
        painter.drawText(where, bottom | Qt.AlignmentFlag.AlignLeft, text)
        painter.drawText(where, bottom | Qt.AlignmentFlag.AlignRight, number)

    def paint_row(self, row: _Placed) -> None:
        """Draw a row with its frame."""
        painter, is_head = self._painter, row.cells is row.grid.head
        for place, (where, cell) in enumerate(zip(self._cells(row), row.cells, strict=True)):
            if is_head or place in row.grid.shaded:
                painter.fillRect(where, _SHADE)
            painter.setPen(QPen(_HAIRLINE, 0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(where)
            top = where.top() + PADDING
            for line in cell:
                top += self._paint_line(line, where, top)

    def _paint_line(self, line: PaperLine, where: QRectF, top: float) -> float:
        painter = self._painter
        room = where.adjusted(PADDING, 0, -PADDING, 0)
        room.setTop(top)
        height = self._line_height(line, room.width())
        if line.ink is Ink.ALARM:
            painter.fillRect(QRectF(where.left(), top, BAR, height), Qt.GlobalColor.black)
        painter.setPen(_MUTED if line.ink is Ink.MUTED else Qt.GlobalColor.black)
        painter.setFont(self._fonts[line.ink])
        painter.drawText(room, line.text, _WRAPPED)
        return height

    def _cells(self, row: _Placed) -> Iterator[QRectF]:
        widths = self._widths(row.grid)
        for left, width in zip(accumulate(widths, initial=0.0), widths, strict=False):
            yield QRectF(left, row.top, width, row.height)

    def _widths(self, grid: PaperGrid) -> Sequence[float]:
        return [self._width * share / sum(grid.shares) for share in grid.shares]

    def _row_height(self, grid: PaperGrid, cells: tuple[Cell, ...]) -> float:
        inside = [width - 2 * PADDING for width in self._widths(grid)]
        heights = (
            sum(self._line_height(line, width) for line in cell)
            for cell, width in zip(cells, inside, strict=True)
        )
        return max(heights, default=0.0) + 2 * PADDING

    def _line_height(self, line: PaperLine, width: float) -> float:
        self._painter.setFont(self._fonts[line.ink])
        room = QRectF(0, 0, width, self._height)
        return self._painter.boundingRect(room, line.text, _WRAPPED).height()

    def _heading_height(self, paper: GridPaper) -> float:
        facts = self._line_height(PaperLine("   ".join(paper.facts), Ink.MUTED), self._width)
        return self._high(self._title) + facts + 4 * PADDING

    def _high(self, font: QFont) -> float:
        self._painter.setFont(font)
        return self._painter.boundingRect(QRectF(0, 0, self._width, 100), 0, "Ag").height()


def _font(bold: bool) -> QFont:
    font = QFont()
    font.setPixelSize(TEXT_PIXELS)
    font.setBold(bold)
    return font
