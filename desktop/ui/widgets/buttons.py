"""Buttons: the one primary action of a pane, and icon buttons that say what they do."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolButton, QWidget
from typing_extensions import override

from desktop.ui.icons import icon
from desktop.ui.theme.tokens import tokens_of

PRIMARY_HEIGHT = 32
ICON_BUTTON_SIDE = 28


class PrimaryButton(QPushButton):
    """The main action of a pane: filled with the accent, at least 32 px high, one a pane."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setMinimumHeight(PRIMARY_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _tint(self) -> None:
        ink = tokens_of(self.palette()).on_accent
        if self.palette().buttonText().color() == ink:
            return
        palette = QPalette()
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            palette.setColor(group, QPalette.ColorRole.ButtonText, ink)
        self.setPalette(palette)


class IconButton(QToolButton):
    """A button with only an icon: its action gives the tooltip with the key and the spoken name."""

    def __init__(self, name: str, action: QAction, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._action = action
        self.setAutoRaise(True)
        self.setCheckable(action.isCheckable())
        self.setMinimumSize(ICON_BUTTON_SIDE, ICON_BUTTON_SIDE)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._on_action_changed)
        self._on_action_changed()
        self._tint()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _on_action_changed(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())
        self.setToolTip(self._action.toolTip())
        self.setAccessibleName(self._action.text().replace("&", ""))

    def _tint(self) -> None:
        self.setIcon(icon(self._name, tokens_of(self.palette()).text))
