"""What a plan adds and removes, line by line: new duties outlined, removed ones struck."""

from __future__ import annotations

from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from typing_extensions import override

from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_plan_preview import PlanPreview
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import hours_text, times_text
from desktop.ui.lists.paged_table import Index
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space

ADDED: Final = "＋"
REMOVED: Final = "−"
_ROUNDED = 3


class PlanChanges(QTableWidget):
    """By start; what replaces a duty stands right below it."""

    def __init__(self, team: DutyTeam, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self._team = team
        self.setItemDelegateForColumn(0, _SignDelegate(self))
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalHeaderLabels(["", self.tr("Duty"), self.tr("Length"), self.tr("Person")])
        self.setAccessibleName(self.tr("What the plan changes"))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def show_preview(self, preview: PlanPreview) -> None:
        """List what a plan changes."""
        zone = ZoneInfo(preview.zone)
        lines = [(block, REMOVED) for block in preview.removed]
        lines += [(block, ADDED) for block in preview.added]
        lines.sort(key=lambda line: (line[0].start_at, line[0].end_at, line[1] == ADDED))
        self.setRowCount(len(lines))
        for row, (block, sign) in enumerate(lines):
            self._show_line(row, block, sign, zone)
        self._tint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _show_line(self, row: int, block: BoardBlock, sign: str, zone: ZoneInfo) -> None:
        span = (block.start_at, block.end_at)
        texts = (
            sign,
            times_text(span, zone),
            hours_text(span[1] - span[0]),
            self._team.name(block.person_id),
        )
        spoken = self.tr("removed") if sign == REMOVED else self.tr("added")
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            if column == 0:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
                item.setToolTip(spoken)
            elif sign == REMOVED:
                font = item.font()
                font.setStrikeOut(True)
                item.setFont(font)
            self.setItem(row, column, item)

    def _tint(self) -> None:
        tokens = tokens_of(self.palette())
        for row in range(self.rowCount()):
            sign, *cells = (self.item(row, column) for column in range(self.columnCount()))
            is_removed = sign is not None and sign.text() == REMOVED
            for cell in filter(None, cells):
                cell.setForeground(tokens.muted if is_removed else tokens.text)


class _SignDelegate(QStyledItemDelegate):
    """Paints ＋ in an outlined box, as new duties have, and − without one."""

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tokens = tokens_of(option.palette)
        is_added = index.data() == ADDED
        side = option.fontMetrics.height()
        box = QRectF(0, 0, side, side)
        box.moveCenter(QRectF(option.rect).center())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(tokens.accent if is_added else tokens.muted, 1.5))
        if is_added:
            painter.drawRoundedRect(box, _ROUNDED, _ROUNDED)
        reach = side / 2 - Space.TIGHT
        centre = box.center()
        painter.drawLine(centre - QPointF(reach, 0), centre + QPointF(reach, 0))
        if is_added:
            painter.drawLine(centre - QPointF(0, reach), centre + QPointF(0, reach))
        painter.restore()
