"""Keys of the first second: pressed before their commands are there, obeyed once they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from typing_extensions import override

if TYPE_CHECKING:  # the first paint has no commands yet
    from desktop.ui.actions import Actions

AWAITED = ("edit.search", "file.new_ticket", "go.inbox", "go.duty", "go.settings", "go.palette")
"""What leads somewhere and changes nothing: no other command may come late, on whatever is shown
by then."""


class EarlyKeys(QObject):
    """Keeps the keys that reached the window unused, until `finish`."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._wanted: list[QKeySequence | str] = []
        window.installEventFilter(self)

    def keep(self, command_id: str) -> None:
        """Keep a command that was asked for otherwise than by its keys."""
        self._wanted.append(command_id)

    def obey(self, actions: Actions) -> None:
        """Do the last of the kept that can be done by now; those before it are over."""
        if QApplication.activeModalWidget() is not None:
            return
        offered = [each for each in actions.offered() if each[0].id in AWAITED]
        for place in reversed(range(len(self._wanted))):
            wanted = self._wanted[place]
            for command, action in offered:
                if wanted == command.id or wanted in action.shortcuts():
                    del self._wanted[: place + 1]
                    action.trigger()
                    return

    def finish(self) -> None:
        """Keep no more: every command is there."""
        self._window.removeEventFilter(self)
        self._wanted.clear()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not event.isAutoRepeat()
        ):
            self._wanted.append(QKeySequence(event.keyCombination()))
        return super().eventFilter(watched, event)
