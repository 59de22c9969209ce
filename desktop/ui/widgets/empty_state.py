"""What a list shows when it has nothing: what, why, and one thing to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.ui.icons import icon_pixmap
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import PlainLabel, SectionHeader

ICON_SIDE = 48


class EmptyState(QWidget):
    """An icon, a heading, a sentence and buttons in the middle of an empty pane."""

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._icon = QLabel()
        self._heading = SectionHeader()
        self._sentence = PlainLabel()
        self._sentence.setWordWrap(True)
        self._buttons = QHBoxLayout()
        self._shown: list[QPushButton] = []

        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._heading.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._heading.setWordWrap(True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons.setSpacing(Space.CONTROL)
        row = QHBoxLayout()
        row.addStretch()
        row.addLayout(self._buttons)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.SECTION, Space.SECTION, Space.SECTION, Space.SECTION)
        layout.setSpacing(Space.CONTROL)
        layout.addStretch(1)
        layout.addWidget(self._icon)
        layout.addWidget(self._heading)
        layout.addWidget(self._sentence)
        layout.addSpacing(Space.CONTROL)
        layout.addLayout(row)
        layout.addStretch(2)
        self._tint()

    def say(
        self, heading: str, sentence: str = "", *buttons: tuple[str, Callable[[], None]]
    ) -> None:
        """Set the translated words; the owner says them again when the language changes."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        for old in self._shown:
            self._buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = [self._make_button(label, run) for label, run in buttons]

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _make_button(self, label: str, run: Callable[[], None]) -> QPushButton:
        button = QPushButton(label)
        button.clicked.connect(run)
        self._buttons.addWidget(button)
        return button

    def _tint(self) -> None:
        muted = tokens_of(self.palette()).muted
        self._icon.setPixmap(
            icon_pixmap(self._icon_name, muted, ICON_SIDE, self.devicePixelRatioF())
        )
