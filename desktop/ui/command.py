"""What a command of the window is, and the menus that commands stand in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.marked import QT_TRANSLATE_NOOP


class Menu(StrEnum):
    """The menus of the bar, in their order."""

    FILE = "file"
    EDIT = "edit"
    TICKET = "ticket"
    DUTY = "duty"
    VIEW = "view"
    GO = "go"
    HELP = "help"


MENU_TITLES = {
    Menu.FILE: QT_TRANSLATE_NOOP("Command", "&File"),
    Menu.EDIT: QT_TRANSLATE_NOOP("Command", "&Edit"),
    Menu.TICKET: QT_TRANSLATE_NOOP("Command", "&Ticket"),
    Menu.DUTY: QT_TRANSLATE_NOOP("Command", "&Duty"),
    Menu.VIEW: QT_TRANSLATE_NOOP("Command", "&View"),
    Menu.GO: QT_TRANSLATE_NOOP("Command", "&Go"),
    Menu.HELP: QT_TRANSLATE_NOOP("Command", "&Help"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """A command: `id` never changes, `text` is the English source of what is shown.

    `shortcut` works everywhere in the window; `list_key` is a single character that works only
    while the ticket list has the focus (WCAG 2.1.4). `group` draws a line before the command.
    """

    id: str
    text: str
    menu: Menu
    shortcut: str = ""
    list_key: str = ""
    icon: str = ""
    group: bool = False
    checkable: bool = False
    also: str = ""
    """A second shortcut that people know from elsewhere."""

    @property
    def shortcuts(self) -> tuple[str, ...]:
        return tuple(shortcut for shortcut in (self.shortcut, self.also) if shortcut)
