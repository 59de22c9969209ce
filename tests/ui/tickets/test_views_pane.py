"""The views have names and counts, and a click tells which one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.services.rows import COUNTED_VIEWS, Found, View
from desktop.services.saved_views import SavedView
from desktop.ui.actions import Actions
from desktop.ui.theme.theme import Theme
from desktop.ui.tickets.view_words import view_word
from desktop.ui.tickets.views_pane import VIEWS, ViewsPane, ViewsTable
from tests.ui.clipping import faults

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def pane(qtbot: QtBot, speak: Callable[[str], None], theme: Theme) -> ViewsPane:
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(window)
    actions.bind("view.save_search", lambda: None)
    pane = ViewsPane(actions)
    pane.resize(pane.minimumWidth(), 400)
    qtbot.addWidget(pane)
    pane.show()
    return pane


def test_every_counted_view_is_listed_and_the_first_is_chosen(pane: ViewsPane) -> None:
    assert set(COUNTED_VIEWS) < set(VIEWS)
    assert pane.view is View.ACTION
    assert faults(pane) == []


def test_choosing_a_view_tells_it_once(qtbot: QtBot, pane: ViewsPane) -> None:
    heard: list[View] = []
    pane.chosen.connect(heard.append)
    pane.choose(View.MINE)
    pane.choose(View.MINE)
    pane.choose(View.EVERYTHING)
    assert heard == [View.MINE]
    assert pane.view is View.MINE


def test_counts_are_shown_and_spoken(qtbot: QtBot) -> None:
    table = ViewsTable()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(table, mode, table)
    row = VIEWS.index(View.DEFERRED)
    assert table.index(row).data(SPOKEN) == "Deferred"
    with qtbot.waitSignal(table.dataChanged):
        table.show_counts({View.DEFERRED: 6})
    assert table.count(row) == "6"
    assert table.index(row).data(SPOKEN) == "Deferred, 6"


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_longest_name_fits_with_a_large_count(
    pane: ViewsPane, speak: Callable[[str], None], language: str
) -> None:
    speak(language)
    QApplication.processEvents()
    metrics = pane.fontMetrics()
    longest = max(metrics.horizontalAdvance(view_word(view)) for view in VIEWS)
    assert pane.minimumWidth() >= longest + metrics.horizontalAdvance("10 000")


OWN = (SavedView(1, "Billing", "tag:billing", False, 1), SavedView(2, "VIP", "client:vip", True, 1))
COUNTS = {1: Found(4), 2: Found(10_000, is_all=False)}


def test_a_saved_view_takes_the_choice_from_the_system_views_and_gives_it_back(
    pane: ViewsPane,
) -> None:
    heard: list[View | SavedView] = []
    pane.chosen.connect(heard.append)
    pane.saved.chosen.connect(heard.append)
    pane.saved.show_views(OWN, COUNTS)
    pane.saved.choose(2)
    pane.choose(View.ACTION)
    assert heard == [OWN[1], View.ACTION]
    assert pane.saved.view is None


def test_saved_views_keep_the_choice_when_they_are_read_again(pane: ViewsPane) -> None:
    pane.saved.show_views(OWN, COUNTS)
    pane.saved.choose(1)
    heard: list[SavedView] = []
    pane.saved.chosen.connect(heard.append)
    pane.saved.show_views(OWN[::-1], COUNTS)
    assert pane.saved.view == OWN[0]
    assert heard == []
    assert pane.saved.table.index(0).data(SPOKEN) == "VIP, 10,000+"


def test_the_menu_of_a_saved_view_moves_it_where_there_is_room(pane: ViewsPane) -> None:
    moves: list[tuple[SavedView, int]] = []
    pane.saved.move_wanted.connect(lambda view, place: moves.append((view, place)))
    pane.saved.show_views(OWN, COUNTS)
    pane.saved.choose(1)
    offers = {action.text(): action for action in pane.saved.menu().actions()}
    assert not offers["Move up"].isEnabled()
    offers["Move down"].trigger()
    assert moves == [(OWN[0], 1)]


def test_a_dragged_view_tells_the_place_it_was_dropped_at(pane: ViewsPane) -> None:
    moves: list[tuple[SavedView, int]] = []
    pane.saved.move_wanted.connect(lambda view, place: moves.append((view, place)))
    pane.saved.show_views(OWN, COUNTS)
    table = pane.saved.table
    data = table.mimeData([table.index(0)])
    assert not table.dropMimeData(data, Qt.DropAction.MoveAction, 2, 0, table.index(-1))
    assert moves == [(OWN[0], 1)]
