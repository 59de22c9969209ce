"""The sheet of a saved view: its name, its search, and for whom it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.services.saved_views import NAME_LIMIT, SavedView
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.workplace import Workplace


class SavedViewSheet(Sheet):
    """Saves a search under a name, or changes a view that is there."""

    created = Signal(int)
    """The id of a new view."""

    def __init__(
        self, place: Workplace, text: str, view: SavedView | None, parent: QWidget
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._view = place, view
        self._name = QLineEdit(view.name if view else "")
        self._name.setMaxLength(NAME_LIMIT)
        self._text = QLineEdit(view.text if view else text)
        self._is_shared = QCheckBox(self.tr("For everyone in the team"))
        self._is_shared.setChecked(view is not None and view.is_shared)
        title = self.tr("Save search as a view") if view is None else self.tr("Edit view")
        self.say(title, self.tr("Save view"))
        self.add_row(self.tr("Name"), self._name)
        self.add_row(self.tr("Search"), self._text)
        self.add_note(self._is_shared)
        self._name.setFocus()

    @override
    def work(self) -> Callable[[], Changes]:
        views, actor, view = self._place.desk.saved_views, self._place.me.actor, self._view
        name, text, is_shared = self._name.text(), self._text.text(), self._is_shared.isChecked()
        if view is None:
            return lambda: views.add(actor, name, text, is_shared=is_shared)
        changed = replace(view, name=name, text=text, is_shared=is_shared)
        return lambda: views.edit(actor, changed)

    @override
    def _on_done(self, changes: Changes) -> None:
        super()._on_done(changes)
        if changes.created is not None:
            self.created.emit(changes.created)
