"""Look: theme, text size and language, kept for the next first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.ui.language import Language, Tongue
from desktop.ui.theme.theme import TEXT_SCALE_PERCENT, SchemeChoice, Theme
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:  # it imports the services, which the first paint does not wait for
    from desktop.ui.preferences import Preferences

THEME = "look/theme"
TEXT_PERCENT = "look/text_percent"
LANGUAGE = "look/language"


class Look(QObject):
    """Puts the choices of a person on the program.

    Each is remembered in the profile as well, because the first paint comes before the database.
    """

    def __init__(
        self, theme: Theme, language: Language, state: WindowState, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.language = language
        self._state = state
        self._preferences: Preferences | None = None
        self._first_tongue = Tongue.ENGLISH

    def start(self, first_tongue: Tongue) -> None:
        """Look as at the end of the last run; the very first time in `first_tongue`."""
        self._first_tongue = first_tongue
        kept = self._state.text(LANGUAGE)
        self.language.speak(Tongue(kept) if kept in set(Tongue) else first_tongue)
        self.set_theme(self._state.text(THEME) or "")
        self.set_text_percent(self._state.number(TEXT_PERCENT) or 100)

    def follow(self, preferences: Preferences) -> None:
        """From now on look as the signed-in person has chosen."""
        self._preferences = preferences
        preferences.changed.connect(self._on_preference)

    def set_theme(self, choice: str) -> None:
        """Use `system`, `light` or `dark`; anything else is `system`."""
        scheme = SchemeChoice(choice) if choice in set(SchemeChoice) else SchemeChoice.SYSTEM
        self.theme.choose(scheme)
        self._state.keep(THEME, scheme.value)

    def set_text_percent(self, percent: int) -> None:
        """Use a text size relative to the system's; out of range is the nearest possible."""
        possible = min(max(percent, TEXT_SCALE_PERCENT[0]), TEXT_SCALE_PERCENT[-1])
        self.theme.set_text_scale(possible)
        self._state.keep(TEXT_PERCENT, possible)

    def set_language(self, code: str) -> None:
        """Speak `en` or `ru`; empty is the language of the first start."""
        tongue = Tongue(code) if code in set(Tongue) else self._first_tongue
        self.language.speak(tongue)
        self._state.keep(LANGUAGE, tongue.value if code else None)

    def _on_preference(self, name: str) -> None:
        if self._preferences is None:
            return
        match name:
            case "appearance.theme":
                self.set_theme(self._preferences.text(name))
            case "appearance.language":
                self.set_language(self._preferences.text(name))
            case "appearance.text_percent":
                self.set_text_percent(self._preferences.number(name))
