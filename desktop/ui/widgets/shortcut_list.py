"""The list of all shortcuts (F1), made from the registry so that it cannot be wrong."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.ui.actions import Actions, command_name
from desktop.ui.commands import MENU_TITLES, Command, Menu
from desktop.ui.keyboard import TO_CYRILLIC
from desktop.ui.theme.typography import Space, strong
from desktop.ui.widgets.search_field import SearchField


class ShortcutList(QDialog):
    """Every command with its shortcut and the single key of the ticket list in both layouts."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions = actions
        self._search = SearchField()
        self._tree = QTreeWidget()
        self._rows: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []

        self._tree.setColumnCount(3)
        self._tree.setRootIsDecorated(False)
        self._tree.setFrameShape(QFrame.Shape.NoFrame)
        self._tree.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        header = self._tree.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        layout.setSpacing(Space.CONTROL)
        layout.addWidget(self._search)
        layout.addWidget(self._tree)
        self.resize(560, 640)

        self._search.searched.connect(self._on_searched)
        self._search.left.connect(self.reject)
        self.retranslate()

    def retranslate(self) -> None:
        """Build the list again in the language now spoken."""
        self.setWindowTitle(self.tr("Keyboard shortcuts"))
        self._search.setPlaceholderText(self.tr("Find a command or a key"))
        self._search.setAccessibleName(self.tr("Find a command or a key"))
        self._tree.setAccessibleName(self.tr("Keyboard shortcuts"))
        self._tree.setHeaderLabels(
            [self.tr("Command"), self.tr("Shortcut"), self.tr("In the ticket list")]
        )
        self._tree.clear()
        self._rows.clear()
        for menu in Menu:
            offered = self._actions.offered(menu)
            if not offered:
                continue
            title = QCoreApplication.translate("Command", MENU_TITLES[menu]).replace("&", "")
            heading = QTreeWidgetItem(self._tree, [title])
            heading.setFirstColumnSpanned(True)
            heading.setFont(0, strong(self.font()))
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled)
            rows = [
                QTreeWidgetItem(
                    heading, [command_name(command), _shortcut(action), list_keys(command)]
                )
                for command, action in offered
            ]
            for row in (heading, *rows):
                row.setSizeHint(0, QSize(0, self.fontMetrics().height() + Space.CONTROL))
            self._rows.append((heading, rows))
            heading.setExpanded(True)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _on_searched(self, text: str) -> None:
        wanted = text.casefold()
        for heading, rows in self._rows:
            for row in rows:
                row.setHidden(not any(wanted in row.text(column).casefold() for column in range(3)))
            heading.setHidden(all(row.isHidden() for row in rows))


def _shortcut(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def list_keys(command: Command) -> str:
    """Return the single key of a command as it is written on both layouts: "D · В"."""
    if not command.list_key:
        return ""
    return f"{command.list_key} · {TO_CYRILLIC[command.list_key]}"
