"""The palette finds everything by both languages and by what the wrong layout typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui.actions import Actions
from desktop.ui.widgets.command_palette import CommandPalette, PaletteTable
from desktop.ui.widgets.palette_entries import (
    CommandSource,
    ListSource,
    PaletteEntry,
    TicketSource,
    matching,
)
from desktop.ui.widgets.palette_match import best_score
from tests.ui.clipping import faults


def nothing() -> None:
    """Stand for a command that a page carries out."""


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("defer", "Defer…"),
        ("вуаук", "Defer…"),
        ("отл", "Отложить…"),
        ("jnkj;bnm", "Отложить…"),
        ("созд", "Создать заявку…"),
        ("nt", "New ticket…"),
        ("check mail", "Check mail now"),
        ("mail check", "Check mail now"),
        ("прочита", "Прочитать всё"),
        ("все", "Прочитать всё"),
    ],
)
def test_a_typed_text_finds_its_title(query: str, text: str) -> None:
    assert best_score(query, text) is not None


@pytest.mark.parametrize("query", ["xyz", "solve it", "вапролд"])
def test_a_text_that_does_not_fit_is_not_found(query: str) -> None:
    assert best_score(query, "Solve") is None


def test_a_whole_word_is_better_than_a_start_than_a_part_than_letters() -> None:
    scores = [
        best_score("take", text) for text in ("Take", "Takeover", "Mistaken", "Table of keys")
    ]
    assert None not in scores
    assert scores == sorted(scores, key=lambda score: -(score or 0))
    assert len(set(scores)) == len(scores)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    window.resize(900, 600)
    qtbot.addWidget(window)
    return window


@pytest.fixture
def actions(window: QMainWindow) -> Actions:
    actions = Actions(window)
    for command_id in ("ticket.defer", "ticket.solve", "file.new_ticket", "go.palette"):
        actions.bind(command_id, nothing)
    return actions


def titles(found: list[PaletteEntry]) -> list[str]:
    return [entry.title for entry in found]


def test_every_offered_command_is_found_in_both_languages_and_both_layouts(
    actions: Actions, speak: Callable[[str], None]
) -> None:
    speak("ru")
    sources = [CommandSource(actions)]
    for query in ("отложить", "jnkj;bnm", "defer", "вуаук"):
        assert titles(matching(query, sources, []))[0] == "Отложить…", query


def test_without_a_text_the_commands_for_the_selection_come_first(actions: Actions) -> None:
    found = matching("", [CommandSource(actions)], [])
    assert titles(found) == ["Defer…", "Solve", "New ticket…"]


def test_a_disabled_command_is_not_offered(actions: Actions) -> None:
    actions.set_enabled(["ticket.defer"], False)
    assert "Defer…" not in titles(matching("defer", [CommandSource(actions)], []))


def test_what_was_used_lately_comes_first(actions: Actions) -> None:
    found = matching("", [CommandSource(actions)], ["file.new_ticket"])
    assert titles(found)[0] == "New ticket…"


def test_a_number_opens_that_ticket_and_any_text_can_be_searched() -> None:
    opened: list[int] = []
    searched: list[str] = []
    source = TicketSource(opened.append, searched.append)
    found = matching("#1047", [source], [])
    assert titles(found) == ["Open ticket #1047", "Search tickets for “#1047”"]
    found[0].run()
    found[1].run()
    assert (opened, searched) == ([1047], ["#1047"])
    assert titles(matching("vpn", [source], [])) == ["Search tickets for “vpn”"]
    assert matching("", [source], []) == []


def test_settings_are_found_through_a_listed_source() -> None:
    entry = PaletteEntry("settings.sla", "Settings › SLA and OLA", "settings", nothing)
    assert titles(matching("sla", [ListSource(lambda: [entry])], [])) == [entry.title]


def test_enter_runs_the_chosen_entry_and_gives_the_focus_back(
    qtbot: QtBot, window: QMainWindow, actions: Actions
) -> None:
    runs: list[str] = []

    def solve() -> None:
        runs.append("solve")

    actions["ticket.solve"].triggered.connect(solve)
    page = QWidget()
    field = QLineEdit()
    QVBoxLayout(page).addWidget(field)
    window.setCentralWidget(page)
    palette = CommandPalette(window, [CommandSource(actions)])
    with qtbot.waitActive(window):
        window.show()
    field.setFocus()
    palette.pop_up()
    assert palette.isVisible()
    assert faults(palette) == []
    qtbot.keyClicks(window.focusWidget(), "solve")
    qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    assert runs == ["solve"]
    assert not palette.isVisible()
    assert window.focusWidget() is field


def test_arrows_go_round_and_escape_changes_nothing(
    qtbot: QtBot, window: QMainWindow, actions: Actions
) -> None:
    palette = CommandPalette(window, [CommandSource(actions)])
    with qtbot.waitActive(window):
        window.show()
    palette.pop_up()
    field = palette.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert palette._list.currentIndex().row() == palette._table.rowCount() - 1
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert palette._list.currentIndex().row() == 0
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_table_keeps_the_rules_of_item_models(qtbot: QtBot) -> None:
    table = PaletteTable()
    tester = QAbstractItemModelTester(
        table, QAbstractItemModelTester.FailureReportingMode.Fatal, table
    )
    table.show_entries([PaletteEntry("one", "One", "x", nothing, hint="F1")])
    index = table.index(0, 0)
    assert index.data() == "One"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "One, F1"
    assert tester.model() is table
