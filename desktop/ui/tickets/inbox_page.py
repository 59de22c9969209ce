"""The Inbox: views, the list, and the ticket beside it; the page arranges, others do the work."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from datetime import datetime, tzinfo
from functools import cached_property, partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.draft import DraftKind
from desktop.services.rows import TicketQuery, View, day_start
from desktop.system.zone import local_zone
from desktop.ui.lists.columns import Here
from desktop.ui.lists.density import Density
from desktop.ui.panes import make_pane
from desktop.ui.refresh import Refresh
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.clock_commands import ClockCommands
from desktop.ui.tickets.inbox_memory import InboxMemory
from desktop.ui.tickets.inbox_reading import Around, read_around
from desktop.ui.tickets.properties_bar import Property
from desktop.ui.tickets.saving_views import SavingViews
from desktop.ui.tickets.sorting_commands import SortingCommands
from desktop.ui.tickets.taking_out import TakingOut
from desktop.ui.tickets.ticket_commands import TicketCommands
from desktop.ui.tickets.ticket_list import TicketList
from desktop.ui.tickets.ticket_view import ListMode
from desktop.ui.tickets.views_button import ViewsButton
from desktop.ui.tickets.views_pane import ViewsPane
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # an open ticket comes after the list: see `InboxPage.ticket`
    from desktop.ui.tickets.opened_ticket import OpenedTicket
    from desktop.ui.tickets.ticket_page import TicketPage

VIEWS_FROM = 1280
"""A narrower window has a button instead of the views pane."""

REST_MS = 60
"""A cursor that runs through the list opens only where it rests."""

PAINTED_MS = 30
"""So long the first rows take to be painted, for which they need the interpreter's lock."""

TOLD_BY = frozenset({Topic.TICKETS, Topic.OUTBOX, Topic.PEOPLE, Topic.DRAFTS, Topic.VIEWS})
TOLD_BY_A_NEW_DESK = TOLD_BY | {Topic.MAILBOXES}
LIST_WIDTH, TICKET_WIDTH = 456, 620


def build(place: Workplace) -> QWidget:
    """Return the page, as `rooms.PageModule` asks."""
    return InboxPage(place)


