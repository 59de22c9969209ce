"""Clocks in the window: chips, the explanation, promises, excuses, and what is said before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtGui import QAction, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QDialog, QLabel, QMenu, QPlainTextEdit, QPushButton

from desktop.domain.explain_words import Language
from desktop.domain.sla import ClockKind, ClockResult, EventKind
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Priority, Status
from desktop.models.people import Organisation
from desktop.ui.tickets import supposing
from desktop.ui.tickets.clock_sheets import ExcuseSheet, PromiseSheet
from desktop.ui.tickets.date_field import DateField
from desktop.ui.tickets.explain_view import ExplainView
from desktop.ui.tickets.organisation_sheet import OrganisationSheet
from desktop.ui.tickets.outlook_sheet import OutlookSheet
from desktop.ui.tickets.properties_bar import Property
from desktop.ui.tickets.sla_strip import ClockChip
from tests.services.happenings import happens
from tests.ui.clipping import faults
from tests.ui.tickets.inbox_rig import CONTROL, InboxRig

Dialog = TypeVar("Dialog", bound=QDialog)
HOUR = timedelta(hours=1)
OFFICE = 2
"""The preset "Business hours"."""


def menu_of(inbox: InboxRig) -> QMenu:
    """The menu that is open."""
    (menu,) = [menu for menu in inbox.page.findChildren(QMenu) if menu.isVisible()]
    return menu


def choice(inbox: InboxRig, text: str) -> QAction:
    """The entry of the open menu that begins so."""
    return next(each for each in menu_of(inbox).actions() if each.text().startswith(text))


def choose(inbox: InboxRig, text: str) -> None:
    menu, action = menu_of(inbox), choice(inbox, text)
    action.trigger()
    menu.close()
    inbox.settle()


def sheets(inbox: InboxRig, kind: type[Dialog]) -> list[Dialog]:
    return [each for each in inbox.page.findChildren(kind) if each.isVisible()]


def sheet(inbox: InboxRig, kind: type[Dialog]) -> Dialog:
    (found,) = sheets(inbox, kind)
    return found


def do(inbox: InboxRig, opened: QDialog) -> None:
    """Press Ctrl+Enter in a sheet."""
    QTest.keyClick(opened, Qt.Key.Key_Return, CONTROL)
    inbox.settle()


def chips(inbox: InboxRig) -> dict[ClockKind, ClockChip]:
    found = inbox.page.ticket.header.findChildren(ClockChip)
    return {chip.clock.kind: chip for chip in found}


def result(inbox: InboxRig, ticket_id: int, kind: ClockKind) -> ClockResult | None:
    clock = inbox.desk.clocks.evaluation(ticket_id).clock(kind)
    return None if clock is None else clock.result


@pytest.fixture
def late(inbox: InboxRig) -> int:
    """A high ticket whose first reply came after two hours instead of one."""
    number = inbox.ticket(priority=Priority.HIGH)
    inbox.clock.advance(2 * HOUR)
    inbox.desk.tickets.log_call(inbox.anna, number, "Sorry")
    return number


# The chips and the explanation


def test_every_clock_of_a_ticket_is_a_chip(inbox: InboxRig, late: int) -> None:
    happens(inbox.desk, late, EventKind.CUSTOMER_MESSAGE)
    inbox.desk.promises.promise(inbox.anna, late, inbox.clock.now() + 3 * HOUR)
    happens(inbox.desk, late, EventKind.HANDOFF_RELEASED)
    inbox.open()

    assert list(chips(inbox)) == [
        ClockKind.FIRST_RESPONSE,
        ClockKind.NEXT_RESPONSE,
        ClockKind.PROMISE,
        ClockKind.SOLUTION,
        ClockKind.OLA_ACCEPT,
    ]
    assert chips(inbox)[ClockKind.FIRST_RESPONSE].accessibleName() == "First reply: missed."
    assert faults(inbox.page.ticket.header) == []


def test_a_chip_says_that_its_calendar_never_opens(inbox: InboxRig, late: int) -> None:
    row = inbox.desk.calendars.one(BUSINESS_HOURS)
    closed = replace(row.spec, weekly=((),) * 7)
    inbox.desk.calendars.edit(inbox.anna, row.key, closed, recompute=True)
    inbox.open()

    chip = chips(inbox)[ClockKind.SOLUTION]
    assert chip.accessibleName() == "Resolve: no due time, its calendar never opens."
    assert chip.grab().toImage() != blank(chip), "it is painted"


def blank(chip: ClockChip) -> QImage:
    """The chip with nothing on it."""
    image = chip.grab().toImage()
    image.fill(chip.palette().window().color())
    return image


def test_a_chip_says_what_is_used_and_what_was_paused(inbox: InboxRig, late: int) -> None:
    inbox.desk.tickets.set_status(inbox.anna, [late], Status.WAITING_CUSTOMER)
    inbox.clock.advance(HOUR)
    inbox.desk.tickets.set_status(inbox.anna, [late], Status.OPEN)
    inbox.open()
    chip = chips(inbox)[ClockKind.SOLUTION]
    said = "2 h 0 min of 8 h 0 min used, paused for 1 h 0 min."
    assert said in chip.toolTip()

    chip.tick(inbox.clock.now() + HOUR, UTC)
    assert said.replace("2 h", "3 h", 1) in chip.toolTip()


@pytest.mark.parametrize("kind", [ClockKind.FIRST_RESPONSE, ClockKind.SOLUTION])
def test_a_chip_opens_its_own_explanation_also_by_keyboard(
    inbox: InboxRig, late: int, kind: ClockKind
) -> None:
    inbox.open()

    QTest.keyClick(chips(inbox)[kind], Qt.Key.Key_Space)
    inbox.settle()

    explained = sheet(inbox, ExplainView)
    assert explained.clock is not None
    assert explained.clock.kind is kind
    assert faults(explained) == []


def test_the_explanation_is_as_of_now_not_of_when_the_ticket_was_opened(
    inbox: InboxRig, late: int
) -> None:
    inbox.open()
    inbox.clock.advance(HOUR)

    inbox.run("ticket.why")

    clock = sheet(inbox, ExplainView).clock
    assert clock is not None
    assert clock.used == 3 * HOUR


def test_all_rounds_can_be_chosen(inbox: InboxRig, late: int) -> None:
    for _ in range(2):
        happens(inbox.desk, late, EventKind.CUSTOMER_MESSAGE)
        inbox.clock.advance(HOUR)
        happens(inbox.desk, late, EventKind.AGENT_MESSAGE)
    inbox.open()
    inbox.run("ticket.why")

    explained = sheet(inbox, ExplainView)
    targets = explained.findChildren(QComboBox)[0]
    assert [targets.itemText(index) for index in range(targets.count())] == [
        "Resolve: 4 h",
        "First reply: missed",
        "Next reply 1: met",
        "Next reply 2: met",
    ]
    targets.setCurrentIndex(2)
    assert "Met 23 Nov 12:00" in str(explained.explained(Language.ENGLISH))


@pytest.mark.parametrize("spoken", ["en", "ru"])
def test_the_text_is_copied_in_either_language_whatever_is_spoken(
    inbox: InboxRig, speak: Callable[[str], None], late: int, spoken: str
) -> None:
    inbox.open()
    speak(spoken)
    inbox.run("ticket.why")
    explained = sheet(inbox, ExplainView)
    copy = next(
        button for button in explained.findChildren(QPushButton) if button.menu() is not None
    )
    languages = {action.text(): action for action in copy.menu().actions()}
    assert next(iter(languages)) == {"en": "English", "ru": "Русский"}[spoken]

    languages["English"].trigger()
    assert QGuiApplication.clipboard().text().startswith("Solution · High · policy")
    languages["Русский"].trigger()
    assert QGuiApplication.clipboard().text().startswith("Решение · Высокий · политика")


def test_what_if_is_answered_for_any_moment(
    inbox: InboxRig, late: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(supposing, "announce", lambda _widget, text: heard.append(text))
    inbox.open()
    inbox.run("ticket.why")
    explained = sheet(inbox, ExplainView)
    inbox.settle()
    assert heard == [], "nobody has asked"
    assert explained.what_if.answer.startswith("Met 23 Nov 11:00: used 2 h 0 min of 8 h 0 min.")

    field = explained.findChildren(DateField)[0]
    explained.activateWindow()
    field.setFocus()
    field.setDateTime(QDateTime.fromString("2026-11-24T10:00:00Z", Qt.DateFormat.ISODate))
    inbox.settle()
    assert explained.what_if.answer.startswith("Missed: stopped 24 Nov 10:00")
    assert heard == [explained.what_if.answer]

    what = explained.what_if.findChildren(QComboBox)[0]
    field.setDateTime(QDateTime.fromString("2026-11-23T12:00:00Z", Qt.DateFormat.ISODate))
    what.setCurrentIndex(1)
    inbox.settle()
    assert explained.what_if.answer.startswith("Used 3 h 0 min, left 5 h 0 min. Paused since")


def test_a_clock_that_is_over_asks_nothing(inbox: InboxRig, late: int) -> None:
    inbox.open()
    chips(inbox)[ClockKind.FIRST_RESPONSE].click()
    inbox.settle()

    assert sheet(inbox, ExplainView).what_if.isHidden()


# Promise, excuse, no reply needed


def test_a_promise_is_chosen_from_good_moments_and_taken_back(inbox: InboxRig, late: int) -> None:
    inbox.open()
    inbox.run("ticket.promise")
    assert [action.text() for action in menu_of(inbox).actions() if action.text()] == [
        "This evening · 18:00",
        "Tomorrow at noon · Tue 12:00",
        "Choose a date…",
    ]

    choose(inbox, "Tomorrow")

    assert chips(inbox)[ClockKind.PROMISE].clock.due_at == datetime(2026, 11, 24, 9, tzinfo=UTC)
    assert inbox.undo.title == "Date promised"
    inbox.run("edit.undo")
    assert ClockKind.PROMISE not in chips(inbox)


def test_a_weekend_is_named_before_it_is_promised(inbox: InboxRig) -> None:
    inbox.ticket()
    inbox.clock.jump_to(datetime(2026, 11, 27, 9, 0, tzinfo=UTC))
    inbox.open()

    inbox.run("ticket.promise")

    assert choice(inbox, "Tomorrow at noon").text().endswith("\tout of business hours")
    assert choice(inbox, "Next working day").text() == "Next working day · Mon 12:00"


def test_a_date_of_ones_own_says_when_nobody_works(inbox: InboxRig, late: int) -> None:
    inbox.open()
    inbox.run("ticket.promise")
    choose(inbox, "Choose a date")
    opened = sheet(inbox, PromiseSheet)
    assert opened.warning.startswith("In business hours.")

    field = opened.findChildren(DateField)[0]
    field.setDateTime(QDateTime.fromString("2026-11-28T15:00:00Z", Qt.DateFormat.ISODate))
    inbox.settle()
    assert opened.warning == "Out of business hours: nobody works until 30 Nov"
    assert faults(opened) == []
    do(inbox, opened)

    assert chips(inbox)[ClockKind.PROMISE].clock.due_at == datetime(2026, 11, 28, 12, tzinfo=UTC)


def test_a_promise_in_the_past_is_refused_inside_the_sheet(inbox: InboxRig, late: int) -> None:
    inbox.open()
    inbox.run("ticket.promise")
    choose(inbox, "Choose a date")
    opened = sheet(inbox, PromiseSheet)
    field = opened.findChildren(DateField)[0]
    field.setDateTime(QDateTime.fromString("2026-11-20T15:00:00Z", Qt.DateFormat.ISODate))
    do(inbox, opened)

    assert opened.isVisible()
    assert opened.error == "That moment has passed. Promise one that lies ahead."


def test_a_breach_is_excused_from_its_explanation_with_a_reason(inbox: InboxRig, late: int) -> None:
    inbox.open()
    chips(inbox)[ClockKind.FIRST_RESPONSE].click()
    inbox.settle()
    explained = sheet(inbox, ExplainView)
    excuse = next(b for b in explained.findChildren(QPushButton) if b.text() == "Excuse…")
    excuse.click()
    opened = sheet(inbox, ExcuseSheet)
    assert faults(opened) == []
    do(inbox, opened)
    assert opened.isVisible()
    assert opened.error.startswith("Say why")

    opened.findChildren(QPlainTextEdit)[0].setPlainText("Power cut")
    do(inbox, opened)

    assert result(inbox, late, ClockKind.FIRST_RESPONSE) is ClockResult.EXCUSED
    assert not explained.isVisible(), "it says what holds no more, over the toast"
    assert chips(inbox)[ClockKind.FIRST_RESPONSE].accessibleName() == "First reply: excused."
    inbox.run("edit.undo")
    assert result(inbox, late, ClockKind.FIRST_RESPONSE) is ClockResult.MISSED


def test_what_was_kept_offers_no_excuse(inbox: InboxRig, late: int) -> None:
    inbox.open()
    chips(inbox)[ClockKind.SOLUTION].click()
    inbox.settle()
    explained = sheet(inbox, ExplainView)
    excuse = next(b for b in explained.findChildren(QPushButton) if b.text() == "Excuse…")
    assert excuse.isHidden()


def test_the_explanation_leads_to_the_policy_that_promised_it(inbox: InboxRig, late: int) -> None:
    inbox.open()
    wanted: list[int] = []
    inbox.place.signposts.policy_wanted.connect(wanted.append)
    chips(inbox)[ClockKind.SOLUTION].click()
    inbox.settle()
    explained = sheet(inbox, ExplainView)

    next(b for b in explained.findChildren(QPushButton) if b.text() == "Open the policy").click()

    assert wanted == [1]
    assert not explained.isVisible()


def test_a_promise_follows_no_policy_that_could_be_opened(inbox: InboxRig, late: int) -> None:
    inbox.desk.promises.promise(inbox.anna, late, inbox.clock.now() + HOUR)
    inbox.open()
    chips(inbox)[ClockKind.PROMISE].click()
    inbox.settle()
    explained = sheet(inbox, ExplainView)
    found = next(b for b in explained.findChildren(QPushButton) if b.text() == "Open the policy")
    assert found.isHidden()


def test_no_reply_needed_stops_the_clock_of_the_next_reply(inbox: InboxRig, late: int) -> None:
    happens(inbox.desk, late, EventKind.CUSTOMER_MESSAGE)
    inbox.clock.advance(timedelta(minutes=5))
    inbox.open()

    inbox.run("ticket.no_reply")

    assert result(inbox, late, ClockKind.NEXT_RESPONSE) is ClockResult.MET
    inbox.run("edit.undo")
    assert result(inbox, late, ClockKind.NEXT_RESPONSE) is ClockResult.RUNNING


# Before a change is saved


def test_each_priority_says_what_it_would_do(inbox: InboxRig, late: int) -> None:
    inbox.open()

    inbox.page.ticket.header.properties.ask(Property.PRIORITY)
    inbox.settle()

    texts = [action.text() for action in menu_of(inbox).actions()]
    assert texts == [
        "Critical\tResolve: due 13:00",
        "High",
        "Normal\tResolve: due Thu 18:00",
        "Low\tResolve: due 7 Dec",
    ]


def test_each_status_says_what_it_would_do(inbox: InboxRig, late: int) -> None:
    inbox.open()
    inbox.page.ticket.header.properties.ask(Property.STATUS)
    inbox.settle()

    assert (
        choice(inbox, "Waiting for client")
        .text()
        .endswith("\tResolve: stands still, 6 h 0 min left")
    )
    assert choice(inbox, "Solved").text().endswith("\tResolve: met")


def test_a_change_that_makes_nothing_worse_is_made_without_a_question(
    inbox: InboxRig, late: int
) -> None:
    inbox.open()
    inbox.page.ticket.header.properties.ask(Property.PRIORITY)
    choose(inbox, "Critical")

    assert sheets(inbox, OutlookSheet) == []
    assert inbox.detail(late).ticket.priority is Priority.CRITICAL


def test_late_by_reclassification_is_said_before_it_happens(inbox: InboxRig, late: int) -> None:
    inbox.clock.advance(3 * HOUR)
    inbox.open()
    inbox.page.ticket.header.properties.ask(Property.PRIORITY)
    inbox.settle()
    assert choice(inbox, "Critical").text() == "Critical\tResolve: late by this change"
    choose(inbox, "Critical")

    asked = sheet(inbox, OutlookSheet)
    words = [label.text() for label in asked.findChildren(QLabel)]
    first = words.index("Resolve")
    assert words[first : first + 4] == [
        "Resolve",
        "17:00",
        "13:00, late",
        "5 h 0 min of 4 h 0 min",
    ]
    assert (
        "Resolve: Due now: 17:00; Due then: 13:00, late; Used then: 5 h 0 min of 4 h 0 min."
        in asked.accessibleDescription()
    ), "read aloud with the title"
    assert "late by reclassification" in asked.accessibleDescription()
    assert faults(asked) == []
    assert inbox.detail(late).ticket.priority is Priority.HIGH
    asked.reject()
    assert inbox.detail(late).ticket.priority is Priority.HIGH

    inbox.page.ticket.header.properties.ask(Property.PRIORITY)
    choose(inbox, "Critical")
    do(inbox, sheet(inbox, OutlookSheet))
    assert inbox.detail(late).ticket.priority is Priority.CRITICAL
    inbox.run("edit.undo")
    assert inbox.detail(late).ticket.priority is Priority.HIGH


@pytest.fixture
def nord(inbox: InboxRig) -> int:
    """An organisation that follows the policy "Business hours"."""
    with inbox.desk.database.write() as session:
        organisation = Organisation(name="Nord Clinic", policy_id=OFFICE)
        session.add(organisation)
        session.flush()
        return organisation.id


def test_an_organisation_brings_its_policy_and_says_so_before(
    inbox: InboxRig, nord: int, late: int
) -> None:
    inbox.open()
    inbox.run("ticket.organisation")
    opened = sheet(inbox, OrganisationSheet)
    assert opened.note.words == "No deadline changes."

    opened.findChild(QComboBox).setCurrentIndex(1)
    inbox.settle()
    words = [label.text() for label in opened.findChildren(QLabel) if label.isVisible()]
    first = words.index("Resolve")
    assert words[first : first + 4] == ["Resolve", "17:00", "13:00", "2 h 0 min of 4 h 0 min"]
    assert faults(opened) == []
    assert inbox.detail(late).ticket.organisation == "", "nothing is saved by asking"
    do(inbox, opened)

    detail = inbox.detail(late)
    assert (detail.ticket.organisation, detail.policy) == ("Nord Clinic", "Business hours")
    inbox.run("edit.undo")
    detail = inbox.detail(late)
    assert (detail.ticket.organisation, detail.policy) == ("", "Small 24/7")
    assert inbox.desk.clocks.rebuild() == 0


def test_an_organisation_that_makes_a_ticket_late_says_so(
    inbox: InboxRig, nord: int, late: int
) -> None:
    inbox.clock.advance(3 * HOUR)
    inbox.open()
    inbox.run("ticket.organisation")
    opened = sheet(inbox, OrganisationSheet)
    opened.findChild(QComboBox).setCurrentIndex(1)
    inbox.settle()
    assert opened.note.words.startswith("This change alone makes it late.")
    assert faults(opened) == []


def test_a_service_level_is_chosen_and_taken_back(inbox: InboxRig) -> None:
    number = inbox.ticket()
    inbox.open()
    inbox.page.ticket.header.properties.ask(Property.POLICY)
    inbox.settle()
    assert choice(inbox, "Business hours").text() == "Business hours\tResolve: due Wed 15:00"

    choose(inbox, "Business hours")
    assert inbox.detail(number).policy == "Business hours"
    inbox.run("edit.undo")
    assert inbox.detail(number).policy == "Small 24/7"


def test_of_several_tickets_the_menu_counts(inbox: InboxRig, late: int) -> None:
    second = inbox.ticket("Second")
    page = inbox.open()
    page.list.view.selectAll()
    inbox.settle()

    inbox.run("ticket.priority")

    assert choice(inbox, "Critical").text() == "Critical\tearlier: 2"
    choose(inbox, "Critical")
    assert inbox.detail(second).ticket.priority is Priority.CRITICAL


def test_status_needs_no_question_even_where_a_clock_is_late(inbox: InboxRig, late: int) -> None:
    inbox.clock.advance(20 * HOUR)
    inbox.open()
    inbox.run("ticket.status")
    choose(inbox, "Waiting for client")

    assert inbox.detail(late).ticket.status is Status.WAITING_CUSTOMER


# Words


def test_the_sheets_fit_in_both_languages(
    inbox: InboxRig, speak: Callable[[str], None], late: int
) -> None:
    inbox.clock.advance(3 * HOUR)
    inbox.open()
    for tongue in ("en", "ru"):
        speak(tongue)
        inbox.run("ticket.why")
        explained = sheet(inbox, ExplainView)
        inbox.settle()
        assert faults(explained) == [], tongue
        explained.reject()
        inbox.page.clocks.excuse(late, chips(inbox)[ClockKind.FIRST_RESPONSE].clock)
        assert faults(sheet(inbox, ExcuseSheet)) == [], tongue
        sheet(inbox, ExcuseSheet).reject()
        assert faults(inbox.page.ticket.header) == [], tongue
        inbox.page.commands.set_priority(Priority.CRITICAL)
        inbox.settle()
        assert faults(sheet(inbox, OutlookSheet)) == [], tongue
        sheet(inbox, OutlookSheet).reject()
        inbox.settle()
