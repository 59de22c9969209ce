"""The commands of the duty calendar: where it stands, and what is done to duties."""

from __future__ import annotations

from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.ui.command import Command, Menu

COMMANDS_ON_DUTY: tuple[Command, ...] = (
    Command(
        "duty.assign",
        QT_TRANSLATE_NOOP("Command", "Assign a duty…"),
        Menu.DUTY,
        "Ctrl+Shift+O",
        icon="user-plus",
    ),
    Command(
        "duty.plan",
        QT_TRANSLATE_NOOP("Command", "Plan automatically…"),
        Menu.DUTY,
        icon="calendar-clock",
    ),
    Command("duty.publish", QT_TRANSLATE_NOOP("Command", "Publish drafts"), Menu.DUTY, icon="send"),
    Command(
        "duty.reassign",
        QT_TRANSLATE_NOOP("Command", "Reassign…"),
        Menu.DUTY,
        icon="user-check",
        group=True,
    ),
    Command("duty.split", QT_TRANSLATE_NOOP("Command", "Split…"), Menu.DUTY, icon="arrow-up-down"),
    Command("duty.swap", QT_TRANSLATE_NOOP("Command", "Ask for a swap…"), Menu.DUTY, icon="users"),
    Command(
        "duty.take_over",
        QT_TRANSLATE_NOOP("Command", "Take over now…"),
        Menu.DUTY,
        icon="redo-2",
    ),
    Command(
        "duty.lock",
        QT_TRANSLATE_NOOP("Command", "Lock duty"),
        Menu.DUTY,
        icon="lock",
        checkable=True,
    ),
    Command("duty.delete", QT_TRANSLATE_NOOP("Command", "Delete duty"), Menu.DUTY, icon="trash-2"),
    Command(
        "duty.swaps",
        QT_TRANSLATE_NOOP("Command", "Requests for swaps…"),
        Menu.DUTY,
        group=True,
    ),
    Command("duty.absences", QT_TRANSLATE_NOOP("Command", "Absences…"), Menu.DUTY),
    Command("duty.wishes", QT_TRANSLATE_NOOP("Command", "Wishes…"), Menu.DUTY),
    Command("duty.overrides", QT_TRANSLATE_NOOP("Command", "Overrides…"), Menu.DUTY),
    Command("duty.temporary", QT_TRANSLATE_NOOP("Command", "Temporary schedules…"), Menu.DUTY),
    Command(
        "duty.day",
        QT_TRANSLATE_NOOP("Command", "Duties of a day"),
        Menu.DUTY,
        group=True,
        checkable=True,
    ),
    Command(
        "duty.week", QT_TRANSLATE_NOOP("Command", "Duties of a week"), Menu.DUTY, checkable=True
    ),
    Command(
        "duty.month", QT_TRANSLATE_NOOP("Command", "Duties of a month"), Menu.DUTY, checkable=True
    ),
    Command(
        "duty.today",
        QT_TRANSLATE_NOOP("Command", "Duties of today"),
        Menu.DUTY,
        "Alt+Home",
        group=True,
    ),
    Command(
        "duty.earlier",
        QT_TRANSLATE_NOOP("Command", "Earlier duties"),
        Menu.DUTY,
        "Ctrl+PgUp",
        icon="chevron-left",
    ),
    Command(
        "duty.later",
        QT_TRANSLATE_NOOP("Command", "Later duties"),
        Menu.DUTY,
        "Ctrl+PgDown",
        icon="chevron-right",
    ),
)
"""All of them open the page of the calendar; menus, palette and F1 have them with the others."""

COMMANDS_ON_DUTY_FILES: tuple[Command, ...] = (
    Command(
        "duty.import",
        QT_TRANSLATE_NOOP("Command", "Import duties…"),
        Menu.DUTY,
        icon="download",
        group=True,
    ),
    Command(
        "duty.export",
        QT_TRANSLATE_NOOP("Command", "Export duties as iCalendar…"),
        Menu.DUTY,
        icon="file-down",
    ),
    Command(
        "duty.pay",
        QT_TRANSLATE_NOOP("Command", "Duty hours and pay…"),
        Menu.DUTY,
        icon="file-text",
    ),
)
"""These read and write files, whatever page is open."""

ON_A_DUTY = (
    "duty.reassign",
    "duty.split",
    "duty.swap",
    "duty.take_over",
    "duty.lock",
    "duty.delete",
)
"""Those that need a duty to be chosen."""

LISTS = ("duty.swaps", "duty.absences", "duty.wishes", "duty.overrides", "duty.temporary")
"""Those that open a list of what the calendar is made of."""
