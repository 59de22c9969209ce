"""What a plan adds and removes, line by line: new duties outlined, removed ones struck."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_plan_preview import PlanPreview
from desktop.ui.duty.block_paint import ADDED, REMOVED
from desktop.ui.duty.flat_table import FlatTable
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import hours_text, times_text
from desktop.ui.lists.paged_table import ALIGNMENT, DISPLAY, Index
from desktop.ui.lists.record_delegate import ELIDE, RecordDelegate
from desktop.ui.theme.tokens import Tokens, tokens_of
from desktop.ui.theme.typography import Space

_IS_REMOVED = Qt.ItemDataRole.UserRole
_SIGN, _LENGTH, _PERSON = 0, 2, 3
_ROUNDED = 3
_STROKE = 1.5


class PlanChanges(FlatTable):
    """By start; what replaces a duty stands right below it."""

    def __init__(self, team: DutyTeam, parent: QWidget | None = None) -> None:
        titles = ("", self.tr("Duty"), self.tr("Length"), self.tr("Person"))
        super().__init__(titles, _PERSON, frozenset({_LENGTH}), parent)
        self._team = team
        self.setItemDelegate(_ChangeDelegate(self))
        self.setAccessibleName(self.tr("What the plan changes"))

    def show_preview(self, preview: PlanPreview) -> None:
        """List what a plan changes."""
        zone = ZoneInfo(preview.zone)
        lines = [(block, REMOVED) for block in preview.removed]
        lines += [(block, ADDED) for block in preview.added]
        lines.sort(key=lambda line: (line[0].start_at, line[0].end_at, line[1] == ADDED))
        self.setRowCount(len(lines))
        for row, (block, sign) in enumerate(lines):
            self._show_line(row, block, sign, zone)

    def _show_line(self, row: int, block: BoardBlock, sign: str, zone: ZoneInfo) -> None:
        span = (block.start_at, block.end_at)
        spoken = self.tr("removed") if sign == REMOVED else self.tr("added")
        texts = (
            sign,
            times_text(span, zone),
            hours_text(span[1] - span[0]),
            self._team.name(block.person_id),
        )
        for column, text in enumerate(texts):
            item = self.show_text(row, column, text, spoken)
            item.setData(_IS_REMOVED, sign == REMOVED)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken if column == _SIGN else text)


class _ChangeDelegate(RecordDelegate):
    """Strikes what goes; gives ＋ the outline that new duties have on the calendar."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = tokens_of(option.palette)
        is_removed = bool(index.data(_IS_REMOVED))
        painter.save()
        self.paint_ground(painter, option, index, tokens)
        if index.column() == _SIGN:
            self._paint_sign(painter, option, tokens, is_added=not is_removed)
        else:
            font = painter.font()
            font.setStrikeOut(is_removed)
            painter.setFont(font)
            painter.setPen(tokens.muted if is_removed else tokens.text)
            room = option.rect.adjusted(Space.CONTROL, 0, -Space.CONTROL, 0)
            text = painter.fontMetrics().elidedText(index.data(DISPLAY), ELIDE, room.width())
            painter.drawText(room, index.data(ALIGNMENT), text)
        painter.restore()

    def _paint_sign(
        self, painter: QPainter, option: QStyleOptionViewItem, tokens: Tokens, *, is_added: bool
    ) -> None:
        side = option.fontMetrics.height()
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(option.rect).center())
        reach, centre = side / 2 - Space.TIGHT, box.center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.accent if is_added else tokens.muted, _STROKE))
        painter.drawLine(centre - QPointF(reach, 0), centre + QPointF(reach, 0))
        if is_added:
            painter.drawRoundedRect(box, _ROUNDED, _ROUNDED)
            painter.drawLine(centre - QPointF(0, reach), centre + QPointF(0, reach))
