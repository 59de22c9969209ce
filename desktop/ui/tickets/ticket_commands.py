"""The commands on tickets: what menus, keys, buttons and the palette do, each one undo step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.changes import Changes
from desktop.domain.ticket import Actor, Priority, Status
from desktop.services.rows import NamedRow
from desktop.ui.texts import word
from desktop.ui.tickets.choice_menus import (
    SETTABLE,
    category_menu,
    person_menu,
    policy_menu,
    priority_menu,
    reminder_menu,
    reminder_moments,
    status_menu,
)
from desktop.ui.tickets.looking_ahead import LookingAhead
from desktop.ui.tickets.properties_bar import Property
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:  # each sheet is imported when it is first opened
    from desktop.services.reclassification import Intention
    from desktop.ui.tickets.opened_ticket import OpenedTicket
    from desktop.ui.tickets.sheet import Sheet

ON_ONE = ("ticket.defer", "ticket.log_call", "ticket.why", "ticket.promise")
ON_SOME = (
    "ticket.take",
    "ticket.assign",
    "ticket.solve",
    "ticket.remind",
    "ticket.priority",
    "ticket.status",
    "ticket.no_reply",
    "ticket.spam",
    "edit.copy_number",
)


class TicketCommands(QObject):
    """Acts on the `targets` of the moment; `shown` is the ticket on the screen, if any.

    Sheets that are closed with text in them are kept and come back with it.
    """

    carried_out = Signal(list)
    """The tickets a command was committed for."""
    created = Signal(int)
    """The number of a ticket made by hand."""

    def __init__(
        self,
        place: Workplace,
        targets: Callable[[], list[int]],
        shown: Callable[[], OpenedTicket | None],
        zone: Callable[[], tzinfo],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._place = place
        self._desk = place.desk
        self._targets = targets
        self._shown = shown
        self._zone = zone
        self._window = parent
        self._sheets: dict[tuple[str, int], Sheet] = {}
        self._ahead = LookingAhead(place.runner, lambda: self._desk.outlooks, zone, parent)
        run: dict[str, Callable[[], None]] = {
            "file.new_ticket": self.new_ticket,
            "edit.copy_number": self.copy_number,
            "ticket.take": self.take,
            "ticket.assign": partial(self._ask, Property.ASSIGNEE),
            "ticket.priority": partial(self._ask, Property.PRIORITY),
            "ticket.status": partial(self._ask, Property.STATUS),
            "ticket.solve": partial(self.set_status, Status.SOLVED),
            "ticket.spam": self.mark_spam,
            "ticket.defer": self.defer,
            "ticket.remind": self._ask_reminder,
            "ticket.log_call": self.log_call,
        }
        for command_id, action in run.items():
            place.actions.bind(command_id, action)

    def offer(self, count: int) -> None:
        """Offer what can be done with so many tickets."""
        self._place.actions.set_enabled(ON_SOME, count > 0)
        self._place.actions.set_enabled(ON_ONE, count == 1)

    # At once

    def take(self) -> None:
        """Give the tickets to whoever sits here."""
        if self._place.me.person_id is not None:
            self.assign(self._place.me.person_id)

    def assign(self, person_id: int | None) -> None:
        self._do(lambda by, ids: self._desk.tickets.assign(by, ids, person_id))

    def set_status(self, status: Status) -> None:
        self._do(lambda by, ids: self._desk.tickets.set_status(by, ids, status))

    def set_priority(self, priority: Priority) -> None:
        from desktop.services.reclassification import PriorityChange

        title = self.tr("Priority: {value}").format(value=word(priority))
        tickets = self._desk.tickets
        self._reclassify(
            PriorityChange(priority), title, lambda by, ids: tickets.set_priority(by, ids, priority)
        )

    def set_category(self, category_id: int | None) -> None:
        from desktop.services.reclassification import CategoryChange

        title, tickets = self.tr("Another category"), self._desk.tickets
        self._reclassify(
            CategoryChange(category_id),
            title,
            lambda by, ids: tickets.set_category(by, ids, category_id),
        )

    def set_policy(self, policy_id: int) -> None:
        from desktop.services.reclassification import PolicyChange

        title, tickets = self.tr("Another service level"), self._desk.tickets
        self._reclassify(
            PolicyChange(policy_id), title, lambda by, ids: tickets.set_policy(by, ids, policy_id)
        )

    def remind(self, at: datetime) -> None:
        waiting = Status.WAITING_DATE
        self._do(lambda by, ids: self._desk.tickets.set_status(by, ids, waiting, at))

    def mark_spam(self) -> None:
        self._do(self._desk.tickets.mark_spam)

    def copy_number(self) -> None:
        """Put the numbers on the clipboard: `#1047`."""
        QGuiApplication.clipboard().setText(" ".join(f"#{number}" for number in self._targets()))

    # With a menu

    def pop_up(self, each: Property, at: QPoint) -> None:
        """Offer the choices of a property at a place on the screen."""
        from desktop.services.reclassification import (
            CategoryChange,
            PolicyChange,
            PriorityChange,
            StatusChange,
        )

        ticket = self._one_shown()
        row = ticket.detail.ticket if ticket is not None else None
        menu: QMenu
        changes: Sequence[Intention] = ()
        match each:
            case Property.STATUS:
                actions = self._place.actions
                asking = (actions["ticket.defer"], actions["ticket.remind"])
                status = row.status if row is not None else None
                menu = status_menu(self._window, status, self.set_status, asking)
                changes = [StatusChange(status) for status in SETTABLE]
            case Property.PRIORITY:
                priority = row.priority if row is not None else None
                menu = priority_menu(self._window, priority, self.set_priority)
                changes = [PriorityChange(priority) for priority in reversed(Priority)]
            case Property.ASSIGNEE:
                me = self._place.me
                current = row.assignee_id if row is not None else 0
                menu = person_menu(self._window, me.team.people, me.person_id, current, self.assign)
            case Property.CATEGORY:
                chosen = ticket.detail.category_id if ticket is not None else 0
                categories = ticket.categories if ticket is not None else ()
                menu = category_menu(self._window, categories, chosen, self.set_category)
                changes = [*(CategoryChange(row.id) for row in categories), CategoryChange(None)]
            case Property.POLICY:
                policies = ticket.policies if ticket is not None else ()
                follows = ticket.detail.policy if ticket is not None else ""
                menu = policy_menu(self._window, policies, follows, self.set_policy)
                changes = [PolicyChange(row.id) for row in policies]
            case Property.TAGS:
                self._place.actions["ticket.tags"].trigger()
                return
        self._ahead.annotate(menu, self._targets(), changes)
        self._pop(menu, at)

    def pop_categories(self, categories: Sequence[NamedRow]) -> None:
        """Offer these categories for the tickets, whether one of them is shown or not."""
        from desktop.services.reclassification import CategoryChange

        ticket = self._one_shown()
        chosen = ticket.detail.category_id if ticket is not None else 0
        menu = category_menu(self._window, categories, chosen, self.set_category)
        changes = [*(CategoryChange(row.id) for row in categories), CategoryChange(None)]
        self._ahead.annotate(menu, self._targets(), changes)
        self._pop(menu, self._middle())

    def _ask(self, each: Property) -> None:
        if self._targets():
            self.pop_up(each, self._middle())

    def _ask_reminder(self) -> None:
        if not self._targets():
            return
        now, zone = self._place.clock.now(), self._zone()
        self._pop(
            reminder_menu(self._window, now, zone, self.remind, self._choose_date), self._middle()
        )

    def _pop(self, menu: QMenu, at: QPoint) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        actions = menu.actions()
        checked = next((action for action in actions if action.isChecked()), None)
        menu.popup(at)
        menu.setActiveAction(checked or actions[0])

    # With a sheet

    def new_ticket(self) -> None:
        """Make a ticket by hand."""
        from desktop.ui.tickets.ticket_sheets import NewTicketSheet

        people = self._place.me.team.people

        def make() -> Sheet:
            sheet = NewTicketSheet(self._place, people, self._window)
            sheet.created.connect(self.created)
            return sheet

        self._open("new", 0, make)

    def log_call(self) -> None:
        """Write down a call with the client."""
        from desktop.ui.tickets.ticket_sheets import CallSheet

        for ticket_id in self._targets()[:1]:
            self._open("call", ticket_id, partial(CallSheet, self._place, ticket_id, self._window))

    def defer(self) -> None:
        """Hand the ticket to the developers."""
        from desktop.ui.tickets.ticket_sheets import DeferSheet

        for ticket_id in self._targets()[:1]:
            zone = self._zone()
            until = reminder_moments(self._place.clock.now(), zone)[2] + timedelta(hours=3)
            make = partial(DeferSheet, self._place, ticket_id, until, zone, self._window)
            self._open("defer", ticket_id, make)

    def _choose_date(self) -> None:
        from desktop.ui.tickets.ticket_sheets import ReminderSheet

        at = reminder_moments(self._place.clock.now(), self._zone())[2]
        ReminderSheet(self._place, self._targets(), at, self._zone(), self._window).open()

    def _open(self, name: str, ticket_id: int, make: Callable[[], Sheet]) -> None:
        key = name, ticket_id
        if key not in self._sheets:
            sheet = self._sheets[key] = make()
            sheet.accepted.connect(partial(self._forget, key))
        self._sheets[key].open()

    def _forget(self, key: tuple[str, int]) -> None:
        self._sheets.pop(key).deleteLater()
        if key[1]:
            self.carried_out.emit([key[1]])

    def _reclassify(
        self, change: Intention, title: str, work: Callable[[Actor, list[int]], Changes]
    ) -> None:
        """Make a change that judges the clocks anew, after a look ahead (sla.md K9)."""
        ids, actor = self._targets(), self._place.me.actor
        if ids:
            done = partial(self.carried_out.emit, ids)
            self._ahead.change(ids, change, title, partial(work, actor, ids), done)

    def _do(self, work: Callable[..., Changes]) -> None:
        ids, actor = self._targets(), self._place.me.actor

        def _on_done(changes: Changes) -> None:
            self.carried_out.emit(ids)

        if ids:
            self._place.runner.command(self, lambda: work(actor, ids), _on_done)

    def _one_shown(self) -> OpenedTicket | None:
        """Return the ticket on the screen if it is what commands act on."""
        ticket = self._shown()
        return ticket if ticket is not None and self._targets() == [ticket.id] else None

    def _middle(self) -> QPoint:
        rect = self._window.rect()
        return self._window.mapToGlobal(QPoint(rect.width() // 3, rect.height() // 4))
