"""What the Inbox looked like when it was left: kept on this computer for the next start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSplitter

from desktop.services.rows import HitOrder, Sort, View
from desktop.ui.tickets.last_list import HITS, SORT, VIEW
from desktop.ui.tickets.ticket_list import TicketList
from desktop.ui.tickets.views_pane import ViewsPane
from desktop.ui.window_state import WindowState

if TYPE_CHECKING:  # searches are kept by a service that the first list does not wait for
    from desktop.services.saved_views import SavedView

SIZES, COLUMNS = "inbox/sizes", "inbox/columns"
SAVED_VIEW, TICKET = "inbox/saved_view", "inbox/ticket"


class InboxMemory:
    """Panes, columns, order, view and the row under the cursor."""

    def __init__(
        self, state: WindowState, split: QSplitter, tickets: TicketList, views: ViewsPane
    ) -> None:
        self._state = state
        self._split = split
        self._list = tickets
        self._views = views
        self._ticket: int | None = None
        self._saved_view: int | None = None

    def recall(self) -> None:
        """Look as before; the view and the row come back when they are read."""
        sizes = [
            int(size) for size in (self._state.text(SIZES) or "").split(";") if size.isdecimal()
        ]
        if len(sizes) == self._split.count():
            self._split.setSizes(sizes)
        columns = self._state.blob(COLUMNS)
        if not columns.isEmpty():
            self._list.view.restore_look(columns)
        sort, hits = self._state.text(SORT), self._state.text(HITS)
        view = self._state.text(VIEW)
        if sort in set(Sort):
            self._list.order_by(Sort(sort))
        if hits in set(HitOrder):
            self._list.order_by(HitOrder(hits))
        if view in set(View):
            self._views.mark(View(view))
        self._saved_view = self._state.number(SAVED_VIEW)
        self._ticket = self._state.number(TICKET)
        if self._ticket is not None:
            self._list.table.loaded.connect(self._on_loaded)

    def recall_view(self, views: Sequence[SavedView]) -> None:
        """Choose the saved view again, once the views are read."""
        wanted, self._saved_view = self._saved_view, None
        if wanted is not None and any(view.id == wanted for view in views):
            self._views.saved.choose(wanted)

    def keep(self) -> None:
        """Remember how it looks now."""
        saved = self._views.saved.view
        self._state.keep(SIZES, ";".join(str(size) for size in self._split.sizes()))
        self._state.keep_blob(COLUMNS, self._list.view.look())
        self._state.keep(SORT, self._list.query.sort.value)
        self._state.keep(HITS, self._list.query.hits.value)
        self._state.keep(VIEW, self._views.view.value)
        self._state.keep(SAVED_VIEW, saved.id if saved is not None else None)
        self._state.keep(TICKET, self._list.view.current_id())

    def _on_loaded(self) -> None:
        """Put the cursor where it was; a row that is not among the first is let go."""
        ticket, self._ticket = self._ticket, None
        self._list.table.loaded.disconnect(self._on_loaded)
        if ticket is not None:
            self._list.view.choose(ticket)
