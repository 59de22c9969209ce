"""Actions: the one registry of QActions, from which everything that runs a command is made.

actions = Actions(window)
actions.bind("ticket.solve", self._on_solve)       # until bound, a command is not offered
actions.set_enabled(("ticket.solve",), has_selection)
actions["ticket.solve"]                             # the QAction, for toolbars and menus
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget
from typing_extensions import override

from desktop.ui.commands import COMMANDS, MENU_TITLES, Command, Menu
from desktop.ui.icons import icon
from desktop.ui.keyboard import is_same_key, sequences
from desktop.ui.theme.tokens import tokens_of

_COMMAND_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)

_ROLES = {
    "file.quit": QAction.MenuRole.QuitRole,
    "go.settings": QAction.MenuRole.PreferencesRole,
    "help.about": QAction.MenuRole.AboutRole,
}


class Actions(QObject):
    """Owns one QAction for each command of the table, added to `window` with its shortcuts.

    Words follow the language, icons (in menus only) the theme. `single_letters` switches the layer
    of single keys on and off.
    """

    def __init__(self, window: QWidget, commands: Sequence[Command] = COMMANDS) -> None:
        super().__init__(window)
        self._window = window
        self._commands = {command.id: command for command in commands}
        self._actions = {command.id: self._make(command) for command in commands}
        self._bound: set[str] = set()
        self._words: dict[str, Callable[[], str]] = {}
        self._menus: dict[Menu, QMenu] = {}
        self.single_letters = True
        self._tinted: set[Menu] = set()
        self.retranslate()
        window.installEventFilter(self)

    def __getitem__(self, command_id: str) -> QAction:
        return self._actions[command_id]

    def bind(self, command_id: str, run: Callable[[], None]) -> QAction:
        """Let the command run `run`, and offer it from now on."""
        action = self._actions[command_id]
        action.triggered.connect(run)
        action.setVisible(True)
        action.setEnabled(True)
        self._bound.add(command_id)
        return action

    def set_enabled(self, command_ids: Iterable[str], enabled: bool) -> None:
        """Enable or disable commands, as the selection asks for it."""
        for command_id in command_ids:
            self._actions[command_id].setEnabled(enabled and command_id in self._bound)

    def explain(self, command_id: str, reason: str) -> None:
        """Let the tooltip say why a command cannot be used; empty gives it its name again."""
        from html import escape  # with a table of every entity

        action = self._actions[command_id]
        action.setToolTip(escape(reason) if reason else with_shortcut(_name(action), action))

    def describe(self, command_id: str, words: Callable[[], str]) -> None:
        """Let the command be called what `words` says, in any language; when empty, as usual."""
        self._words[command_id] = words

    def use_own(self, own: Mapping[str, str]) -> None:
        """Give commands the keys that the person chose, empty for none; the others their usual."""
        for command in self._commands.values():
            chosen = own.get(command.id)
            keys = command.shortcuts if chosen is None else (chosen,)
            self._actions[command.id].setShortcuts(_made(keys))
        self.retranslate()

    def unbound(self) -> list[str]:
        """Return the commands nobody carries out; none in the finished window."""
        return [command_id for command_id in self._actions if command_id not in self._bound]

    def offered(self, menu: Menu | None = None) -> list[tuple[Command, QAction]]:
        """Return the bound commands in the order of the table, of one menu or of all."""
        return [
            (command, self._actions[command.id])
            for command in self._commands.values()
            if command.id in self._bound and menu in (None, command.menu)
        ]

    def for_list_key(self, event: QKeyEvent) -> QAction | None:
        """Return the enabled action of a single key typed in the ticket list, in either layout."""
        if not self.single_letters or event.modifiers() & _COMMAND_MODIFIERS:
            return None
        for command, action in self.offered():
            if command.list_key and is_same_key(event.text(), command.list_key):
                return action if action.isEnabled() else None
        return None

    def fill_menu_bar(self, bar: QMenuBar) -> None:
        """Fill the bar, anew if need be, with the commands bound so far."""
        bar.clear()
        for old in self._menus.values():
            old.deleteLater()
        self._menus.clear()
        for menu in Menu:
            offered = self.offered(menu)
            if offered:
                self._menus[menu] = bar.addMenu("")
                self._menus[menu].aboutToShow.connect(partial(self._tint, menu))
            for command, action in offered:
                if command.group and self._menus[menu].actions():
                    self._menus[menu].addSeparator()
                self._menus[menu].addAction(action)
        self.retranslate(())

    def retranslate(self, command_ids: Iterable[str] | None = None) -> None:
        """Take the words of the language now spoken, of some commands or of everything."""
        for command_id in self._commands if command_ids is None else command_ids:
            action, words = self._actions[command_id], self._words.get(command_id)
            usual = command_name(self._commands[command_id])
            action.setText(words() or usual if words else usual)
            action.setToolTip(with_shortcut(_name(action), action))
        for menu, shown in self._menus.items():
            shown.setTitle(QCoreApplication.translate("Command", MENU_TITLES[menu]))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._tinted.clear()
        return super().eventFilter(watched, event)

    def _make(self, command: Command) -> QAction:
        action = QAction(self)
        action.setObjectName(command.id)
        action.setCheckable(command.checkable)
        action.setShortcuts(_made(command.shortcuts))
        action.setMenuRole(_ROLES.get(command.id, QAction.MenuRole.NoRole))
        action.setVisible(False)
        self._window.addAction(action)
        return action

    def _tint(self, menu: Menu) -> None:
        """Give the commands of a menu their icons when it first opens: all cost 50 ms at start."""
        if menu in self._tinted:
            return
        self._tinted.add(menu)
        tokens = tokens_of(self._window.palette())
        for command, action in self.offered(menu):
            if command.icon:
                action.setIcon(icon(command.icon, tokens.text, tokens.border))


def command_name(command: Command) -> str:
    """Return what a command is called, whatever it would do just now."""
    return QCoreApplication.translate("Command", command.text)


def _made(shortcuts: Iterable[str]) -> list[QKeySequence]:
    return [made for shortcut in shortcuts for made in sequences(shortcut)]


def _name(action: QAction) -> str:
    return action.text().rstrip("…")


def with_shortcut(text: str, action: QAction) -> str:
    """Return `text` with the action's main shortcut as the system writes it: "Solve (Ctrl+E)"."""
    shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{text} ({shortcut})" if shortcut else text
