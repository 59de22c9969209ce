"""The language changes while the program runs: nothing that is seen stays in the other one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QMenu, QTableView, QTabWidget, QWidget

from desktop.ui.rooms import ROOMS
from desktop.ui.settings.page import SettingsPage
from tests.services.duty_team import add_nights
from tests.ui.shell_rig import ShellRig

CYRILLIC = re.compile("[А-яЁё]")
OWN_NAME = "Русский"
WORDS = ("text", "placeholderText", "toolTip", "accessibleName", "accessibleDescription", "title")


def said_by(widget: QWidget) -> Iterator[str]:
    """Every word that a widget shows or tells about itself."""
    for name in WORDS:
        yield str(widget.property(name) or "")
    match widget:
        case QComboBox():
            yield from (widget.itemText(index) for index in range(widget.count()))
        case QTabWidget():
            yield from (widget.tabText(index) for index in range(widget.count()))
        case QListWidget():
            yield from (widget.item(row).text() for row in range(widget.count()))
        case QMenu():
            yield from (action.text() for action in widget.actions())
        case QTableView():
            table = widget.model()
            for column in range(table.columnCount()):
                yield str(table.headerData(column, Qt.Orientation.Horizontal))
                yield from (
                    str(table.data(table.index(row, column))) for row in range(table.rowCount())
                )


def rooms(rig: ShellRig) -> Iterator[tuple[str, QWidget]]:
    """Go everywhere; the menus come first, which are there without being seen."""
    for menu in (*rig.window.findChildren(QMenu), rig.shell.tray._menu):
        yield "menu", menu
    for room in ROOMS:
        page = rig.window.enter(room.key)
        rig.settle()
        if not isinstance(page, SettingsPage):
            yield room.key, rig.window
            continue
        for section in page.sections:
            page.open_section(type(section))
            rig.settle()
            yield type(section).__name__, rig.window


def test_nothing_stays_in_the_language_before(rig: ShellRig) -> None:
    me = rig.shell.place.me.actor
    rig.ticket()
    add_nights(rig.desk, me, me.person_id or 0)
    rig.speak("ru")
    seen = {word for _, page in rooms(rig) for word in said_by(page)}
    assert "Настройки" in seen

    rig.speak("en")

    stale = {
        (name, word)
        for name, page in rooms(rig)
        for widget in (page, *page.findChildren(QWidget))
        if widget.isVisible() or isinstance(widget, QMenu)
        for word in said_by(widget)
        if CYRILLIC.search(word) and word != OWN_NAME
    }
    assert stale == set()
