"""The command palette (Ctrl+K): one field that finds commands, tickets, pages and settings."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.ui.icons import icon_pixmap
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.floating_panel import FloatingPanel
from desktop.ui.widgets.labels import MutedLabel
from desktop.ui.widgets.palette_entries import MOST, PaletteEntry, PaletteSource, matching

WIDTH = 560
ICON = 16
REMEMBERED = 8

Index = QModelIndex | QPersistentModelIndex
NO_PARENT = QModelIndex()


class PaletteTable(QAbstractListModel):
    """The entries found, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[PaletteEntry] = []

    def show_entries(self, entries: list[PaletteEntry]) -> None:
        """Replace what is listed."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.entries)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}, {entry.hint}" if entry.hint else entry.title
        return None


class PaletteDelegate(QStyledItemDelegate):
    """Draws an entry: icon, title, and at the right the shortcut, so that people learn it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, option.fontMetrics.height() + 2 * Space.CONTROL)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, PaletteTable):
            return
        entry = model.entries[index.row()]
        tokens = tokens_of(option.palette)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        quiet = tokens.muted_on_selection if is_chosen else tokens.muted
        painter.save()
        if is_chosen:
            painter.fillRect(option.rect, tokens.selection)
        room = option.rect.adjusted(Space.PANE, 0, -Space.PANE, 0)
        widget = option.widget
        dpr = widget.devicePixelRatioF() if widget is not None else 1.0
        at = QPoint(room.left(), room.center().y() - ICON // 2)
        painter.drawPixmap(at, icon_pixmap(entry.icon, quiet, ICON, dpr))
        hint_width = option.fontMetrics.horizontalAdvance(entry.hint)
        painter.setPen(quiet)
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(room, right, entry.hint)
        words = QRect(room)
        words.setLeft(room.left() + ICON + Space.CONTROL)
        words.setRight(room.right() - hint_width - Space.PANE)
        painter.setPen(tokens.on_selection if is_chosen else tokens.text)
        title = option.fontMetrics.elidedText(
            entry.title, Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()


class CommandPalette(FloatingPanel):
    """An overlay at the top of `host`; `pop_up` shows it, Escape gives the focus back."""

    def __init__(self, host: QWidget, sources: Sequence[PaletteSource]) -> None:
        super().__init__(host)
        self._host = host
        self._sources = list(sources)
        self._recent: deque[str] = deque(maxlen=REMEMBERED)
        self._caller: QWidget | None = None
        self._field = QLineEdit()
        self._table = PaletteTable(self)
        self._list = QListView()
        self._help = MutedLabel()

        self._list.setModel(self._table)
        self._list.setItemDelegate(PaletteDelegate(self._list))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.CONTROL, Space.CONTROL, Space.CONTROL, Space.CONTROL)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        layout.addWidget(self._help)
        self.hide()

        self._field.textChanged.connect(self._on_text_changed)
        self._field.installEventFilter(self)
        self._list.clicked.connect(self._on_clicked)
        self.retranslate()

    def add_source(self, source: PaletteSource) -> None:
        """Let the palette find more."""
        self._sources.append(source)

    def pop_up(self, text: str = "") -> None:
        """Show the palette with `text` typed and the best entry chosen."""
        self._caller = QApplication.focusWidget()
        self._field.setText(text)
        self._on_text_changed(text)
        width = min(WIDTH, self._host.width() - 2 * Space.SECTION)
        self.setFixedWidth(width)
        self.move((self._host.width() - width) // 2, Space.SECTION * 2)
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        self._field.setPlaceholderText(self.tr("Command, #number or words to search for"))
        self._field.setAccessibleName(self.tr("Search or run a command"))
        self._list.setAccessibleName(self.tr("Found"))
        self._help.setText(self.tr("↑↓ choose · Enter run · Esc close"))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._on_text_changed(self._field.text())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._close(give_focus_back=False)
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        match event.key():
            case Qt.Key.Key_Escape:
                self._close(give_focus_back=True)
            case Qt.Key.Key_Down:
                self._choose(self._list.currentIndex().row() + 1)
            case Qt.Key.Key_Up:
                self._choose(self._list.currentIndex().row() - 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._run(self._list.currentIndex().row())
            case _:
                return False
        return True

    def _on_text_changed(self, text: str) -> None:
        self._table.show_entries(matching(text, self._sources, list(self._recent)))
        self._choose(0)
        rows = self._table.rowCount()
        row_height = self._list.sizeHintForRow(0) if rows else 0
        self._list.setFixedHeight(min(rows, MOST) * row_height)
        self.adjustSize()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._run(index.row())

    def _choose(self, row: int) -> None:
        rows = self._table.rowCount()
        if rows:
            self._list.setCurrentIndex(self._table.index(row % rows, 0))

    def _run(self, row: int) -> None:
        if not 0 <= row < self._table.rowCount():
            return
        entry = self._table.entries[row]
        if entry.key in self._recent:
            self._recent.remove(entry.key)
        self._recent.appendleft(entry.key)
        self._close(give_focus_back=True)
        entry.run()

    def _close(self, *, give_focus_back: bool) -> None:
        caller, self._caller = self._caller, None
        self.hide()
        if give_focus_back and caller is not None:
            caller.setFocus(Qt.FocusReason.OtherFocusReason)
