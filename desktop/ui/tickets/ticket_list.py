"""The ticket list: search, order and mode above; cards or a table; words when it is empty."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, tzinfo
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.services.first_reading import FirstList
from desktop.services.rows import (
    Found,
    HitOrder,
    Page,
    PageKey,
    Sort,
    TicketQuery,
    TicketRow,
    View,
    day_start,
)
from desktop.ui.actions import Actions
from desktop.ui.lists.columns import Here
from desktop.ui.lists.paged_table import Fetch
from desktop.ui.runner import Runner
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.bulk_bar import BulkBar
from desktop.ui.tickets.list_tools import ListTools
from desktop.ui.tickets.ticket_table import TicketTable
from desktop.ui.tickets.ticket_view import TicketView
from desktop.ui.tickets.view_words import empty_words
from desktop.ui.widgets.busy_line import BusyLine
from desktop.ui.widgets.empty_state import EmptyState


class Lists(Protocol):
    """What reads the list, on a worker: `desk.lists`."""

    def page(self, query: TicketQuery, after: PageKey | None, limit: int) -> Page[TicketRow]: ...

    def found(self, query: TicketQuery) -> Found: ...

    def numbers(self, query: TicketQuery) -> tuple[int, ...]: ...


class TicketList(QWidget):
    """Owns the query that is shown.

    The page around it reloads on `changed`, passes the heartbeat on (`view.tick`) and binds the
    commands. Signals of the cursor and the selection are those of `view`.
    """

    all_wanted = Signal()
    """The button of an empty view: show every open ticket."""
    selection_told = Signal(list)
    """The numbers of the selected tickets changed."""
    queried = Signal(TicketQuery)
    """Another view, order or search is shown."""

    def __init__(
        self,
        lists: Callable[[], Lists],
        runner: Runner,
        actions: Actions,
        here: Here,
        first: FirstList | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`lists` is called on a worker. `first` is shown if that is what is asked for first."""
        super().__init__(parent)
        self._lists = lists
        self._runner = runner
        self._actions = actions
        self._first = first
        self._query = TicketQuery()
        self._is_new_desk = False
        self._has_mailbox = True
        self._everything: list[int] = []
        self.table = TicketTable(runner, here, self)
        self.view = TicketView(self.table, actions)
        self.tools = ListTools(actions)
        self._bulk = BulkBar(actions)
        self._empty = EmptyState("inbox")
        self._busy = BusyLine()
        self._top = QStackedWidget()
        self._body = QStackedWidget()

        self._top.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._top.addWidget(self.tools)
        self._top.addWidget(self._bulk)
        self._body.addWidget(self.view)
        self._body.addWidget(self._empty)
        line = QHBoxLayout()
        line.setContentsMargins(Space.CONTROL, Space.CONTROL, Space.CONTROL, Space.TIGHT)
        line.addWidget(self._top)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(line)
        layout.addWidget(self._busy)
        layout.addWidget(self._body, 1)

        actions.bind("edit.select", self.view.toggle_current)
        self.table.loaded.connect(self._on_loaded)
        self.table.busy_told.connect(self._on_busy)
        self.view.selection_told.connect(self._on_selection)
        self.view.sort_wanted.connect(self._on_order)
        self.tools.order_chosen.connect(self._on_order)
        self.tools.search.searched.connect(self._on_searched)
        self.tools.search.left.connect(self.focus_list)
        self.view.escaped.connect(self._on_escaped)
        self._bulk.cleared.connect(self._on_cleared)
        self._bulk.everything_wanted.connect(self._on_everything_wanted)
        self.retranslate()

    @property
    def query(self) -> TicketQuery:
        """What is listed now."""
        return self._query

    @property
    def lacks_mailbox(self) -> bool:
        """Say whether an empty list tells to connect a mailbox."""
        return self._is_new_desk and not self._has_mailbox

    def show_view(self, view: View, me: int | None, day_start_at: datetime) -> None:
        """List a view for the person `me`; a search ends."""
        self.tools.search.forget()
        self._show(replace(self._query, view=view, text="", me=me, day_start_at=day_start_at))

    def set_zone(self, zone: tzinfo, now: datetime) -> None:
        """Show instants of another zone; its day begins at another one."""
        self.table.set_here(Here(now, zone))
        self.set_day(day_start(now, zone))

    def set_day(self, day_start_at: datetime) -> None:
        """Let the day begin at another instant; what is listed is read again in its place."""
        self._query = replace(self._query, day_start_at=day_start_at)
        self.table.ask_by(self._fetch())
        self.reload()

    def order_by(self, order: Sort | HitOrder) -> None:
        """Let what is shown next be in that order."""
        if isinstance(order, HitOrder):
            self._query = replace(self._query, hits=order)
        else:
            self._query = replace(self._query, sort=order)

    def search_for(self, text: str) -> None:
        """Search all tickets for `text`, as if it had been typed."""
        self.tools.search.say(text)

    def selected_ids(self) -> list[int]:
        """Return the selected tickets from top to bottom, those not loaded yet included."""
        return self._everything or self.view.selected_ids()

    def focus_search(self) -> None:
        """Put the keyboard into the search field."""
        self.tools.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tools.search.selectAll()

    def focus_list(self) -> None:
        """Put the keyboard into the list."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Read the list again; selection and place stay."""
        self.table.reload()
        self._ask_count()

    def current(self) -> TicketRow | None:
        """Return the row under the cursor."""
        number = self.view.current_id()
        row = self.table.row_of(number) if number is not None else None
        return self.table.record(row) if row is not None else None

    def retranslate(self) -> None:
        """Say the words again in the language now spoken."""
        self.view.setAccessibleName(self.tr("Tickets"))
        self._say_empty()

    def say_new_desk(self, is_new_desk: bool, *, has_mailbox: bool) -> None:
        """Say whether there has never been a ticket, nor a mailbox that one could come from."""
        self._is_new_desk = is_new_desk
        self._has_mailbox = has_mailbox
        self._say_empty()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _show(self, query: TicketQuery) -> None:
        self._query = query
        self.tools.show_order(query)
        self.view.show_sort(query.sort)
        first, self._first = self._first, None
        ready = first.page if first is not None and first.query == query else None
        self.table.show_rows(self._fetch(), ready)
        self.tools.show_search(bool(query.text))
        self._ask_count()
        self.queried.emit(query)

    def _fetch(self) -> Fetch[TicketRow]:
        query, lists = self._query, self._lists
        return lambda key, limit: lists().page(query, key, limit)

    def _ask_count(self) -> None:
        query, lists = self._query, self._lists
        if query.text:
            self._runner.query(
                self, lambda: lists().found(query), self.tools.show_found, latest="found"
            )

    def _on_searched(self, text: str) -> None:
        self._show(replace(self._query, text=text))

    def _on_order(self, order: Sort | HitOrder) -> None:
        self.order_by(order)
        self._show(self._query)

    def _on_loaded(self) -> None:
        is_empty = self.table.rowCount() == 0
        if is_empty:
            self._say_empty()
        had_focus = self.view.hasFocus()
        self._body.setCurrentWidget(self._empty if is_empty else self.view)
        if had_focus and not is_empty:
            self.focus_list()

    def _on_selection(self, numbers: list[int]) -> None:
        self._everything = []
        self._bulk.show_count(len(numbers))
        is_whole = len(numbers) == self.table.rowCount()
        self._bulk.offer_everything(is_whole and self.table.has_more)
        self._top.setCurrentWidget(self._bulk if len(numbers) > 1 else self.tools)
        self.selection_told.emit(numbers)

    def _on_everything_wanted(self) -> None:
        query, lists = self._query, self._lists

        def _on_read(found: tuple[int, ...]) -> None:
            self._everything = list(found)
            self._bulk.show_count(len(found))
            self._bulk.offer_everything(False)
            self.selection_told.emit(list(found))

        self._runner.query(self, lambda: lists().numbers(query), _on_read, latest="everything")

    def _on_cleared(self) -> None:
        self.view.select_current_only()
        self.focus_list()

    def _on_escaped(self) -> None:
        """Escape in the list ends a search, as it does in the field."""
        self.tools.search.clear()

    def _on_busy(self, is_busy: bool) -> None:
        if is_busy:
            self._busy.begin()
        else:
            self._busy.end()

    def _say_empty(self) -> None:
        words = empty_words(
            self._query, is_new_desk=self._is_new_desk, has_mailbox=self._has_mailbox
        )
        self._empty.say(words.heading, words.sentence, *self._empty_buttons())

    def _empty_buttons(self) -> list[tuple[str, Callable[[], None]]]:
        """Return what can be done about an empty list."""
        if self._query.text:
            return [(self.tr("Clear"), self.tools.search.clear)]
        if self._is_new_desk:
            first = "file.check_mail" if self._has_mailbox else "go.settings"
            offered = (self._actions[first], self._actions["file.new_ticket"])
            return [(action.text(), action.trigger) for action in offered if action.isVisible()]
        if self._query.view is View.ALL_OPEN:
            return []
        return [(self.tr("Show all open"), self.all_wanted.emit)]