class InboxPage(QWidget):
    """Owns what is chosen: a view, a row, and whether its ticket has the whole page."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._zone: tzinfo = ZoneInfo(local_zone())
        self._is_full = False
        self._wants_preview = True
        here = Here(place.clock.now(), self._zone)
        self.views = ViewsPane(place.actions)
        self.list = TicketList(
            lambda: place.desk.lists, place.runner, place.actions, here, place.first_list
        )
        self.views_button = ViewsButton(self.views)
        self._beside = QStackedWidget()
        self._beside.addWidget(QWidget())
        self.commands = TicketCommands(place, self._targets, self._shown, lambda: self._zone, self)
        self.clocks = ClockCommands(place, self._targets, self._shown, lambda: self._zone, self)
        self.sorting = SortingCommands(
            place, self._targets, self._shown, self._message, self.commands.pop_categories, self
        )
        self.taking_out = TakingOut(
            place, self._targets, self._shown, self._message, lambda: self.ticket.notice, self
        )
        self._saving = SavingViews(
            place, self.views, lambda: self.list.query, self.search_for, self
        )
        self._refresh = Refresh(self._read_again, self, held=True)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)

        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        above = QHBoxLayout()
        above.setContentsMargins(Space.CONTROL, 0, Space.CONTROL, 0)
        above.addWidget(self.views_button)
        column.addLayout(above)
        column.addWidget(self.list, 1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        for pane in (self.views, self._middle, self._beside):
            self._split.addWidget(pane)
            make_pane(pane)
        self._split.setHandleWidth(1)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(2, 1)
        self._split.setSizes([self.views.minimumWidth(), LIST_WIDTH, TICKET_WIDTH])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._split)

        self._memory = InboxMemory(place.state, self._split, self.list, self.views)
        self._bind()
        self.views.chosen.connect(self._on_view)
        self.list.view.current_told.connect(self._on_current)
        self.list.selection_told.connect(self._on_selection)
        self.list.view.opened.connect(self.open_ticket)
        self.list.view.countdown_told.connect(partial(place.heartbeat.show_countdown, self.list))
        self.list.queried.connect(self._on_queried)
        self.list.all_wanted.connect(partial(self.views.choose, View.ALL_OPEN))
        self.commands.created.connect(self.open_ticket)
        self.sorting.created.connect(self.open_ticket)
        self._rest.timeout.connect(self._on_rested)
        place.runner.changed.connect(self._on_changed)
        place.heartbeat.ticked.connect(self._on_ticked)
        place.me.changed.connect(self._on_person)
        place.preferences.changed.connect(self._on_preference)
        self._apply_look()
        self._offer()
        self._memory.recall()
        self.list.table.loaded.connect(self._on_first_rows)
        self._on_view(self.views.view)

    # What other parts of the window ask

    @cached_property
    def ticket(self) -> TicketPage:
        """The open ticket; built when the first is wanted, for which the list does not wait."""
        from desktop.ui.tickets.ticket_page import TicketPage

        ticket = TicketPage(self._place)
        self._beside.addWidget(ticket)
        self._beside.setCurrentWidget(ticket)
        ticket.property_wanted.connect(self._on_property)
        ticket.back_wanted.connect(self.go_back)
        ticket.came_back.connect(self._on_came_back)
        ticket.shown.connect(self._on_shown)
        ticket.header.clock_wanted.connect(self.clocks.explain)
        ticket.ticket_wanted.connect(self.open_ticket)
        ticket.ties.merge_wanted.connect(self.sorting.merge_into)
        ticket.ties.ignore_wanted.connect(self.sorting.ignore_claim)
        ticket.facts.related.unlink_wanted.connect(self.sorting.unlink)
        ticket.facts.card.edit_wanted.connect(self.sorting.edit_client)
        return ticket

    @property
    def is_busy(self) -> bool:
        """Say whether the cursor still rests or something changed that was not asked for yet."""
        return self._rest.isActive() or (self.isVisible() and self._refresh.is_stale)

    def refresh(self) -> None:
        """Read everything again."""
        self._refresh.ask()

    def open_ticket(self, ticket_id: int) -> None:
        """Give the whole page to a ticket, whether it is in the list or not."""
        self.list.view.choose(ticket_id)
        self._rest.stop()
        self._with_ticket_page(partial(self._open_full, ticket_id))

    def search_for(self, text: str) -> None:
        """Search all tickets."""
        self.go_back()
        self.list.search_for(text)

    def go_back(self) -> None:
        """Show the list again, the cursor on the ticket that was open."""
        if self._is_full:
            self._set_full(False)
        self.list.focus_list()
        self._on_rested()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh.release()
        self.list.view.tell_countdown()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._memory.keep()
        self._refresh.hold()
        for owner in (self.list, self._beside):
            self._place.heartbeat.show_countdown(owner, None)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _bind(self) -> None:
        bind = self._place.actions.bind
        bind("ticket.open", self._on_open)
        bind("ticket.reply", partial(self._write, DraftKind.REPLY))
        bind("ticket.reply_all", self._write_to_all)
        bind("ticket.forward", partial(self._write, DraftKind.FORWARD))
        bind("ticket.template", lambda: self.ticket.insert_template())
        bind("ticket.note", partial(self._write, DraftKind.NOTE))
        bind("ticket.send", lambda: self.ticket.composer.send())
        bind("ticket.send_and_solve", lambda: self.ticket.composer.send_and_solve())
        bind("edit.search", self._on_search)
        bind("go.next_ticket", partial(self.list.view.step, 1))
        bind("go.previous_ticket", partial(self.list.view.step, -1))
        bind("view.preview", self._on_preview).setChecked(True)
        for mode in ListMode:
            bind(f"view.{mode}", partial(self._place.preferences.set, "list.mode", mode.value))
        for density in Density:
            name = "appearance.density"
            bind(f"view.{density}", partial(self._place.preferences.set, name, density.value))

    # What is chosen

    def _targets(self) -> list[int]:
        """Return what commands act on: the open ticket, else the selected rows."""
        shown = self._shown()
        if self._is_full and shown is not None:
            return [shown.id]
        return self.list.selected_ids()

    def _offer(self) -> None:
        count = len(self._targets())
        self.commands.offer(count)
        self.sorting.offer(count)
        self.taking_out.offer(count)

    def _message(self) -> int | None:
        """Return the message that a command is about: of the ticket that is its target."""
        shown = self._shown()
        is_target = shown is not None and self._targets() == [shown.id]
        return self.ticket.conversation.message_at_hand() if is_target else None

    def _shown(self) -> OpenedTicket | None:
        return self.ticket.ticket if self._has_ticket_page else None

    @property
    def _has_ticket_page(self) -> bool:
        return "ticket" in vars(self)

    def _set_full(self, is_full: bool) -> None:
        self._is_full = is_full
        self.ticket.set_full(is_full)
        self._fit()
        self._offer()

    def _fit(self) -> None:
        """Show the panes that have room: a full ticket alone, no views in a narrow window."""
        is_wide = self.window().width() >= VIEWS_FROM
        self.views.setVisible(is_wide and not self._is_full)
        self.views_button.setVisible(not is_wide)
        self._middle.setVisible(not self._is_full)
        self._beside.setVisible(self._is_full or self._wants_preview)

    def _on_view(self, view: View) -> None:
        now = self._place.clock.now()
        self.list.show_view(view, self._place.me.person_id, day_start(now, self._zone))

    def _on_queried(self, query: TicketQuery) -> None:
        """A search that ended leaves the view from which it began."""
        if not query.text and self.views.saved.view is not None:
            self.views.mark(query.view)

    def _on_current(self, ticket_id: int | None) -> None:
        self._rest.start()

    def _on_rested(self) -> None:
        if not (self._wants_preview or self._is_full):
            return
        self._with_ticket_page(lambda: self.ticket.open(self.list.view.current_id()))

    def _with_ticket_page(self, act: Callable[[], None]) -> None:
        """Do something with the ticket page, which a worker imports when it is first wanted."""
        if self._has_ticket_page:
            act()
        else:
            load = partial(importlib.import_module, "desktop.ui.tickets.ticket_page")
            self._place.runner.query(self, load, lambda _: act())

    def _open_full(self, ticket_id: int) -> None:
        self.ticket.open(ticket_id)
        self._set_full(True)
        self.ticket.conversation.setFocus()
        self.ticket.seen()

    def _on_selection(self, numbers: list[int]) -> None:
        self._offer()

    def _on_shown(self, ticket_id: int) -> None:
        self._offer()
        ticket = self._shown()
        due_at = ticket.detail.ticket.next_due_at if ticket is not None else None
        self._place.heartbeat.show_countdown(self._beside, due_at if self.isVisible() else None)

    def _on_open(self) -> None:
        current = self.list.view.current_id()
        if current is not None:
            self.open_ticket(current)

    def _write(self, kind: DraftKind) -> None:
        targets = self._targets()
        if len(targets) == 1:
            self._beside.setVisible(True)
            self.ticket.open(targets[0])
            self.ticket.write(kind)

    def _write_to_all(self) -> None:
        self._write(DraftKind.REPLY)
        if self._has_ticket_page:
            self.ticket.write_to_all()

    def _on_property(self, each: str, at: QPoint) -> None:
        self.commands.pop_up(Property(each), at)

    def _on_came_back(self, ticket_id: int) -> None:
        """A reply was taken back: show its ticket, beside the list if it is there."""
        if self._is_full or not self.list.view.choose(ticket_id):
            self._set_full(True)

    def _on_search(self) -> None:
        self.go_back()
        self.list.focus_search()

    def _on_preview(self) -> None:
        self._wants_preview = self._place.actions["view.preview"].isChecked()
        self._fit()
        self._on_rested()

    # Reading and showing again

    def _on_changed(self, changes: Changes) -> None:
        if changes.topics & (TOLD_BY_A_NEW_DESK if self.list.lacks_mailbox else TOLD_BY):
            self._refresh.ask()

    def _read_again(self) -> None:
        self.list.reload()
        self._read_around()

    def _on_first_rows(self) -> None:
        """What is around the list is read when the list has been painted."""
        self.list.table.loaded.disconnect(self._on_first_rows)
        QTimer.singleShot(PAINTED_MS, self, self._read_around)

    def _read_around(self) -> None:
        desk, me, now = self._place.desk, self._place.me.person_id, self._place.clock.now()
        self._place.runner.query(
            self, lambda: read_around(desk, me, now), self._on_around, latest="around"
        )

    def _on_around(self, around: Around) -> None:
        self.views.show_counts(around.counts)
        self.views_button.show_counts(around.counts)
        self._saving.show_views(around.saved, around.saved_counts)
        self._memory.recall_view(around.saved)
        self.views_button.show_saved(around.saved, around.saved_counts)
        self.list.tools.search.set_names(around.names)
        self.list.say_new_desk(around.is_new_desk, has_mailbox=around.has_mailbox)
        if around.zone != self._zone:
            self._zone = around.zone
            self.list.set_zone(around.zone, self._place.clock.now())

    def _on_person(self) -> None:
        self._on_view(self.views.view)
        self._read_around()

    def _on_ticked(self, now: datetime) -> None:
        self.list.view.tick(now)
        if self._has_ticket_page:
            self.ticket.tick(now)

    def _on_preference(self, name: str) -> None:
        if name in ("list.mode", "appearance.density"):
            self._apply_look()

    def _apply_look(self) -> None:
        preferences, actions = self._place.preferences, self._place.actions
        mode = ListMode(preferences.text("list.mode"))
        density = Density(preferences.text("appearance.density"))
        self.list.view.set_mode(mode)
        self.list.view.set_density(density)
        for each in ListMode:
            actions[f"view.{each}"].setChecked(each is mode)
        for step in Density:
            actions[f"view.{step}"].setChecked(step is density)
