"""The views have names and counts, and a click tells which one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.services.rows import COUNTED_VIEWS, View
from desktop.ui.tickets.view_words import view_word
from desktop.ui.tickets.views_pane import VIEWS, ViewsPane, ViewsTable
from tests.ui.clipping import faults

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def pane(qtbot: QtBot, speak: Callable[[str], None]) -> ViewsPane:
    pane = ViewsPane()
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
    assert table.count(row) == 6
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
