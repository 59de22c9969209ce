"""The quiet line at the foot of the window: every part can be focused, read and pressed."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, small
from desktop.ui.widgets.tooltips import plain_tooltip

HEIGHT = 24


class Part(StrEnum):
    """What the line tells, from left to right; Undo stands at the right end."""

    MAIL = "mail"
    NEXT_DUE = "next_due"
    DATABASE = "database"
    OUTBOX = "outbox"
    UNDO = "undo"


class StatusBar(QWidget):
    """Shows the parts that have something to say."""

    pressed = Signal(str)
    """The `Part` that was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumHeight(HEIGHT)
        self._parts = {part: self._button(part) for part in Part}

        layout = QHBoxLayout(self)
        layout.setContentsMargins(Space.CONTROL, 0, Space.CONTROL, 0)
        layout.setSpacing(Space.TIGHT)
        for part in Part:
            if part is Part.UNDO:
                layout.addStretch(1)
            layout.addWidget(self._parts[part])

    def tell(self, part: Part, text: str, hint: str = "") -> None:
        """Say `text` in `part`, with `hint` as its tooltip; an empty text takes the part away."""
        button = self._parts[part]
        button.setText(text)
        button.setToolTip(plain_tooltip(hint))
        button.setAccessibleName(text)
        button.setAccessibleDescription(hint)
        button.setVisible(bool(text))

    def text(self, part: Part) -> str:
        """Return what `part` says."""
        return self._parts[part].text()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            for button in self._parts.values():
                button.setFont(small(self.font()))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(tokens_of(self.palette()).hairline)
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())

    def _button(self, part: Part) -> QToolButton:
        button = QToolButton(self)
        button.setAutoRaise(True)
        button.setFont(small(self.font()))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        button.setVisible(False)
        button.setProperty("part", part.value)
        button.clicked.connect(self._on_clicked)
        return button

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.pressed.emit(sender.property("part"))
