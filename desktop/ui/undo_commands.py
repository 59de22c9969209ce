"""Edit > Undo and Redo: each says what it would do, and is offered only while there is a step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from desktop.ui.actions import Actions
from desktop.ui.undo_stack import UndoStack

UNDO, REDO = "edit.undo", "edit.redo"


class UndoCommands(QObject):
    """Binds both commands to the stack, keeps their words, and leaves their keys to typing."""

    def __init__(self, actions: Actions, stack: UndoStack, window: QWidget) -> None:
        super().__init__(window)
        self._actions = actions
        self._stack = stack
        for command_id, run in ((UNDO, stack.undo), (REDO, stack.redo)):
            actions.bind(command_id, run)
            actions.describe(command_id, partial(self._words, command_id))
        stack.changed.connect(self._on_changed)
        window.installEventFilter(self)
        self._on_changed()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            field = QApplication.focusWidget()
            if isinstance(field, QLineEdit | QTextEdit | QPlainTextEdit) and self._types(
                field, event
            ):
                event.accept()
                return True
        return super().eventFilter(watched, event)

    def _types(self, field: QLineEdit | QTextEdit | QPlainTextEdit, event: QKeyEvent) -> bool:
        """Undo or redo typing where the keys are ours: Qt does not know them all everywhere."""
        keys = QKeySequence(event.keyCombination())
        if not field.isReadOnly():
            for command_id, run in ((UNDO, field.undo), (REDO, field.redo)):
                if keys in self._actions[command_id].shortcuts():
                    run()
                    return True
        return False

    def _on_changed(self) -> None:
        self._actions.set_enabled((UNDO,), bool(self._stack.title))
        self._actions.set_enabled((REDO,), bool(self._stack.redo_title))
        self._actions.retranslate((UNDO, REDO))

    def _words(self, command_id: str) -> str:
        """Return what the command would do; empty where there is nothing to do."""
        if command_id == UNDO:
            title, text = self._stack.title, self.tr("Undo: {what}")
        else:
            title, text = self._stack.redo_title, self.tr("Redo: {what}")
        return text.format(what=title) if title else ""
