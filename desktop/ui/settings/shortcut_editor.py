"""The list of commands in which one is clicked and its new keys are pressed."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QKeySequenceEdit,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.ui.actions import Actions, command_name
from desktop.ui.command import Command
from desktop.ui.lists.columns import Column
from desktop.ui.own_shortcuts import (
    SETTING,
    Objection,
    holder,
    in_latin,
    objection,
    own_text,
    read_own,
)
from desktop.ui.preferences import Preferences
from desktop.ui.runner import Runner
from desktop.ui.settings.record_list import RecordList
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel, PlainLabel

ROWS_SHOWN = 12
KEYS_WIDTH = 216
"""Qt's own invitation to press keys needs so much in Russian."""


@dataclass(frozen=True, slots=True)
class ListedCommand:
    """A command with its keys now and, where those are not the usual ones, the usual ones."""

    id: int
    command_id: str
    name: str
    keys: str
    usual: str


class ShortcutEditor(QWidget):
    """Applies what is pressed at once; keys that another command has are refused with its name."""

    def __init__(
        self,
        preferences: Preferences,
        actions: Actions,
        runner: Runner,
        clock: Clock,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._actions = actions
        self._rows = self._listed()
        columns: tuple[Column[ListedCommand], ...] = (
            Column("name", lambda: self.tr("Command"), lambda row, _: row.name),
            Column("keys", lambda: self.tr("Shortcut"), lambda row, _: row.keys),
            Column("usual", lambda: self.tr("Usually"), lambda row, _: row.usual),
        )
        self._list = RecordList(runner, clock, columns, lambda: self._rows)
        self._list.set_rows_shown(ROWS_SHOWN)
        self._label = PlainLabel()
        self._keys = QKeySequenceEdit()
        self._keys.setMaximumSequenceLength(1)
        self._keys.setMinimumWidth(KEYS_WIDTH)
        self._label.setBuddy(self._keys)
        self._none = QPushButton()
        self._usual = QPushButton()
        self._all_usual = QPushButton()
        self._said = MutedLabel()
        self._said.setWordWrap(True)

        foot = QHBoxLayout()
        foot.setSpacing(Space.CONTROL)
        for widget in (self._label, self._keys, self._none, self._usual, self._all_usual):
            foot.addWidget(widget)
        foot.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._list)
        column.addLayout(foot)
        column.addWidget(self._said)

        self._list.view.clicked.connect(self._keys.setFocus)
        self._list.view.activated.connect(self._keys.setFocus)
        self._list.view.selectionModel().currentRowChanged.connect(self._on_row)
        self._keys.editingFinished.connect(self._on_pressed)
        self._none.clicked.connect(lambda: self._choose(""))
        self._usual.clicked.connect(lambda: self._choose(None))
        self._all_usual.clicked.connect(lambda: preferences.set(SETTING, ""))
        preferences.changed.connect(self._on_preference)
        self._retranslate()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
            self._show()

    def _retranslate(self) -> None:
        self._list.view.setAccessibleName(self.tr("Shortcuts"))
        self._label.setText(self.tr("New shortcut"))
        self._keys.setAccessibleName(self.tr("New shortcut"))
        for line in self._keys.findChildren(QLineEdit):  # Qt says it once and in one language
            line.setPlaceholderText(self.tr("Press the new keys"))
        self._none.setText(self.tr("No shortcut"))
        self._usual.setText(self.tr("The usual one"))
        self._all_usual.setText(self.tr("All as usual"))
        self._say("")

    def _listed(self) -> tuple[ListedCommand, ...]:
        """Return the commands as they are called and reached now."""
        return tuple(
            ListedCommand(number, command.id, _name(command), *self._keys_of(command))
            for number, (command, _) in enumerate(self._actions.offered(), start=1)
        )

    def _keys_of(self, command: Command) -> tuple[str, str]:
        own = read_own(self._preferences.text(SETTING)).get(command.id)
        usual = ", ".join(map(_shown, command.shortcuts))
        return (usual, "") if own is None else (_shown(own), usual)

    def _show(self) -> None:
        self._rows = self._listed()
        self._list.table.reload()

    def _on_row(self) -> None:
        self._keys.clear()
        self._say("")

    def _on_preference(self, name: str) -> None:
        if name == SETTING:
            self._show()

    def _on_pressed(self) -> None:
        if not self._keys.keySequence().isEmpty():
            keys = in_latin(self._keys.keySequence())
            self._keys.clear()
            self._choose(keys)

    def _choose(self, keys: str | None) -> None:
        """Give the chosen command these keys; empty for none, None for the usual ones."""
        row = self._list.chosen()
        if row is None:
            self._say(self.tr("Choose a command in the list first."))
            return
        command = next(c for c, _ in self._actions.offered() if c.id == row.command_id)
        wanted = command.shortcuts if keys is None else tuple(filter(None, (keys,)))
        why_not = "" if keys is None else self._objection(keys)
        for each in wanted:
            held = holder(self._actions, each, command.id)
            if held is not None and not why_not:
                text = self.tr("{keys} is “{command}” already: give that one other keys first.")
                why_not = text.format(keys=_shown(each), command=_name(held))
        self._say(why_not)
        if not why_not:
            own = read_own(self._preferences.text(SETTING))
            own.pop(command.id, None)
            if wanted != command.shortcuts:
                own[command.id] = "".join(wanted)
            self._preferences.set(SETTING, own_text(own))

    def _objection(self, keys: str) -> str:
        match objection(keys) if keys else None:
            case Objection.BARE:
                return self.tr("A shortcut needs Ctrl or Alt, or is a function key.")
            case Objection.MENU:
                return self.tr("Alt with a letter opens a menu.")
            case Objection.SIGN:
                return self.tr("Signs are on other keys in the Russian layout; choose a letter.")
            case Objection.SYSTEM:
                return self.tr("{keys} belongs to the system.").format(keys=_shown(keys))
            case Objection.TYPING:
                return self.tr("{keys} belongs to typing.").format(keys=_shown(keys))
        return ""

    def _say(self, text: str) -> None:
        self._said.setText(
            text or self.tr("Click a command and press its new keys, in either layout.")
        )


def _name(command: Command) -> str:
    return command_name(command).rstrip("…")


def _shown(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
