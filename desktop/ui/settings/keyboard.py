"""Settings > Keyboard: every command with its keys, and the switch for single letters."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.ui.actions import Actions
from desktop.ui.preferences import Preferences
from desktop.ui.runner import Runner
from desktop.ui.settings.controls import Switch
from desktop.ui.settings.section import Section
from desktop.ui.settings.shortcut_editor import ShortcutEditor


class KeyboardSection(Section):
    """The single-letter layer can be switched off (WCAG 2.1.4); F1 has the whole list."""

    def __init__(
        self,
        preferences: Preferences,
        actions: Actions,
        runner: Runner,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._list = QPushButton()
        self._list.clicked.connect(actions["help.shortcuts"].trigger)

        self.add_row(
            lambda: self.tr("Single-letter keys in the ticket list"),
            Switch(preferences, "keyboard.single_letters"),
            lambda: self.tr(
                "J and K move, R replies, D defers; the same keys work in the Russian layout."
            ),
        )
        self.add_row(lambda: self.tr("Show all shortcuts (F1)"), self._list)
        self.column.addWidget(ShortcutEditor(preferences, actions, runner, clock))
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("Keyboard")
