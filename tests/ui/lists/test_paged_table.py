"""Pages are read on a worker, and a reload tells the view only what is different."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from desktop.domain.errors import Unavailable
from desktop.services.rows import Page, PageKey
from desktop.ui.lists.columns import Column, Here
from desktop.ui.lists.paged_table import PAGE, PagedTable
from desktop.ui.runner import Runner

HERE = Here(datetime(2026, 11, 23, tzinfo=UTC), UTC)


@dataclass(frozen=True, slots=True)
class Item:
    id: int
    name: str = "item"


COLUMNS: tuple[Column[Item], ...] = (
    Column("name", lambda: "Name", lambda item, here: item.name),
    Column("id", lambda: "No.", lambda item, here: str(item.id), is_number=True),
)


class Shelf:
    """A place that pages are read from."""

    def __init__(self, *ids: int) -> None:
        self.items = [Item(number) for number in ids]
        self.reads = 0

    def page(self, key: PageKey | None, limit: int) -> Page[Item]:
        self.reads += 1
        start = key[0] if key else 0
        rows = tuple(self.items[start : start + limit])
        more = start + limit < len(self.items)
        return Page(rows, (start + limit,) if more else None)


@pytest.fixture
def runner(qtbot: QtBot) -> Iterator[Runner]:
    runner = Runner()
    yield runner
    runner.close()


@pytest.fixture
def table(runner: Runner) -> PagedTable[Item]:
    return PagedTable(runner, COLUMNS, HERE, runner)


def load(qtbot: QtBot, table: PagedTable[Item], shelf: Shelf) -> None:
    with qtbot.waitSignal(table.loaded):
        table.show_rows(shelf.page)


def reload(qtbot: QtBot, table: PagedTable[Item]) -> None:
    with qtbot.waitSignal(table.loaded):
        table.reload()


def ids(table: PagedTable[Item]) -> list[int]:
    return [table.record(row).id for row in range(table.rowCount())]


def test_pages_follow_one_another_until_nothing_is_left(
    qtbot: QtBot, table: PagedTable[Item]
) -> None:
    shelf = Shelf(*range(PAGE + 5))
    load(qtbot, table, shelf)
    assert table.rowCount() == PAGE
    assert table.canFetchMore(QModelIndex())
    with qtbot.waitSignal(table.loaded):
        table.fetchMore(QModelIndex())
    assert ids(table) == list(range(PAGE + 5))
    assert not table.canFetchMore(QModelIndex())


def test_cells_come_from_memory(qtbot: QtBot, table: PagedTable[Item]) -> None:
    shelf = Shelf(7)
    load(qtbot, table, shelf)
    reads = shelf.reads
    index = table.index(0, 1)
    assert index.data() == "7"
    assert Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole)) & (
        Qt.AlignmentFlag.AlignRight
    )
    assert table.headerData(0, Qt.Orientation.Horizontal) == "Name"
    assert shelf.reads == reads


def test_a_reload_keeps_persistent_rows_on_their_records(
    qtbot: QtBot, table: PagedTable[Item]
) -> None:
    shelf = Shelf(1, 2, 3, 4)
    load(qtbot, table, shelf)
    kept = QPersistentModelIndex(table.index(2, 0))
    shelf.items = [Item(9), Item(4), Item(3), Item(1)]
    resets = QSignalSpy(table.modelReset)
    reload(qtbot, table)
    assert ids(table) == [9, 4, 3, 1]
    assert table.record(kept.row()).id == 3
    assert table.row_of(3) == 2
    assert resets.count() == 0


def test_a_changed_record_is_repainted_and_no_other(qtbot: QtBot, table: PagedTable[Item]) -> None:
    shelf = Shelf(1, 2, 3)
    load(qtbot, table, shelf)
    changes = QSignalSpy(table.dataChanged)
    shelf.items[1] = replace(shelf.items[1], name="renamed")
    reload(qtbot, table)
    assert [changes.at(place)[0].row() for place in range(changes.count())] == [1]
    assert table.index(1, 0).data() == "renamed"


def test_a_reload_reads_as_many_rows_as_are_shown(qtbot: QtBot, table: PagedTable[Item]) -> None:
    shelf = Shelf(*range(3 * PAGE))
    load(qtbot, table, shelf)
    with qtbot.waitSignal(table.loaded):
        table.fetchMore(QModelIndex())
    reload(qtbot, table)
    assert table.rowCount() == 2 * PAGE
    assert table.has_more


def test_a_record_that_moved_between_two_pages_is_listed_once(
    qtbot: QtBot, table: PagedTable[Item]
) -> None:
    shelf = Shelf(*range(PAGE + 2))
    load(qtbot, table, shelf)
    shelf.items.insert(0, Item(9_999))
    with qtbot.waitSignal(table.loaded):
        table.fetchMore(QModelIndex())
    assert sorted(ids(table)) == list(range(PAGE + 2))


def test_a_failed_read_keeps_the_rows_and_is_told(
    qtbot: QtBot, runner: Runner, table: PagedTable[Item]
) -> None:
    shelf = Shelf(1, 2)
    load(qtbot, table, shelf)

    def broken(key: PageKey | None, limit: int) -> Page[Item]:
        raise Unavailable("database.busy")

    with qtbot.waitSignal(runner.failed):
        table.show_rows(broken)
    assert ids(table) == [1, 2]
    assert not table.is_loading
    load(qtbot, table, shelf)


def test_only_the_newest_wish_is_shown(qtbot: QtBot, table: PagedTable[Item]) -> None:
    first, second = Shelf(1), Shelf(2)
    with qtbot.waitSignal(table.loaded):
        table.show_rows(first.page)
        table.show_rows(second.page)
    assert ids(table) == [2]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(readings=st.lists(st.lists(st.integers(0, 9), unique=True), min_size=2, max_size=4))
def test_any_sequence_of_readings_keeps_the_rules_of_item_models(
    qtbot: QtBot, table: PagedTable[Item], readings: list[list[int]]
) -> None:
    shelf = Shelf()
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    QAbstractItemModelTester(table, mode, table)
    load(qtbot, table, shelf)
    for reading in readings:
        shelf.items = [Item(number) for number in reading]
        reload(qtbot, table)
        assert ids(table) == reading
