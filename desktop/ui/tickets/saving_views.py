"""Saving searches as views, and what is done to the saved ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.domain.changes import Changes
from desktop.services.rows import Found, TicketQuery
from desktop.ui.tickets.views_pane import ViewsPane
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # the list of tickets comes before the first view is saved
    from desktop.services.saved_views import SavedView


class SavingViews(QObject):
    """Between the pane and the service; `search_for` shows the search of the view chosen."""

    def __init__(
        self,
        place: Workplace,
        pane: ViewsPane,
        query: Callable[[], TicketQuery],
        search_for: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._pane = pane
        self._query = query
        self._search_for = search_for
        self._window = parent
        self._new: int | None = None
        place.actions.bind("view.save_search", self.save)
        pane.saved.chosen.connect(self._on_chosen)
        pane.saved.edit_wanted.connect(self._on_edit)
        pane.saved.move_wanted.connect(self._on_move)
        pane.saved.delete_wanted.connect(self._on_delete)

    def show_views(self, views: Sequence[SavedView], counts: Mapping[int, Found]) -> None:
        """Show what was read; a view that was just saved is chosen."""
        self._pane.saved.show_views(views, counts)
        if self._new is not None and self._pane.saved.choose(self._new):
            self._new = None

    def save(self) -> None:
        """Ask for a name for the search that is shown."""
        self._open(None)

    def _open(self, view: SavedView | None) -> None:
        from desktop.ui.tickets.saved_view_sheet import SavedViewSheet

        sheet = SavedViewSheet(self._place, self._query().text, view, self._window)
        sheet.created.connect(self._on_created)
        sheet.finished.connect(sheet.deleteLater)
        sheet.open()

    def _on_created(self, view_id: int) -> None:
        self._new = view_id

    def _on_chosen(self, view: SavedView) -> None:
        self._search_for(view.text)

    def _on_edit(self, view: SavedView) -> None:
        self._open(view)

    def _on_move(self, view: SavedView, place: int) -> None:
        self._do(partial(self._place.desk.saved_views.move, self._place.me.actor, view.id, place))

    def _on_delete(self, view: SavedView) -> None:
        self._do(partial(self._place.desk.saved_views.remove, self._place.me.actor, view.id))

    def _do(self, work: Callable[[], Changes]) -> None:
        self._place.runner.command(self, work)
