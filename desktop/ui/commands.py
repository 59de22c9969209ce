"""Every command of the window in one table: menus, toolbars, Ctrl+K and F1 are made from it."""

from __future__ import annotations

from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.ui.command import MENU_TITLES, Command, Menu
from desktop.ui.commands_on_duty import COMMANDS_ON_DUTY, COMMANDS_ON_DUTY_FILES
from desktop.ui.commands_on_tickets import COMMANDS_ON_TICKETS
from desktop.ui.keyboard import PALETTE

__all__ = ["COMMANDS", "MENU_TITLES", "Command", "Menu"]

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
        "file.print",
        QT_TRANSLATE_NOOP("Command", "Print…"),
        Menu.FILE,
        "Ctrl+P",
        icon="printer",
        group=True,
    ),
    Command(
        "file.save_pdf",
        QT_TRANSLATE_NOOP("Command", "Save as PDF…"),
        Menu.FILE,
        icon="file-text",
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
        "edit.redo",
        QT_TRANSLATE_NOOP("Command", "Redo"),
        Menu.EDIT,
        "Ctrl+Y",
        icon="redo-2",
        also="Ctrl+Shift+Z",
    ),
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
    *COMMANDS_ON_TICKETS,
    *COMMANDS_ON_DUTY,
    *COMMANDS_ON_DUTY_FILES,
    Command(
        "duty.accept_shift",
        QT_TRANSLATE_NOOP("Command", "Accept shift"),
        Menu.DUTY,
        icon="check",
        group=True,
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
        "go.duty",
        QT_TRANSLATE_NOOP("Command", "Duty calendar"),
        Menu.GO,
        "Ctrl+2",
        icon="calendar-clock",
    ),
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
        PALETTE,
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
