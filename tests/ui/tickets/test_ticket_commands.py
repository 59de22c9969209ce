"""The commands on tickets: menus, sheets and what they leave in the database."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QMenu, QPlainTextEdit

from desktop.domain.ticket import Channel, MessageKind, Priority, Status
from desktop.ui.tickets.choice_menus import reminder_moments
from desktop.ui.tickets.properties_bar import Property
from desktop.ui.tickets.tags_sheets import TagsSheet
from desktop.ui.tickets.ticket_sheets import (
    CallSheet,
    DeferSheet,
    NewTicketSheet,
    ReminderSheet,
)
from tests.ui.clipping import faults
from tests.ui.tickets.inbox_rig import CONTROL, InboxRig

Key = Qt.Key
Dialog = TypeVar("Dialog", bound=QDialog)


def choose(inbox: InboxRig, text: str) -> None:
    """Choose in the menu that is open."""
    menus = [menu for menu in inbox.page.findChildren(QMenu) if menu.isVisible()]
    (menu,) = menus
    action = next(each for each in menu.actions() if each.text().startswith(text))
    action.trigger()
    menu.close()
    inbox.settle()


def sheet(inbox: InboxRig, kind: type[Dialog]) -> Dialog:
    """The sheet of a kind that is open."""
    (found,) = [each for each in inbox.page.findChildren(kind) if each.isVisible()]
    return found


def do(inbox: InboxRig, opened: QDialog) -> None:
    """Press Ctrl+Enter in a sheet."""
    QTest.keyClick(opened, Key.Key_Return, CONTROL)
    inbox.settle()


def test_take_gives_the_ticket_to_whoever_sits_here(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()

    inbox.key(Key.Key_T, text="е")

    assert inbox.detail(ticket_id).assignee == "Anna Kern"
    assert inbox.shown.assignee == "Anna Kern"


def test_assign_offers_the_team_and_nobody(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()

    inbox.key(Key.Key_A, text="a")
    choose(inbox, "Максим")
    assert inbox.detail(ticket_id).assignee == "Максим Соколов"

    inbox.run("ticket.assign")
    choose(inbox, "Nobody")
    assert inbox.detail(ticket_id).assignee == ""


def test_priority_and_status_are_chosen_from_menus(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()

    inbox.key(Key.Key_P, text="з")
    choose(inbox, "High")
    inbox.key(Key.Key_S, text="ы")
    choose(inbox, "Waiting for a third party")

    row = inbox.detail(ticket_id).ticket
    assert (row.priority, row.status) == (Priority.HIGH, Status.WAITING_THIRD_PARTY)


def test_button_of_a_property_opens_its_choices_and_each_is_an_undo_step(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    page = inbox.open()

    page.ticket.header.properties.ask(Property.PRIORITY)
    choose(inbox, "Critical")
    assert inbox.detail(ticket_id).ticket.priority is Priority.CRITICAL

    inbox.run("edit.undo")
    assert inbox.detail(ticket_id).ticket.priority is Priority.NORMAL


def test_reminder_is_set_from_the_menu_or_by_a_date(inbox: InboxRig) -> None:
    first, second = inbox.ticket("First", priority=Priority.CRITICAL), inbox.ticket("Second")
    page = inbox.open()

    inbox.key(Key.Key_H, text="h")
    choose(inbox, "In an hour")
    assert inbox.detail(first).wake_at == inbox.clock.now() + timedelta(hours=1)

    page.list.view.choose(second)
    inbox.settle()
    inbox.run("ticket.remind")
    choose(inbox, "Choose a date")
    do(inbox, sheet(inbox, ReminderSheet))
    wake_at = inbox.detail(second).wake_at
    assert wake_at is not None
    assert wake_at.astimezone(ZoneInfo("Europe/Moscow")).hour == 9


def test_reminder_moments_are_mornings_of_the_teams_zone() -> None:
    zone = ZoneInfo("Europe/Moscow")
    now = datetime(2026, 11, 23, 23, 30, tzinfo=zone)

    hour, four, morning, week = reminder_moments(now, zone)

    assert hour - now == timedelta(hours=1)
    assert four - now == timedelta(hours=4)
    assert morning == datetime(2026, 11, 24, 9, tzinfo=zone)
    assert week == datetime(2026, 11, 30, 9, tzinfo=zone)


def test_spam_leaves_the_list(inbox: InboxRig) -> None:
    inbox.ticket()
    inbox.open()

    inbox.run("ticket.spam")

    assert inbox.listed() == []


def test_numbers_are_copied(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()

    inbox.run("edit.copy_number")

    assert QGuiApplication.clipboard().text() == f"#{ticket_id}"


def test_new_ticket_is_made_by_hand_and_opened(inbox: InboxRig) -> None:
    inbox.open()
    inbox.key(Key.Key_N, CONTROL)
    new = sheet(inbox, NewTicketSheet)
    assert faults(new) == []

    new.findChildren(QLineEdit)[0].setText("Ира")
    next(f for f in new.findChildren(QLineEdit) if f.accessibleName() == "Subject").setText("Шум")
    new.findChildren(QPlainTextEdit)[0].setPlainText("Гудит принтер")
    do(inbox, new)

    detail = inbox.shown
    assert detail.ticket.subject == "Шум"
    assert detail.ticket.channel is Channel.PHONE
    assert detail.ticket.requester_name == "Ира"
    assert detail.assignee == "Anna Kern"
    assert detail.messages[0].text == "Гудит принтер"


def test_refused_sheet_stays_and_says_why(inbox: InboxRig) -> None:
    inbox.open()
    inbox.run("file.new_ticket")
    new = sheet(inbox, NewTicketSheet)
    new.findChildren(QPlainTextEdit)[0].setPlainText("Гудит принтер")

    do(inbox, new)

    assert new.isVisible()
    assert new.error
    assert inbox.errors == []


def test_closed_sheet_keeps_its_text(inbox: InboxRig) -> None:
    inbox.open()
    inbox.run("file.new_ticket")
    new = sheet(inbox, NewTicketSheet)
    new.findChildren(QPlainTextEdit)[0].setPlainText("Гудит принтер")
    QTest.keyClick(new, Key.Key_Escape)
    assert not new.isVisible()

    inbox.run("file.new_ticket")

    again = sheet(inbox, NewTicketSheet)
    assert again.findChildren(QPlainTextEdit)[0].toPlainText() == "Гудит принтер"


def test_call_is_logged_as_an_answer(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()

    inbox.run("ticket.log_call")
    call = sheet(inbox, CallSheet)
    assert faults(call) == []
    call.findChildren(QPlainTextEdit)[0].setPlainText("Talked it over")
    do(inbox, call)

    detail = inbox.detail(ticket_id)
    assert (detail.messages[-1].mail_class, detail.messages[-1].kind) == (
        "call",
        MessageKind.PUBLIC,
    )
    assert detail.ticket.status is Status.OPEN


def test_deferring_asks_for_the_reason_and_a_date(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()

    inbox.key(Key.Key_D, CONTROL)
    opened = sheet(inbox, DeferSheet)
    assert faults(opened) == []
    do(inbox, opened)
    assert opened.isVisible()
    opened.findChildren(QPlainTextEdit)[0].setPlainText("Rows are skipped")
    do(inbox, opened)

    detail = inbox.detail(ticket_id)
    assert detail.ticket.status is Status.DEFERRED
    assert detail.messages[-1].text == "Rows are skipped"
    inbox.run("edit.undo")
    assert inbox.detail(ticket_id).ticket.status is Status.NEW
    assert len(inbox.detail(ticket_id).messages) == 1


def test_tags_are_typed_with_commas(inbox: InboxRig) -> None:
    ticket_id = inbox.ticket()
    inbox.open()

    inbox.key(Key.Key_L, text="д")
    tags = sheet(inbox, TagsSheet)
    assert faults(tags) == []
    tags.findChildren(QLineEdit)[0].setText("auth, 4.2,, auth")
    do(inbox, tags)

    assert inbox.detail(ticket_id).tags == ("4.2", "auth")
    assert inbox.shown.tags == ("4.2", "auth")


def test_property_of_another_ticket_is_never_changed(inbox: InboxRig) -> None:
    """Commands act on the rows chosen, also while their ticket is still being read."""
    first, second = inbox.ticket("First", priority=Priority.CRITICAL), inbox.ticket("Second")
    page = inbox.open()
    page.list.view.choose(second)

    inbox.actions["ticket.take"].trigger()
    inbox.settle()

    assert inbox.detail(first).assignee == ""
    assert inbox.detail(second).assignee == "Anna Kern"
