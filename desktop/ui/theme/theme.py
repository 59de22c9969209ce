"""The look of the running program: which theme, how large the text, whether things may move."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QToolTip

from desktop.ui.theme.palette import palette
from desktop.ui.theme.style import DutyStyle
from desktop.ui.theme.tokens import Scheme, Tokens, tokens_for


class SchemeChoice(StrEnum):
    """What a person may choose in Settings > Appearance."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


TEXT_SCALE_PERCENT = range(90, 151)


class Theme(QObject):
    """Owns style, palette and font of the application; follows the system when told to.

    A switch is one `setPalette` (20-115 ms with every page open) and never a style sheet.
    Widgets learn of it through `changeEvent(PaletteChange)` in the next turn of the event loop;
    `changed` is for what is no widget, such as the icons of actions.
    """

    changed = Signal(Tokens)

    def __init__(self, app: QApplication, choice: SchemeChoice = SchemeChoice.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._system_font = QFont(app.font())
        app.setStyle(DutyStyle())
        # Both wrappers are kept: PySide6 6.11 frees the hints with the last Python reference.
        self._hints = app.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        self._accessibility.contrastPreferenceChanged.connect(self._on_system_changed)
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """The tokens now in use."""
        return tokens_for(self._scheme(), more_contrast=self._wants_contrast())

    @property
    def choice(self) -> SchemeChoice:
        return self._choice

    def choose(self, choice: SchemeChoice) -> None:
        """Switch the theme at run time."""
        self._choice = choice
        self._apply()

    def set_text_scale(self, percent: int) -> None:
        """Set the size of all text relative to the system's, 90 to 150 percent.

        Raises:
            ValueError: `percent` is outside that range.
        """
        if percent not in TEXT_SCALE_PERCENT:
            raise ValueError(f"text scale {percent} %")
        font = QFont(self._system_font)
        if font.pointSizeF() > 0:
            font.setPointSizeF(font.pointSizeF() * percent / 100)
        else:
            font.setPixelSize(round(font.pixelSize() * percent / 100))
        self._app.setFont(font)
        # Qt tells only widgets without a size of their own; headings derive theirs.
        for widget in self._app.allWidgets():
            if widget.testAttribute(Qt.WidgetAttribute.WA_SetFont):
                QApplication.sendEvent(widget, QEvent(QEvent.Type.FontChange))

    def _scheme(self) -> Scheme:
        if self._choice is SchemeChoice.SYSTEM:
            dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
            return Scheme.DARK if dark else Scheme.LIGHT
        return Scheme(self._choice.value)

    def _wants_contrast(self) -> bool:
        preference = self._accessibility.contrastPreference()
        return preference is Qt.ContrastPreference.HighContrast

    def _apply(self) -> None:
        tokens = self.tokens
        made = palette(tokens)
        self._app.setPalette(made)
        QToolTip.setPalette(made)
        self.changed.emit(tokens)

    def _on_system_changed(self) -> None:
        self._apply()
