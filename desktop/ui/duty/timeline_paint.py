"""Paints the lines of a duty timeline: coverage, then people with work, absences and duties."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from desktop.domain.duty_span import Span, joined
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_board import Board, BoardAbsence, BoardRow
from desktop.ui.duty.block_paint import (
    paint_added,
    paint_block,
    paint_first_that_fits,
    paint_removed,
)
from desktop.ui.duty.days_paint import paint_days
from desktop.ui.duty.geometry import COVERAGE
from desktop.ui.duty.overlay_paint import paint_overlay
from desktop.ui.duty.person_look import ROUNDED
from desktop.ui.duty.scene import Scene
from desktop.ui.duty.words import duty_word
from desktop.ui.paint.labels import draw_initials
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import Tokens
from desktop.ui.theme.typography import Space, small

WORK_HEIGHT = 4
DISC = 24


def paint_timeline(painter: QPainter, scene: Scene, height: float, tokens: Tokens) -> None:
    """Paint a scene from the top left corner, each part over the one before."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, scene.geometry.width, height), tokens.base)
    paint_days(painter, scene.geometry, scene.now, height, tokens)
    lines = _Lines(painter, scene, tokens)
    lines.paint_coverage()
    for line, row in enumerate(scene.geometry.board.rows):
        lines.paint_row(row, line)
    if scene.backups:
        lines.paint_backups()
    paint_overlay(painter, scene, height, tokens)
    painter.setPen(QPen(tokens.hairline, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(0.5, 0.5, scene.geometry.width - 1, height - 1))


def coverage_name(board: Board) -> str:
    """Return what the line above the people is called, with how much is covered."""
    if board.percent is None:
        return QCoreApplication.translate("DutyTelling", "Coverage")
    text = QCoreApplication.translate("DutyTelling", "Coverage {percent} %")
    return text.format(percent=board.percent)


def backup_name() -> str:
    """Return what the line below the people is called."""
    return QCoreApplication.translate("DutyTelling", "+ backup")


def covered_spans(board: Board) -> list[Span]:
    """Return when somebody is there: on duty, or all at work."""
    on_duty = (span for row in board.rows for span in row.on_duty)
    return joined([*on_duty, *board.working])


class _Lines:
    """Paints line after line with one painter."""

    def __init__(self, painter: QPainter, scene: Scene, tokens: Tokens) -> None:
        self._painter = painter
        self._scene = scene
        self._geometry = scene.geometry
        self._board = scene.geometry.board
        self._tokens = tokens
        self._lines = dict(self._board.lines)

    def paint_coverage(self) -> None:
        """Fill where somebody is there, hatch where nobody is: pale where that is past."""
        painter, tokens = self._painter, self._tokens
        self._rule(COVERAGE)
        self._paint_name(coverage_name(self._board), COVERAGE, Space.CONTROL)
        for span in covered_spans(self._board):
            painter.fillRect(self._coverage(span), tokens.states[SlaState.ON_TRACK].chip)
        for gap in self._board.missed:
            self._hatch(self._coverage(gap), tokens.muted)
        for gap in self._board.uncovered:
            where = self._coverage(gap)
            self._hatch(where, tokens.danger)
            painter.setPen(QPen(tokens.danger, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(where.adjusted(0.5, 0.5, -0.5, -0.5))

    def paint_row(self, row: BoardRow, line: int) -> None:
        """Paint a person: who, usual work, absences, duties."""
        painter, geometry = self._painter, self._geometry
        self._rule(line)
        plain = painter.font()
        painter.setFont(small(plain))
        top = geometry.top(line) + (geometry.line_height - DISC) / 2
        disc = QRectF(Space.CONTROL, top, DISC, DISC)
        draw_initials(painter, disc, row.initials, row.person_id, self._tokens)
        painter.setFont(plain)
        self._paint_name(row.name, line, DISC + 2 * Space.CONTROL)
        for span in self._board.working:
            painter.fillRect(geometry.rect(span, line, WORK_HEIGHT), self._tokens.border)
        for absence in row.absences:
            self._paint_absence(absence, line)
        for block in row.blocks:
            self._paint_block(block, row, line)

    def paint_backups(self) -> None:
        """Paint who stands behind somebody else, below the people."""
        line = len(self._board.rows)
        initials = {row.person_id: row.initials for row in self._board.rows}
        self._rule(line)
        self._paint_name(backup_name(), line, Space.CONTROL)
        for block in self._scene.backups:
            where = self._geometry.block_rect(block, line)
            if where.width() > 0:
                words = (initials[block.person_id],)
                paint_block(self._painter, where, block, words, self._tokens)

    def _paint_absence(self, absence: BoardAbsence, line: int) -> None:
        painter, tokens, geometry = self._painter, self._tokens, self._geometry
        span = (absence.start_at, absence.end_at)
        where = geometry.rect(span, line, geometry.block_height)
        painter.setPen(QPen(tokens.border, 1))
        painter.setBrush(tokens.alternate)
        painter.drawRoundedRect(where.adjusted(0.5, 0.5, -0.5, -0.5), ROUNDED, ROUNDED)
        painter.setPen(tokens.muted)
        inside = where.adjusted(Space.CONTROL, 0, -Space.CONTROL, 0)
        paint_first_that_fits(painter, inside, (duty_word(absence.kind),))

    def _paint_block(self, block: BoardBlock, row: BoardRow, line: int) -> None:
        where = self._geometry.block_rect(block, line)
        if where.width() <= 0:
            return
        marks = self._scene.marks
        if block in marks.added:
            paint_added(self._painter, where, row.initials, self._tokens)
        elif block in marks.removed:
            paint_removed(self._painter, where, row.initials, self._tokens)
        else:
            paint_block(self._painter, where, block, self._words(block, row), self._tokens)

    def _words(self, block: BoardBlock, row: BoardRow) -> tuple[str, ...]:
        """Return what a block says, the longest first."""
        if block.is_draft:
            kind = QCoreApplication.translate("DutyTelling", "draft")
        elif block.line_id in self._lines:
            kind = self._lines[block.line_id]
        elif block.is_night:
            kind = QCoreApplication.translate("DutyTelling", "night")
        else:
            return (row.initials,)
        return f"{row.initials} {kind}", row.initials

    def _coverage(self, span: Span) -> QRectF:
        return self._geometry.rect(span, COVERAGE, self._geometry.block_height)

    def _hatch(self, where: QRectF, ink: QColor) -> None:
        self._painter.fillRect(where, self._tokens.base)
        self._painter.fillRect(where, QBrush(ink, Qt.BrushStyle.BDiagPattern))

    def _rule(self, line: int) -> None:
        top = round(self._geometry.top(line))
        self._painter.setPen(self._tokens.hairline)
        self._painter.drawLine(0, top, round(self._geometry.width), top)

    def _paint_name(self, name: str, line: int, left: float) -> None:
        geometry = self._geometry
        width = geometry.names_width - left - Space.CONTROL
        where = QRectF(left, geometry.top(line), width, geometry.line_height)
        shown = self._painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, round(width)
        )
        self._painter.setPen(self._tokens.text)
        self._painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, shown)
