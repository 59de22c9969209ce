"""Every command of the window in one table: menus, toolbars, Ctrl+K and F1 are made from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.marked import QT_TRANSLATE_NOOP


class Menu(StrEnum):
    """The menus of the bar, in their order."""

    FILE = "file"
    EDIT = "edit"
    TICKET = "ticket"
    VIEW = "view"
    GO = "go"
    HELP = "help"


MENU_TITLES = {
    Menu.FILE: QT_TRANSLATE_NOOP("Command", "&File"),
    Menu.EDIT: QT_TRANSLATE_NOOP("Command", "&Edit"),
    Menu.TICKET: QT_TRANSLATE_NOOP("Command", "&Ticket"),
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


COMMANDS: tuple[Command, ...] = (
    Command(
        "file.new_ticket",
        QT_TRANSLATE_NOOP("Command", "New ticket…"),
        Menu.FILE,
        "Ctrl+N",
        "C",
        "plus",
    ),
    Command(
        "file.check_mail",
        QT_TRANSLATE_NOOP("Command", "Check mail now"),
        Menu.FILE,
        "F5",
        icon="refresh-cw",
    ),
    Command(
        "file.import",
        QT_TRANSLATE_NOOP("Command", "Import mail…"),
        Menu.FILE,
        icon="download",
        group=True,
    ),
    Command(
        "file.export",
        QT_TRANSLATE_NOOP("Command", "Export tickets…"),
        Menu.FILE,
        icon="file-down",
    ),
    Command(
        "file.back_up",
        QT_TRANSLATE_NOOP("Command", "Back up now"),
        Menu.FILE,
        icon="hard-drive",
        group=True,
    ),
    Command("file.quit", QT_TRANSLATE_NOOP("Command", "Quit"), Menu.FILE, "Ctrl+Q", group=True),
    Command("edit.undo", QT_TRANSLATE_NOOP("Command", "Undo"), Menu.EDIT, "Ctrl+Z", "Z", "undo-2"),
    Command(
        "edit.copy_number",
        QT_TRANSLATE_NOOP("Command", "Copy ticket number"),
        Menu.EDIT,
        "Ctrl+Shift+C",
        icon="copy",
        group=True,
    ),
    Command(
        "edit.select",
        QT_TRANSLATE_NOOP("Command", "Select or deselect"),
        Menu.EDIT,
        list_key="X",
    ),
    Command(
        "edit.search",
        QT_TRANSLATE_NOOP("Command", "Search"),
        Menu.EDIT,
        "Ctrl+F",
        "/",
        "search",
        group=True,
    ),
    Command(
        "view.save_search",
        QT_TRANSLATE_NOOP("Command", "Save search as a view…"),
        Menu.EDIT,
        "Ctrl+Shift+S",
        icon="plus",
    ),
    Command("ticket.open", QT_TRANSLATE_NOOP("Command", "Open ticket"), Menu.TICKET, list_key="O"),
    Command(
        "ticket.reply",
        QT_TRANSLATE_NOOP("Command", "Reply"),
        Menu.TICKET,
        "Ctrl+R",
        "R",
        "reply",
        group=True,
    ),
    Command(
        "ticket.reply_all",
        QT_TRANSLATE_NOOP("Command", "Reply to all"),
        Menu.TICKET,
        "Ctrl+Alt+R",
    ),
    Command(
        "ticket.forward",
        QT_TRANSLATE_NOOP("Command", "Forward"),
        Menu.TICKET,
        "Ctrl+L",
        icon="forward",
    ),
    Command(
        "ticket.template",
        QT_TRANSLATE_NOOP("Command", "Insert a template…"),
        Menu.TICKET,
        "Ctrl+J",
        icon="file-text",
    ),
    Command(
        "ticket.note",
        QT_TRANSLATE_NOOP("Command", "Internal note"),
        Menu.TICKET,
        "Ctrl+Shift+N",
        "N",
        "sticky-note",
    ),
    Command(
        "ticket.log_call",
        QT_TRANSLATE_NOOP("Command", "Log a call…"),
        Menu.TICKET,
        "Ctrl+Shift+L",
        icon="phone",
    ),
    Command(
        "ticket.send",
        QT_TRANSLATE_NOOP("Command", "Send and wait for client"),
        Menu.TICKET,
        "Ctrl+Enter",
        icon="send",
        group=True,
    ),
    Command(
        "ticket.send_and_solve",
        QT_TRANSLATE_NOOP("Command", "Send and solve"),
        Menu.TICKET,
        "Ctrl+Shift+Enter",
    ),
    Command(
        "ticket.take",
        QT_TRANSLATE_NOOP("Command", "Take"),
        Menu.TICKET,
        "Ctrl+Shift+T",
        "T",
        "user-check",
        group=True,
    ),
    Command(
        "ticket.assign",
        QT_TRANSLATE_NOOP("Command", "Assign…"),
        Menu.TICKET,
        "Ctrl+Shift+A",
        "A",
        "user-plus",
    ),
    Command(
        "ticket.defer",
        QT_TRANSLATE_NOOP("Command", "Defer…"),
        Menu.TICKET,
        "Ctrl+D",
        "D",
        "forward",
    ),
    Command(
        "ticket.solve",
        QT_TRANSLATE_NOOP("Command", "Solve"),
        Menu.TICKET,
        "Ctrl+E",
        "E",
        "circle-check",
    ),
    Command(
        "ticket.remind",
        QT_TRANSLATE_NOOP("Command", "Remind later…"),
        Menu.TICKET,
        "Ctrl+H",
        "H",
        "clock",
    ),
    Command(
        "ticket.priority",
        QT_TRANSLATE_NOOP("Command", "Priority…"),
        Menu.TICKET,
        "Ctrl+Shift+P",
        "P",
        "flag",
        group=True,
    ),
    Command(
        "ticket.status",
        QT_TRANSLATE_NOOP("Command", "Status…"),
        Menu.TICKET,
        "Ctrl+Shift+U",
        "S",
        "circle-dot",
    ),
    Command(
        "ticket.tags",
        QT_TRANSLATE_NOOP("Command", "Tags…"),
        Menu.TICKET,
        "Ctrl+T",
        "L",
        "tag",
    ),
    Command(
        "ticket.category",
        QT_TRANSLATE_NOOP("Command", "Category…"),
        Menu.TICKET,
        icon="list-todo",
    ),
    Command(
        "ticket.merge",
        QT_TRANSLATE_NOOP("Command", "Merge…"),
        Menu.TICKET,
        "Ctrl+Shift+M",
        "M",
        group=True,
    ),
    Command(
        "ticket.link",
        QT_TRANSLATE_NOOP("Command", "Link to a ticket…"),
        Menu.TICKET,
        icon="link",
    ),
    Command(
        "ticket.split",
        QT_TRANSLATE_NOOP("Command", "Make a ticket of the message"),
        Menu.TICKET,
    ),
    Command("ticket.spam", QT_TRANSLATE_NOOP("Command", "Spam"), Menu.TICKET, icon="ban"),
    Command(
        "ticket.why",
        QT_TRANSLATE_NOOP("Command", "Why these dates?"),
        Menu.TICKET,
        "Ctrl+Shift+W",
        "W",
        "circle-question-mark",
        group=True,
    ),
    Command(
        "ticket.promise",
        QT_TRANSLATE_NOOP("Command", "Promise a date…"),
        Menu.TICKET,
        "Ctrl+Shift+D",
        icon="calendar-clock",
    ),
    Command(
        "ticket.no_reply",
        QT_TRANSLATE_NOOP("Command", "No reply needed"),
        Menu.TICKET,
        icon="check",
    ),
    Command(
        "view.cards",
        QT_TRANSLATE_NOOP("Command", "Cards"),
        Menu.VIEW,
        icon="rows-2",
        checkable=True,
    ),
    Command(
        "view.table",
        QT_TRANSLATE_NOOP("Command", "Table"),
        Menu.VIEW,
        icon="table-2",
        checkable=True,
    ),
    Command(
        "view.compact",
        QT_TRANSLATE_NOOP("Command", "Compact"),
        Menu.VIEW,
        group=True,
        checkable=True,
    ),
    Command("view.cosy", QT_TRANSLATE_NOOP("Command", "Cosy"), Menu.VIEW, checkable=True),
    Command(
        "view.comfortable", QT_TRANSLATE_NOOP("Command", "Comfortable"), Menu.VIEW, checkable=True
    ),
    Command(
        "view.preview",
        QT_TRANSLATE_NOOP("Command", "Preview"),
        Menu.VIEW,
        "F8",
        icon="panel-right",
        group=True,
        checkable=True,
    ),
    Command(
        "view.full_screen",
        QT_TRANSLATE_NOOP("Command", "Full screen"),
        Menu.VIEW,
        "F11",
        checkable=True,
    ),
    Command(
        "view.theme", QT_TRANSLATE_NOOP("Command", "Switch light and dark"), Menu.VIEW, icon="moon"
    ),
    Command("go.inbox", QT_TRANSLATE_NOOP("Command", "Inbox"), Menu.GO, "Ctrl+1", icon="inbox"),
    Command(
        "go.settings",
        QT_TRANSLATE_NOOP("Command", "Settings"),
        Menu.GO,
        "Ctrl+6",
        icon="settings",
        also="Ctrl+,",
    ),
    Command(
        "go.palette",
        QT_TRANSLATE_NOOP("Command", "Search or run a command"),
        Menu.GO,
        "Ctrl+K",
        icon="command",
        group=True,
    ),
    Command(
        "go.next_ticket",
        QT_TRANSLATE_NOOP("Command", "Next ticket"),
        Menu.GO,
        "Alt+Down",
        "J",
        group=True,
    ),
    Command(
        "go.previous_ticket",
        QT_TRANSLATE_NOOP("Command", "Previous ticket"),
        Menu.GO,
        "Alt+Up",
        "K",
    ),
    Command("go.next_pane", QT_TRANSLATE_NOOP("Command", "Next pane"), Menu.GO, "F6", group=True),
    Command("go.previous_pane", QT_TRANSLATE_NOOP("Command", "Previous pane"), Menu.GO, "Shift+F6"),
    Command(
        "help.shortcuts",
        QT_TRANSLATE_NOOP("Command", "Keyboard shortcuts"),
        Menu.HELP,
        "F1",
        "?",
        "keyboard",
    ),
    Command(
        "help.self_check",
        QT_TRANSLATE_NOOP("Command", "Self-check"),
        Menu.HELP,
        "F12",
        icon="stethoscope",
    ),
    Command(
        "help.about",
        QT_TRANSLATE_NOOP("Command", "About Duty Desk"),
        Menu.HELP,
        icon="info",
        group=True,
    ),
)
