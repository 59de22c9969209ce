"""Settings > Appearance: theme, density, list and text size."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from desktop.ui.preferences import Preferences
from desktop.ui.settings.controls import Choice, Percent
from desktop.ui.settings.section import Section
from desktop.ui.theme.theme import TEXT_SCALE_PERCENT


class AppearanceSection(Section):
    """How the program looks on this person's screens."""

    def __init__(self, preferences: Preferences, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = Choice(
            preferences,
            "appearance.theme",
            [
                ("system", lambda: self.tr("As the system")),
                ("light", lambda: self.tr("Light")),
                ("dark", lambda: self.tr("Dark")),
            ],
        )
        density = Choice(
            preferences,
            "appearance.density",
            [
                ("compact", lambda: self.tr("Compact")),
                ("cosy", lambda: self.tr("Cosy")),
                ("comfortable", lambda: self.tr("Comfortable")),
            ],
        )
        mode = Choice(
            preferences,
            "list.mode",
            [("cards", lambda: self.tr("Cards")), ("table", lambda: self.tr("Table"))],
        )
        size = Percent(preferences, "appearance.text_percent", TEXT_SCALE_PERCENT)

        self.add_row(lambda: self.tr("Theme"), theme)
        self.add_row(lambda: self.tr("Text size"), size)
        self.add_row(lambda: self.tr("Density of lists"), density)
        self.add_row(lambda: self.tr("Ticket list"), mode)
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Appearance")
