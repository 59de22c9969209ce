"""The Inbox by keyboard: choosing, opening, answering, solving, taking back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from sqlalchemy import select

from desktop.domain.draft import DraftKind
from desktop.domain.ticket import MessageKind, Priority, Status
from desktop.models.people import Requester
from desktop.services.rows import View
from tests.ui.clipping import faults
from tests.ui.tickets.inbox_rig import ALT, CONTROL, SHIFT, InboxRig

Key = Qt.Key


def test_most_urgent_ticket_is_first_and_shown(inbox: InboxRig) -> None:
    inbox.ticket("Later", priority=Priority.LOW)
    urgent = inbox.ticket("Now", priority=Priority.CRITICAL)

    page = inbox.open()

    assert inbox.listed()[0] == urgent
    assert page.ticket.header.subject == "Now"


def test_answer_takes_four_keys_besides_the_text(inbox: InboxRig) -> None:
    """Job J2: Enter, R, text, Ctrl+Enter, and the status is part of sending."""
    ticket_id = inbox.ticket()
    inbox.open()

    inbox.key(Key.Key_Return)
    inbox.key(Key.Key_R, CONTROL)
    inbox.type("It prints again.")
    inbox.key(Key.Key_Return, CONTROL)

    detail = inbox.detail(ticket_id)
    assert detail.messages[-1].text.startswith("It prints again.\n\n23 Nov 2026")
    assert detail.messages[-1].to == (("Irina Petrova", "it@nord.example"),)
    assert detail.messages[-1].delivery == "held"
    assert detail.ticket.status is Status.WAITING_CUSTOMER
    assert detail.drafts == ()
    assert inbox.page.ticket.composer.isHidden()
    assert inbox.errors == []


def test_single_letters_answer_in_the_cyrillic_layout_too(inbox: InboxRig) -> None:
    inbox.ticket()
    page = inbox.open()

    inbox.key(Key.Key_R, text="к")

    assert page.ticket.composer.isVisible()
    assert page.ticket.composer.kind is DraftKind.REPLY
    inbox.type("Здравствуйте")
    assert page.ticket.composer.text(MessageKind.PUBLIC) == "Здравствуйте"


def test_undo_of_a_sent_reply_opens_the_composer_with_its_text(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()
    inbox.key(Key.Key_R, text="r")
    inbox.type("Wrong words")
    inbox.key(Key.Key_Return, CONTROL)
    assert len(inbox.detail(ticket_id).messages) == 2

    inbox.run("edit.undo")

    assert len(inbox.detail(ticket_id).messages) == 1
    assert inbox.detail(ticket_id).ticket.status is Status.NEW
    assert page.ticket.composer.isVisible()
    assert page.ticket.composer.text(MessageKind.PUBLIC) == "Wrong words"
    assert inbox.detail(ticket_id).drafts[0].text == "Wrong words"


def test_undo_brings_back_the_ticket_of_the_reply(inbox: InboxRig) -> None:
    first = inbox.ticket("First", priority=Priority.CRITICAL)
    second = inbox.ticket("Second")
    page = inbox.open()
    inbox.key(Key.Key_R, text="r")
    inbox.type("Wrong words")
    inbox.key(Key.Key_Return, CONTROL)
    page.open_ticket(second)
    inbox.settle()

    inbox.run("edit.undo")

    assert inbox.shown.ticket.id == first
    assert page.ticket.composer.text(MessageKind.PUBLIC) == "Wrong words"


def test_solving_moves_on_to_the_next_row_and_undo_brings_it_back(inbox: InboxRig) -> None:
    first = inbox.ticket("First", priority=Priority.CRITICAL)
    second = inbox.ticket("Second")
    page = inbox.open()

    inbox.key(Key.Key_E, text="e")

    assert inbox.listed() == [second]
    assert page.list.view.selected_ids() == [second]
    assert page.list.view.hasFocus()
    assert inbox.shown.ticket.id == second

    inbox.run("edit.undo")

    assert inbox.listed() == [first, second]
    assert page.list.view.selected_ids() == [second]


def test_several_rows_are_solved_in_one_undo_step(inbox: InboxRig) -> None:
    tickets = [inbox.ticket(f"Printer {number}") for number in range(3)]
    inbox.open()
    inbox.key(Key.Key_Down, SHIFT)
    inbox.key(Key.Key_Down, SHIFT)

    inbox.key(Key.Key_E, text="у")

    assert {inbox.detail(ticket_id).ticket.status for ticket_id in tickets} == {Status.SOLVED}
    inbox.run("edit.undo")
    assert {inbox.detail(ticket_id).ticket.status for ticket_id in tickets} == {Status.NEW}


def test_keys_walk_through_the_list_and_the_ticket_follows(inbox: InboxRig) -> None:
    first = inbox.ticket("First", priority=Priority.CRITICAL)
    second = inbox.ticket("Second")
    inbox.open()

    inbox.key(Key.Key_J, text="о")
    assert inbox.shown.ticket.id == second
    inbox.key(Key.Key_Up, ALT)
    assert inbox.shown.ticket.id == first


def test_enter_gives_the_page_to_the_ticket_and_escape_gives_it_back(inbox: InboxRig) -> None:
    inbox.ticket()
    page = inbox.open()

    inbox.key(Key.Key_Return)
    assert page.ticket.isVisible()
    assert not page.list.isVisible()

    inbox.key(Key.Key_Escape)
    assert page.list.isVisible()
    assert page.list.view.hasFocus()


def test_full_page_tells_who_the_client_is(inbox: InboxRig) -> None:
    inbox.ticket("First")
    inbox.ticket("Second")
    page = inbox.open()
    assert not page.ticket.facts.isVisible()

    inbox.key(Key.Key_Return)

    said = [label.text() for label in page.ticket.facts.findChildren(QLabel) if label.isVisible()]
    assert page.ticket.facts.isVisible()
    assert said[said.index("E-mail") + 1] == "it@nord.example"
    assert said[said.index("Tickets") + 1] == "2, open: 2"
    assert "Mail returned" not in said


def test_full_page_warns_that_letters_to_the_client_come_back(inbox: InboxRig) -> None:
    inbox.ticket()
    with inbox.desk.database.write() as session:
        client = session.scalars(select(Requester)).one()
        client.bounced_at = datetime(2026, 3, 2, 8, 47, tzinfo=UTC)
    page = inbox.open()

    inbox.key(Key.Key_Return)

    said = [label.text() for label in page.ticket.facts.findChildren(QLabel) if label.isVisible()]
    assert said[said.index("Mail returned") + 1] == "since 2 Mar 2026, 11:47"


def test_looking_at_a_ticket_for_a_while_marks_it_read(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()
    assert inbox.detail(ticket_id).ticket.is_unread

    inbox.qtbot.waitUntil(lambda: not inbox.detail(ticket_id).ticket.is_unread, timeout=5_000)

    inbox.settle()
    assert not page.list.table.record(0).is_unread


def test_opening_a_ticket_marks_it_read_at_once(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()

    inbox.key(Key.Key_Return)

    assert not inbox.detail(ticket_id).ticket.is_unread


def test_choosing_a_view_lists_it_with_the_counts(inbox: InboxRig) -> None:
    mine = inbox.ticket("Mine")
    inbox.ticket("Not mine")
    inbox.desk.tickets.assign(inbox.anna, [mine], inbox.anna.person_id)
    page = inbox.open()

    page.views.choose(View.MINE)
    inbox.settle()

    assert inbox.listed() == [mine]


def test_search_finds_and_escape_leads_back_to_the_list(inbox: InboxRig) -> None:
    inbox.ticket("Printer", "It smokes")
    found = inbox.ticket("Доступ", "Не пускает в систему")
    page = inbox.open()

    inbox.run("edit.search")
    inbox.type("систему")
    inbox.key(Key.Key_Return)
    assert inbox.listed() == [found]

    inbox.key(Key.Key_Escape)
    inbox.key(Key.Key_Escape)
    assert len(inbox.listed()) == 2
    assert page.list.view.hasFocus()


def test_change_by_somebody_else_is_read_and_the_cursor_stays(inbox: InboxRig) -> None:
    inbox.ticket("First", priority=Priority.CRITICAL)
    second = inbox.ticket("Second")
    page = inbox.open()
    page.list.view.choose(second)
    inbox.settle()

    changes = inbox.desk.tickets.set_priority(inbox.maxim, [second], Priority.LOW)
    inbox.runner.changed.emit(changes)
    inbox.settle()

    assert inbox.shown.ticket.priority is Priority.LOW
    assert page.list.view.selected_ids() == [second]


def test_hidden_page_reads_only_when_it_is_shown_again(inbox: InboxRig) -> None:
    inbox.ticket("First")
    page = inbox.open()
    page.hide()
    second = inbox.ticket("Second", priority=Priority.CRITICAL)
    assigned = inbox.desk.tickets.assign(inbox.maxim, [second], inbox.maxim.person_id)
    inbox.runner.changed.emit(assigned)
    inbox.settle()
    before = inbox.listed()

    page.show()
    inbox.settle()

    assert second not in before
    assert second in inbox.listed()


def test_narrow_window_has_a_button_in_place_of_the_views(inbox: InboxRig) -> None:
    inbox.ticket()
    page = inbox.open(width=1100)
    assert not page.views.isVisible()
    assert page.views_button.isVisible()
    assert "1" in page.views_button.text()

    inbox.window.resize(1366, 700)
    inbox.settle()
    assert page.views.isVisible()
    assert not page.views_button.isVisible()


def test_preview_can_be_switched_off(inbox: InboxRig) -> None:
    inbox.ticket()
    page = inbox.open()

    inbox.run("view.preview")
    assert not page.ticket.isVisible()
    inbox.key(Key.Key_Return)
    assert page.ticket.isVisible()
    inbox.key(Key.Key_Escape)
    assert not page.ticket.isVisible()


def test_list_mode_and_density_are_remembered_for_the_person(inbox: InboxRig) -> None:
    inbox.ticket()
    inbox.open()

    inbox.run("view.table")
    inbox.run("view.compact")

    kept = inbox.desk.settings.all(inbox.anna.person_id)
    assert (kept["list.mode"], kept["appearance.density"]) == ("table", "compact")
    assert inbox.actions["view.table"].isChecked()
    assert not inbox.actions["view.cards"].isChecked()


def test_countdown_moves_with_the_heartbeat(inbox: InboxRig) -> None:
    inbox.ticket(priority=Priority.CRITICAL)
    page = inbox.open()
    table = page.list.table
    before = table.index(0, 0).data()

    inbox.clock.advance(timedelta(minutes=5))
    inbox.place.heartbeat.ticked.emit(inbox.clock.now())

    assert table.index(0, 0).data() != before


def test_commands_are_offered_only_for_what_is_chosen(inbox: InboxRig) -> None:
    inbox.open()
    assert not inbox.actions["ticket.solve"].isEnabled()
    assert inbox.actions["file.new_ticket"].isEnabled()


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(("width", "height"), [(1274, 655), (968, 540)])
def test_nothing_is_clipped_silent_or_unnamed(
    inbox: InboxRig, speak: Callable[[str], None], language: str, width: int, height: int
) -> None:
    """At 1366x768 and 1024x640, without the rail, the header and the status bar."""
    speak(language)
    ticket_id = inbox.ticket(
        "Итоги отчёта не сходятся с выгрузкой " * 6, name="Abteilung Rechnungswesen " * 4
    )
    inbox.desk.tickets.assign(inbox.anna, [ticket_id], inbox.maxim.person_id)
    page = inbox.open(width, height)
    assert faults(page) == []

    inbox.run("ticket.reply")
    assert faults(page) == []
    inbox.run("ticket.note")
    assert faults(page) == []
    page.open_ticket(ticket_id)
    inbox.settle()
    assert faults(page) == []
