"""Typing a search: what is offered, what a key takes, and what is said of what nobody knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.domain.search_words import Operator
from desktop.ui.theme.theme import Theme
from desktop.ui.tickets.ticket_search_field import TicketSearchField


@pytest.fixture
def field(qtbot: QtBot, theme: Theme, speak: Callable[[str], None]) -> Iterator[TicketSearchField]:
    window = QWidget()
    window.resize(500, 400)
    qtbot.addWidget(window)
    field = TicketSearchField(window)
    field.resize(300, 30)
    window.show()
    field.setFocus()
    yield field
    window.close()


def type_into(field: TicketSearchField, text: str) -> None:
    for letter in text:
        press(field, Qt.Key.Key_unknown, letter)


def press(field: TicketSearchField, key: Qt.Key, text: str = "") -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def test_an_operator_and_its_value_are_taken_with_the_keyboard(field: TicketSearchField) -> None:
    type_into(field, "vpn sl")
    assert field.offered == ["sla:"]
    press(field, Qt.Key.Key_Tab)
    assert field.text() == "vpn sla:"
    assert field.offered[:2] == ["soon", "critical"]
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Down)
    press(field, Qt.Key.Key_Return)
    assert field.text() == "vpn sla:critical "
    assert field.offered == []


def test_russian_operators_are_offered_in_the_russian_program(
    field: TicketSearchField, speak: Callable[[str], None]
) -> None:
    speak("ru")
    type_into(field, "сро")
    assert field.offered == ["срок:"]
    press(field, Qt.Key.Key_Tab)
    type_into(field, "пр")
    assert field.offered == ["просрочено"]
    press(field, Qt.Key.Key_Tab)
    assert field.text() == "срок:просрочено "
    assert field.unknown == []


def test_enter_searches_for_what_is_typed_unless_an_offer_was_chosen(
    qtbot: QtBot, field: TicketSearchField
) -> None:
    type_into(field, "to")
    assert field.offered == ["to:"]
    with qtbot.waitSignal(field.searched) as searched:
        press(field, Qt.Key.Key_Return)
    assert searched.args == ["to"]
    assert field.offered == []


def test_escape_puts_the_offers_away_first_and_then_clears(field: TicketSearchField) -> None:
    type_into(field, "is:")
    press(field, Qt.Key.Key_Escape)
    assert (field.text(), field.offered) == ("is:", [])
    press(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_names_are_offered_where_an_operator_asks_for_one(field: TicketSearchField) -> None:
    field.set_names({Operator.ASSIGNEE: ["Anna Kern", "Максим"], Operator.TAG: ["billing"]})
    type_into(field, "assignee:ke")
    assert field.offered == ['"Anna Kern"']
    press(field, Qt.Key.Key_Tab)
    type_into(field, "tag:b")
    press(field, Qt.Key.Key_Tab)
    assert field.text() == 'assignee:"Anna Kern" tag:billing '


def test_an_unknown_operator_is_said_to_be_text(field: TicketSearchField) -> None:
    type_into(field, "foo:bar is:mine")
    assert field.unknown == ["foo:bar"]
    assert "foo:bar" in field.accessibleDescription()
    assert "foo:bar" in field.toolTip()
    field.setText("is:mine")
    assert field.accessibleDescription() == ""


def test_offers_never_take_the_focus_and_leave_with_it(field: TicketSearchField) -> None:
    type_into(field, "is:")
    assert field.hasFocus()
    field.clearFocus()
    assert field.offered == []


def test_a_long_search_is_painted_in_step_with_the_cursor(field: TicketSearchField) -> None:
    type_into(field, "printer is:open " * 6)
    field.setCursorPosition(0)
    begin = field.grab().toImage()
    field.setCursorPosition(len(field.text()))
    assert field.grab().toImage() != begin
