"""The list shows deadlines as shape, colour and word, keeps the place, and says why it is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QMainWindow,
    QPushButton,
    QStyle,
    QStyleOptionComboBox,
    QToolTip,
)
from pytestqt.qtbot import QtBot

from desktop.domain.sla import ClockResult
from desktop.domain.ticket import Mark, Status
from desktop.services.rows import HitOrder, Sort, View
from desktop.ui.actions import Actions
from desktop.ui.commands import COMMANDS
from desktop.ui.lists.density import Density
from desktop.ui.lists.header_menu import HeaderMenu
from desktop.ui.runner import Runner
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.theme import SchemeChoice, Theme
from desktop.ui.tickets.ticket_columns import COLUMNS
from desktop.ui.tickets.ticket_list import TicketList
from desktop.ui.tickets.ticket_view import ListMode
from desktop.ui.widgets.tooltips import plain_tooltip
from tests.ui.clipping import faults
from tests.ui.tickets.tickets_for_lists import HERE, NOW, Shelf, a_row

pytestmark = pytest.mark.usefixtures("speak")

OVERDUE = a_row(1042, left=timedelta(minutes=-72), is_unread=True, subject="Payment fails")
CRITICAL = a_row(1047, left=timedelta(minutes=9), target=timedelta(hours=1))
ON_TRACK = a_row(1045, assignee_initials="AK", assignee_id=1)
PAUSED = a_row(1031, left=None, sla_result=ClockResult.PAUSED.value)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(OVERDUE, CRITICAL, ON_TRACK, PAUSED)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.resize(480, 600)
    window.move(400, 300)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def actions(window: QMainWindow) -> Actions:
    actions = Actions(window)
    for command in COMMANDS:
        actions.bind(command.id, _nothing)
    return actions


@pytest.fixture
def tickets(
    qtbot: QtBot, theme: Theme, window: QMainWindow, actions: Actions, runner: Runner, shelf: Shelf
) -> TicketList:
    tickets = TicketList(lambda: shelf, runner, actions, HERE)
    window.setCentralWidget(tickets)
    window.show()
    show(qtbot, tickets, View.ACTION)
    return tickets


def _nothing() -> None:
    """Stand for a command that a page carries out."""


def show(qtbot: QtBot, tickets: TicketList, view: View) -> None:
    with qtbot.waitSignal(tickets.table.loaded):
        tickets.show_view(view, me=3, day_start_at=NOW)


def reload(qtbot: QtBot, tickets: TicketList) -> None:
    with qtbot.waitSignal(tickets.table.loaded):
        tickets.reload()


def colours_of_row(tickets: TicketList, row: int) -> set[str]:
    QApplication.processEvents()
    view = tickets.view
    image = view.viewport().grab().toImage()
    top, height = view.rowViewportPosition(row), view.rowHeight(row)
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(top, top + height)
    }


# What is seen


@pytest.mark.parametrize("choice", [SchemeChoice.LIGHT, SchemeChoice.DARK])
@pytest.mark.parametrize("mode", ListMode)
def test_each_row_has_the_ink_of_its_state(
    qtbot: QtBot, theme: Theme, tickets: TicketList, choice: SchemeChoice, mode: ListMode
) -> None:
    theme.choose(choice)
    tickets.view.set_mode(mode)
    states = theme.tokens.states
    for row, state in enumerate(
        (SlaState.OVERDUE, SlaState.CRITICAL, SlaState.ON_TRACK, SlaState.PAUSED)
    ):
        ink = states[state].ink if state is not SlaState.OVERDUE else states[state].chip
        assert ink.name() in colours_of_row(tickets, row), state


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nothing_is_cut_and_everything_has_a_name(
    qtbot: QtBot,
    window: QMainWindow,
    tickets: TicketList,
    speak: Callable[[str], None],
    language: str,
) -> None:
    speak(language)
    assert faults(window) == []
    tickets.view.selectAll()
    assert faults(window) == []


def test_a_screen_reader_hears_a_row_as_one_sentence(tickets: TicketList) -> None:
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert tickets.table.index(1, 0).data(spoken) == (
        "Almost due, First reply 9 min, ticket 1047, Cannot sign in, Nord Clinic, unassigned"
    )


def test_columns_say_what_the_row_holds(tickets: TicketList) -> None:
    row = tickets.table.row_of(1045)
    assert row is not None
    texts = {
        column.key: tickets.table.index(row, place).data() for place, column in enumerate(COLUMNS)
    }
    assert texts["sla"] == "5 h 10 min"
    assert texts["target"] == "First reply"
    assert texts["number"] == "#1045"
    assert texts["client"] == "Nord Clinic"
    assert texts["assignee"] == "AK"
    assert texts["status"] == "New"
    assert texts["updated"] == "6 min ago"


def test_a_marked_ticket_shows_its_mark_and_an_unknown_client_its_address() -> None:
    spam = a_row(1, mark=Mark.SPAM, organisation="", requester_name="")
    texts = {column.key: column.text(spam, HERE) for column in COLUMNS}
    assert (texts["status"], texts["client"], texts["assignee"]) == (
        "Spam",
        "it@nord.example",
        "—",
    )


def test_a_ticket_without_a_subject_says_so() -> None:
    row = a_row(7, subject="")
    texts = {column.key: column.text(row, HERE) for column in COLUMNS}
    assert texts["subject"] == "(no subject)"


def tooltip_at(qtbot: QtBot, tickets: TicketList, x: int, row: int) -> str:
    QToolTip.hideText()
    viewport = tickets.view.viewport()
    at = QPoint(x, tickets.view.rowViewportPosition(row) + 10)
    event = QHelpEvent(QEvent.Type.ToolTip, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    return QToolTip.text()


def test_a_card_tells_its_deadline_and_its_whole_subject(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    shelf.rows = [a_row(1, subject="<b>Bold</b> claim")]
    show(qtbot, tickets, View.MINE)
    told = tooltip_at(qtbot, tickets, 40, 0)
    assert "due 23 Nov 2026, 08:15, in 5 h 10 min. Target: 8 h 0 min of counted time." in told
    assert "&lt;b&gt;Bold&lt;/b&gt; claim<br>Nord Clinic" in tooltip_at(qtbot, tickets, 300, 0)


def test_rows_grow_with_density_and_text(theme: Theme, tickets: TicketList) -> None:
    heights = []
    for density in Density:
        tickets.view.set_density(density)
        heights.append(tickets.view.rowHeight(0))
    assert heights == sorted(set(heights))
    theme.set_text_scale(150)
    QApplication.processEvents()
    assert tickets.view.rowHeight(0) > heights[-1]


# Countdown


def test_a_tick_repaints_the_deadlines_that_read_differently_and_nothing_else(
    tickets: TicketList,
) -> None:
    changes = QSignalSpy(tickets.table.dataChanged)
    told = QSignalSpy(tickets.view.countdown_told)
    tickets.view.tick(NOW + timedelta(minutes=1))
    cells = [(changed[0], changed[1]) for changed in map(changes.at, range(changes.count()))]
    assert [(first.row(), first.column()) for first, _ in cells] == [(0, 0), (1, 0), (2, 0)]
    assert all(first == last for first, last in cells)
    assert tickets.table.index(1, 0).data() == "8 min"
    assert told.at(told.count() - 1)[0] == CRITICAL.next_due_at


def test_without_running_clocks_no_countdown_is_asked_for(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    shelf.rows = [PAUSED]
    told = QSignalSpy(tickets.view.countdown_told)
    show(qtbot, tickets, View.WAITING)
    assert told.at(told.count() - 1)[0] is None


def test_a_deadline_that_has_just_passed_is_the_nearest_countdown(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    just_late = a_row(1, left=timedelta(seconds=-40))
    shelf.rows = [just_late, a_row(2, left=timedelta(minutes=3))]
    told = QSignalSpy(tickets.view.countdown_told)
    show(qtbot, tickets, View.ACTION)
    assert told.at(told.count() - 1)[0] == just_late.next_due_at


def test_a_clock_that_stands_still_says_which_and_why(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    shelf.rows = [
        a_row(
            1,
            left=None,
            sla_result="paused",
            next_due_kind="solution",
            status=Status.WAITING_CUSTOMER,
        )
    ]
    show(qtbot, tickets, View.WAITING)
    index = tickets.table.index(0, 0)
    tooltip = index.data(Qt.ItemDataRole.ToolTipRole)
    assert tooltip == plain_tooltip("Resolve: paused. Waiting for client.")
    assert str(index.data(Qt.ItemDataRole.AccessibleTextRole)).startswith("Paused, Resolve paused")


# Keeping the place


def test_the_cursor_moves_to_the_next_row_when_its_ticket_leaves(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    tickets.view.choose(1047)
    shelf.rows = [OVERDUE, ON_TRACK, PAUSED]
    reload(qtbot, tickets)
    assert tickets.view.current_id() == 1045
    current = tickets.current()
    assert current is not None
    assert current.id == 1045


def test_the_cursor_goes_up_when_the_last_ticket_leaves(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    tickets.view.choose(1031)
    shelf.rows = [OVERDUE, CRITICAL, ON_TRACK]
    reload(qtbot, tickets)
    assert tickets.view.selected_ids() == [1045]


def test_a_modifier_held_from_the_command_does_not_empty_the_selection(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    tickets.view.choose(1047)
    qtbot.keyPress(tickets.view, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    shelf.rows = [OVERDUE, ON_TRACK, PAUSED]
    reload(qtbot, tickets)
    assert tickets.view.selected_ids() == [1045]


def test_the_selection_stays_on_its_tickets_when_they_move(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    tickets.view.choose(1045)
    shelf.rows = [ON_TRACK, PAUSED, a_row(2000), CRITICAL, OVERDUE]
    reload(qtbot, tickets)
    assert tickets.view.selected_ids() == [1045]
    assert tickets.view.current_id() == 1045


# Keys and signals


def test_enter_opens_and_shift_enter_opens_apart(qtbot: QtBot, tickets: TicketList) -> None:
    tickets.view.choose(1047)
    with qtbot.waitSignal(tickets.view.opened) as opened:
        qtbot.keyClick(tickets.view, Qt.Key.Key_Return)
    with qtbot.waitSignal(tickets.view.opened_apart) as apart:
        qtbot.keyClick(tickets.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert (opened.args, apart.args) == ([1047], [1047])


def test_a_double_click_opens(qtbot: QtBot, tickets: TicketList) -> None:
    at = QPoint(100, tickets.view.rowViewportPosition(2) + 5)
    viewport = tickets.view.viewport()
    with qtbot.waitSignal(tickets.view.opened) as opened:
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=at)
        qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=at)
    assert opened.args == [1045]


def test_a_single_letter_runs_its_command_in_the_list(
    qtbot: QtBot, tickets: TicketList, actions: Actions
) -> None:
    with qtbot.waitSignal(actions["ticket.solve"].triggered):
        qtbot.keyClick(tickets.view, "e")
    actions.single_letters = False
    solved = QSignalSpy(actions["ticket.solve"].triggered)
    qtbot.keyClick(tickets.view, "e")
    assert solved.count() == 0


def test_the_bar_for_many_appears_with_two_tickets_and_can_be_left(
    qtbot: QtBot, tickets: TicketList
) -> None:
    assert tickets.tools.isVisible()
    tickets.view.selectAll()
    labels = [label.text() for label in tickets.findChildren(QLabel) if label.isVisible()]
    assert "4 selected" in labels
    tickets._bulk.cleared.emit()
    assert tickets.tools.isVisible()
    assert len(tickets.view.selected_ids()) == 1


def test_space_and_x_take_a_row_in_and_out_of_the_selection(
    qtbot: QtBot, tickets: TicketList
) -> None:
    tickets.view.choose(1042)
    qtbot.keyClick(tickets.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(tickets.view, Qt.Key.Key_Space)
    assert tickets.view.selected_ids() == [1042, 1047]
    qtbot.keyClick(tickets.view, "x")
    assert tickets.view.selected_ids() == [1042]


def test_escape_gives_up_many_then_the_search(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    with qtbot.waitSignal(tickets.table.loaded):
        tickets.search_for("vpn")
    tickets.view.selectAll()
    qtbot.keyClick(tickets.view, Qt.Key.Key_Escape)
    assert len(tickets.view.selected_ids()) == 1
    assert tickets.query.text == "vpn"
    with qtbot.waitSignal(tickets.table.loaded):
        qtbot.keyClick(tickets.view, Qt.Key.Key_Escape)
    assert tickets.query.text == ""


# Query


def test_a_view_an_order_and_a_search_are_asked_for(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    with qtbot.waitSignal(tickets.table.loaded):
        tickets.tools.order_chosen.emit(Sort.UPDATED)
    with qtbot.waitSignal(tickets.table.loaded):
        tickets.search_for("vpn")
    asked = shelf.asked[-1]
    assert (asked.view, asked.sort, asked.text, asked.me) == (View.ACTION, Sort.UPDATED, "vpn", 3)
    show(qtbot, tickets, View.MINE)
    assert (shelf.asked[-1].view, shelf.asked[-1].text) == (View.MINE, "")
    assert tickets.tools.search.text() == ""


def room_in(order: QComboBox) -> int:
    """Return how wide a text the field can show."""
    option = QStyleOptionComboBox()
    order.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    kind = QStyle.ComplexControl.CC_ComboBox
    return order.style().subControlRect(kind, option, field, order).width()


def width_of_text(order: QComboBox) -> int:
    return order.fontMetrics().horizontalAdvance(order.currentText())


def test_best_match_is_offered_only_while_words_are_searched(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf, speak: Callable[[str], None]
) -> None:
    order = tickets.tools.findChild(QComboBox)
    assert order is not None

    def offered(text: str) -> list[str]:
        with qtbot.waitSignal(tickets.table.loaded):
            tickets.search_for(text)
        return [order.itemText(place) for place in range(order.count())]

    assert offered("vpn is:open") == ["Newest match", "Best match"]
    with qtbot.waitSignal(tickets.table.loaded):
        order.activated.emit(1)
    assert (shelf.asked[-1].hits, shelf.asked[-1].text) == (HitOrder.BEST, "vpn is:open")
    assert order.currentText() == "Best match"
    for tongue in ("ru", "en"):
        speak(tongue)
        qtbot.waitUntil(lambda: room_in(order) >= width_of_text(order))
    assert offered("is:open -vpn") == ["Next due", "Newest", "Last changed", "Priority"]
    assert order.currentText() == "Next due"
    offered("mail")
    assert order.currentText() == "Best match"


def test_a_click_on_a_header_orders_the_list(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    tickets.view.set_mode(ListMode.TABLE)
    priority = next(place for place, column in enumerate(COLUMNS) if column.key == "priority")
    header = tickets.view.horizontalHeader()
    with qtbot.waitSignal(tickets.table.loaded):
        header.sectionClicked.emit(priority)
    assert shelf.asked[-1].sort is Sort.PRIORITY
    assert header.sortIndicatorSection() == priority
    subject = next(place for place, column in enumerate(COLUMNS) if column.key == "subject")
    asked = len(shelf.asked)
    header.sectionClicked.emit(subject)
    assert len(shelf.asked) == asked


# Columns


def shown_columns(tickets: TicketList) -> list[str]:
    return [
        column.key for place, column in enumerate(COLUMNS) if not tickets.view.isColumnHidden(place)
    ]


def test_chosen_columns_survive_cards_and_a_restart(tickets: TicketList) -> None:
    tickets.view.set_mode(ListMode.TABLE)
    defaults = shown_columns(tickets)
    assert defaults == [column.key for column in COLUMNS if column.is_default]
    menu = tickets.view.findChild(HeaderMenu)
    assert menu is not None
    next(a for a in menu.menu().actions() if a.text() == "Received").trigger()
    tickets.view.set_mode(ListMode.CARDS)
    assert shown_columns(tickets) == ["sla"]
    look = tickets.view.look()
    tickets.view.set_mode(ListMode.TABLE)
    assert "received" in shown_columns(tickets)
    menu.menu().actions()[-1].trigger()
    assert shown_columns(tickets) == defaults
    tickets.view.restore_look(look)
    assert "received" in shown_columns(tickets)


def test_the_subject_takes_what_is_left_and_stays_readable(
    window: QMainWindow, tickets: TicketList
) -> None:
    tickets.view.set_mode(ListMode.TABLE)
    subject = next(place for place, column in enumerate(COLUMNS) if column.key == "subject")
    window.resize(300, 600)
    QApplication.processEvents()
    assert tickets.view.columnWidth(subject) >= 150
    window.resize(1400, 600)
    QApplication.processEvents()
    assert tickets.view.horizontalHeader().length() == tickets.view.viewport().width()


@pytest.mark.parametrize("language", ["en", "ru"])
def test_no_title_of_a_column_is_cut(
    tickets: TicketList, speak: Callable[[str], None], language: str
) -> None:
    tickets.view.set_mode(ListMode.TABLE)
    speak(language)
    header = tickets.view.horizontalHeader()
    for place, column in enumerate(COLUMNS):
        if column.is_default and column.key != "subject":
            needed = header.fontMetrics().horizontalAdvance(column.title()) + 16
            assert tickets.view.columnWidth(place) >= needed, column.key


# Empty


def heading(tickets: TicketList) -> str:
    return next(label.text() for label in tickets._empty.findChildren(QLabel) if label.text())


def empty_button(tickets: TicketList, text: str) -> QPushButton:
    buttons = tickets._empty.findChildren(QPushButton)
    return next(b for b in buttons if b.text() == text and not b.isHidden())


def test_an_empty_inbox_is_good_news_and_leads_to_all_open(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    shelf.rows = []
    show(qtbot, tickets, View.ACTION)
    assert tickets._empty.isVisible()
    assert heading(tickets) == "All clear."
    with qtbot.waitSignal(tickets.all_wanted):
        empty_button(tickets, "Show all open").click()


def test_an_empty_search_repeats_the_words_and_can_be_cleared(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    shelf.rows = []
    with qtbot.waitSignal(tickets.table.loaded):
        tickets.search_for("vpn")
    assert heading(tickets) == "Nothing matches “vpn”."
    shelf.rows = [ON_TRACK]
    with qtbot.waitSignal(tickets.table.loaded):
        empty_button(tickets, "Clear").click()
    assert tickets.view.isVisible()


def test_a_new_desk_says_that_mail_is_looked_for(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf, speak: Callable[[str], None]
) -> None:
    shelf.rows = []
    tickets.say_new_desk(True, has_mailbox=True)
    show(qtbot, tickets, View.ACTION)
    assert heading(tickets) == "No tickets yet."
    assert empty_button(tickets, "Check mail now").isEnabled()
    speak("ru")
    assert heading(tickets) == "Заявок пока нет."


def test_a_new_desk_without_a_mailbox_leads_to_the_settings(
    qtbot: QtBot, tickets: TicketList, shelf: Shelf
) -> None:
    shelf.rows = []
    tickets.say_new_desk(True, has_mailbox=False)
    show(qtbot, tickets, View.ACTION)
    words = [label.text() for label in tickets.findChildren(QLabel) if label.isVisible()]
    assert "Connect a mailbox under Settings › Mailboxes." in words
    assert empty_button(tickets, "Settings").isEnabled()
