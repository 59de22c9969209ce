"""Sorting tickets as a person does: saved views, merging, linking, splitting, tags of many."""

from __future__ import annotations

import re
from typing import TypeVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from desktop.domain.sla import EventKind
from desktop.domain.ticket import Mark
from desktop.models.ticket import Ticket
from desktop.services.rows import View
from desktop.services.rows_ticket import Tie
from desktop.ui.tickets.client_sheet import ClientSheet
from desktop.ui.tickets.inbox_page import InboxPage
from desktop.ui.tickets.message_browser import MessageBrowser
from desktop.ui.tickets.other_ticket_sheet import OtherTicketSheet
from desktop.ui.tickets.saved_view_sheet import SavedViewSheet
from desktop.ui.tickets.tags_sheets import ManyTagsSheet
from desktop.ui.widgets.buttons import LinkButton
from tests.services.happenings import happens
from tests.ui.clipping import faults
from tests.ui.tickets.inbox_rig import InboxRig

W = TypeVar("W", bound=QWidget)


def sheet(kind: type[W]) -> W:
    [found] = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    assert faults(found) == []
    return found


def press(widget: QWidget, text: str) -> None:
    [button] = [b for b in widget.findChildren(QPushButton) if b.text() == text and b.isVisible()]
    button.click()


def test_a_search_is_saved_chosen_and_taken_back(inbox: InboxRig) -> None:
    number = inbox.ticket("VPN is slow")
    inbox.ticket("Printer")
    page = inbox.open()
    page.list.focus_search()
    inbox.type("vpn is:open")
    inbox.key(Qt.Key.Key_Return)
    assert inbox.listed() == [number]
    assert page.list.tools.count_words == "1 found"
    inbox.run("view.save_search")
    form = sheet(SavedViewSheet)
    form._name.setText("VPN")
    form.do()
    inbox.settle()
    assert page.views.saved.view is not None
    assert page.views.saved.view.name == "VPN"
    assert page.views.saved.table.count(0) == "1"

    page.views.choose(View.ALL_OPEN)
    inbox.settle()
    assert len(inbox.listed()) == 2
    assert page.list.tools.search.text() == ""
    page.views.saved.choose(page.views.saved.table.views[0].id)
    inbox.settle()
    assert inbox.listed() == [number]
    page.list.tools.search.clear()
    inbox.settle()
    assert page.views.saved.view is None
    assert len(inbox.listed()) == 2

    inbox.run("edit.undo")
    assert inbox.desk.saved_views.all(inbox.anna.person_id) == ()
    assert page.views.saved.table.rowCount() == 0


def test_tickets_are_merged_into_one_that_is_found_and_parted_again(inbox: InboxRig) -> None:
    one, other, target = inbox.ticket("One"), inbox.ticket("Other"), inbox.ticket("Target")
    page = inbox.open()
    page.list.view.choose(one)
    page.list.view.step(1)
    page.list.view.selectAll()
    inbox.settle()
    inbox.run("ticket.merge")
    form = sheet(OtherTicketSheet)
    form._search.say(f"#{target}")
    inbox.settle()
    assert form.chosen == target
    form.do()
    inbox.settle()
    assert inbox.errors == []
    assert {inbox.detail(n).merged_into_id for n in (one, other)} == {target}
    assert len(inbox.detail(target).messages) == 3
    inbox.run("edit.undo")
    assert inbox.detail(one).merged_into_id is None


def test_a_mail_that_names_a_ticket_is_merged_from_its_bar(inbox: InboxRig) -> None:
    named, claiming = inbox.ticket("Named"), inbox.ticket("Claims")
    with inbox.desk.database.write() as session:
        session.get_one(Ticket, claiming).claims_ticket_id = named
    page = inbox.open()
    page.open_ticket(claiming)
    inbox.settle()
    assert f"#{named}" in page.ticket.ties.text
    press(page.ticket.ties, "Merge")
    inbox.settle()
    assert inbox.detail(claiming).ticket.mark is Mark.MERGED
    page.open_ticket(claiming)
    inbox.settle()
    assert page.ticket.ties.text.startswith(f"Merged into #{named}")
    press(page.ticket.ties, f"Open #{named}")
    inbox.settle()
    assert inbox.shown.ticket.id == named
    assert page.ticket.ties.isHidden()


def test_a_claim_that_is_wrong_is_ignored(inbox: InboxRig) -> None:
    named, claiming = inbox.ticket("Named"), inbox.ticket("Claims")
    with inbox.desk.database.write() as session:
        session.get_one(Ticket, claiming).claims_ticket_id = named
    page = inbox.open()
    page.open_ticket(claiming)
    inbox.settle()
    press(page.ticket.ties, "Ignore")
    inbox.settle()
    assert page.ticket.ties.isHidden()
    assert inbox.detail(claiming).claims_ticket_id is None


def test_linked_tickets_lead_to_each_other_and_let_go(inbox: InboxRig) -> None:
    one, other = inbox.ticket("One"), inbox.ticket("Other")
    page = inbox.open()
    page.open_ticket(one)
    inbox.settle()
    inbox.run("ticket.link")
    form = sheet(OtherTicketSheet)
    inbox.settle()
    assert form.chosen == other  # of the same client
    form.do()
    inbox.settle()
    [link] = page.ticket.facts.related.findChildren(LinkButton)
    assert str(other) in link.text()
    link.click()
    inbox.settle()
    assert inbox.shown.ticket.id == other
    assert [tie.tie for tie in inbox.shown.related] == [Tie.LINKED]
    page.ticket.facts.related.unlink_wanted.emit(one)
    inbox.settle()
    assert inbox.shown.related == ()


