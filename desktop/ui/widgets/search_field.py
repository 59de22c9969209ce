"""The search field: a magnifier, a clear button, and the text after a short rest of the keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of

REST_MS = 150


class SearchField(QLineEdit):
    """Emits `searched` with the text once typing rests, at once on Enter and on clearing.

    Escape clears the text; in an empty field it emits `left`, so that the focus can go back.
    """

    searched = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, *, rest_ms: int = REST_MS) -> None:
        super().__init__(parent)
        self._said = ""
        self._magnifier = QAction(self)
        self._magnifier.setEnabled(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(rest_ms)

        self.addAction(self._magnifier, QLineEdit.ActionPosition.LeadingPosition)
        self.setClearButtonEnabled(True)

        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._on_rested)
        self._rest.timeout.connect(self._on_rested)
        self._tint()

    def say(self, text: str) -> None:
        """Search for `text` at once, as if it had been typed."""
        self.setText(text)
        self._on_rested()

    def forget(self) -> None:
        """Clear the text without telling: nothing is searched any more."""
        self._said = ""
        self._rest.stop()
        was_blocked = self.blockSignals(True)
        self.clear()
        self.blockSignals(was_blocked)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _on_text_changed(self, text: str) -> None:
        if text:
            self._rest.start()
        else:
            self._on_rested()

    def _on_rested(self) -> None:
        self._rest.stop()
        text = self.text().strip()
        if text != self._said:
            self._said = text
            self.searched.emit(text)

    def _tint(self) -> None:
        muted = tokens_of(self.palette()).muted
        self._magnifier.setIcon(icon("search", muted, muted))
