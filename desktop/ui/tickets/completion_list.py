"""What a field could be completed with, as a list hanging below it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QWidget
from typing_extensions import override

from desktop.ui.theme.typography import Space
from desktop.ui.widgets.announce import announce

MOST_SHOWN = 8


class CompletionList(QListWidget):
    """Lies over the window without ever taking the focus: the field keeps the keyboard.

    Nothing is chosen until an arrow key says so; Enter then still means what was typed.
    """

    picked = Signal(int)
    """The place of the offer that was clicked."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field.window())
        self._field = field
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.hide()
        self.clicked.connect(self._on_clicked)
        field.installEventFilter(self)

    def offer(self, texts: Sequence[str], at: QPoint) -> None:
        """Hang below `at`, a place in the field; nothing to offer hides the list."""
        shown = list(texts)
        if shown == [self.item(row).text() for row in range(self.count())] and self.isVisible():
            return
        self.clear()
        if not shown:
            self.hide()
            return
        self.addItems(shown)
        height = self.fontMetrics().height() + Space.CONTROL
        for row in range(self.count()):
            self.item(row).setSizeHint(QSize(0, height))
        self.setCurrentRow(-1)
        window = self._field.window()
        self.setParent(window)
        frame = 2 * self.frameWidth()
        longest = max(map(self.fontMetrics().horizontalAdvance, shown))
        size = QSize(longest + frame + Space.SECTION, height * min(len(shown), MOST_SHOWN) + frame)
        place = self._field.mapTo(window, at)
        left = max(0, min(place.x(), window.width() - size.width()))
        self.setGeometry(QRect(QPoint(left, place.y()), size))
        self.show()
        self.raise_()

    def step(self, rows: int) -> None:
        """Move the choice; it goes round."""
        row = self.currentRow() + rows
        count = self.count()
        self.setCurrentRow(
            row % count if self.currentRow() >= 0 else (0 if rows > 0 else count - 1)
        )
        announce(self._field, self.currentItem().text())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self.hide()
        return super().eventFilter(watched, event)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.picked.emit(index.row())