def test_a_number_in_a_letter_leads_to_its_ticket(inbox: InboxRig) -> None:
    other = inbox.ticket("Other")
    number = inbox.ticket("Printer", f"As in #{other}, but not #12 nor https://x.example/#{other}")
    page = inbox.open()
    page.open_ticket(number)
    inbox.settle()
    [card] = [page.ticket.conversation.card(each.id) for each in inbox.shown.messages]
    [browser] = card.findChildren(MessageBrowser)
    links = re.findall(r'href="(ticket:[0-9]+)"', browser.toHtml())
    assert links == [f"ticket:{other}"]
    browser.anchorClicked.emit(QUrl(links[0]))
    inbox.settle()
    assert inbox.shown.ticket.id == other


def test_the_newest_letter_becomes_a_ticket_that_is_opened(inbox: InboxRig) -> None:
    number = inbox.ticket("Printer")
    message = inbox.receive(number, "And the scanner is dead")
    happens(inbox.desk, number, EventKind.CUSTOMER_MESSAGE, message=message)
    page = inbox.open()
    page.open_ticket(number)
    inbox.settle()
    inbox.run("ticket.split")
    assert inbox.shown.ticket.id != number
    assert [each.text for each in inbox.shown.messages] == ["And the scanner is dead"]
    inbox.run("edit.undo")
    assert len(inbox.detail(number).messages) == 2


def test_any_letter_becomes_a_ticket_from_its_menu(inbox: InboxRig) -> None:
    number = inbox.ticket("Printer")
    middle = inbox.receive(number, "And the scanner is dead")
    newest = inbox.receive(number, "Anything new?")
    for message in (middle, newest):
        happens(inbox.desk, number, EventKind.CUSTOMER_MESSAGE, message=message)
    page = inbox.open()
    page.open_ticket(number)
    inbox.settle()
    header = page.ticket.conversation.card(middle).header
    place = header.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, header.mapToGlobal(place))
    QApplication.sendEvent(header, event)
    [menu] = page.ticket.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    [split] = [each for each in menu.actions() if each.text() == "Make a ticket of the message"]

    split.trigger()
    menu.close()
    inbox.settle()

    assert [each.text for each in inbox.shown.messages] == ["And the scanner is dead"]


def test_tags_are_put_on_all_selected_tickets_at_once(inbox: InboxRig) -> None:
    numbers = [inbox.ticket("One"), inbox.ticket("Two")]
    inbox.desk.tickets.set_tags(inbox.anna, numbers[0], ["old"])
    page = inbox.open()
    page.list.view.selectAll()
    inbox.settle()
    inbox.run("ticket.tags")
    form = sheet(ManyTagsSheet)
    form._add.setText("billing")
    form._remove.setText("old")
    form.do()
    inbox.settle()
    assert inbox.desk.tickets.tags(numbers) == dict.fromkeys(numbers, ("billing",))
    inbox.run("edit.undo")
    assert inbox.desk.tickets.tags(numbers) == {numbers[0]: ("old",)}


def test_the_client_is_changed_beside_the_ticket(inbox: InboxRig) -> None:
    number = inbox.ticket("Printer")
    page = inbox.open()
    page.open_ticket(number)
    inbox.settle()
    press(page.ticket.facts, "Edit client…")
    inbox.settle()
    form = sheet(ClientSheet)
    form._phone.setText("+7 900 000")
    form.do()
    inbox.settle()
    client = inbox.shown.client
    assert client is not None
    assert client.phone == "+7 900 000"


def test_everything_in_a_list_can_be_selected_before_it_is_loaded(inbox: InboxRig) -> None:
    numbers = [inbox.ticket(f"Ticket {n}") for n in range(3)]
    page = inbox.open()
    table = page.list.table
    table._next_key = (0, 0)  # as if there were more pages
    page.list.view.selectAll()
    inbox.settle()
    press(page, "Select all")
    inbox.settle()
    assert sorted(page.list.selected_ids()) == numbers
    inbox.run("ticket.solve")
    counts = {inbox.detail(number).ticket.status.value for number in numbers}
    assert counts == {"solved"}


def test_the_inbox_looks_after_a_restart_as_it_was_left(inbox: InboxRig) -> None:
    numbers = [inbox.ticket(f"Ticket {n}") for n in range(3)]
    page = inbox.open()
    page.views.choose(View.ALL_OPEN)
    inbox.settle()
    page.list.view.choose(numbers[1])
    page._split.setSizes([260, 400, 700])
    inbox.settle()
    left = page._split.sizes()
    page.hide()
    again = InboxPage(inbox.place, inbox.window)
    again.resize(page.size())
    inbox.page = again
    inbox.settle()
    assert again.views.view is View.ALL_OPEN
    assert again.list.view.current_id() == numbers[1]
    assert abs(again._split.sizes()[0] - left[0]) < 20  # nobody has laid it out yet
