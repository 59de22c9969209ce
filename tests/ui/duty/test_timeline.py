"""The timeline of duty: what it paints where, and gaps by mouse, by keyboard and in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from desktop.domain.duty_span import Span
from desktop.services.duty_board import Board, BoardRow
from desktop.ui.duty.timeline import ROW_HEIGHT, DutyTimeline
from desktop.ui.theme.tokens import tokens_of
from tests.services.duty_team import local

NIGHT = (local("18:00"), local("09:00", 1))
GAPS: tuple[Span, ...] = (
    (local("20:00", 2), local("23:00", 2)),
    (local("09:00", 5), local("18:00", 5)),
)
BOARD = Board(
    "Europe/Moscow",
    tuple(local("00:00", day) for day in range(8)),
    (
        BoardRow(1, "Anna Kern", "AK", (NIGHT,), ()),
        BoardRow(2, "Bob", "B", (), ((local("00:00", 3), local("00:00", 5)),)),
    ),
    tuple((local("09:00", day), local("18:00", day)) for day in range(5)),
    GAPS,
)


@pytest.fixture
def timeline(qtbot: QtBot) -> Iterator[DutyTimeline]:
    widget = DutyTimeline()
    qtbot.addWidget(widget)
    widget.show_board(BOARD)
    widget.resize(1040, widget.sizeHint().height())
    widget.show()
    yield widget


def spot(timeline: DutyTimeline, at: datetime, line: int) -> QPoint:
    """A point at an instant in a row; row 0 is the coverage."""
    head = timeline.height() - 1 - (len(BOARD.rows) + 1) * ROW_HEIGHT
    names = timeline._names_width()
    share = (at - BOARD.days[0]) / (BOARD.days[-1] - BOARD.days[0])
    x = names + (timeline.width() - names) * share
    return QPoint(round(x), head + line * ROW_HEIGHT + ROW_HEIGHT // 2)


def colour(timeline: DutyTimeline, at: datetime, line: int) -> QColor:
    return timeline.grab().toImage().pixelColor(spot(timeline, at, line))


def test_duty_is_painted_in_the_row_of_its_person_alone(timeline: DutyTimeline) -> None:
    tokens = tokens_of(timeline.palette())
    night = local("06:00", 1)
    assert colour(timeline, night, 1) == tokens.people[1]
    assert colour(timeline, night, 2) == tokens.base


def test_working_hours_are_a_thin_bar(timeline: DutyTimeline) -> None:
    tokens = tokens_of(timeline.palette())
    assert colour(timeline, local("13:00"), 2) == tokens.hairline
    assert colour(timeline, local("21:00"), 2) == tokens.base


def test_coverage_is_solid_but_where_nobody_is(timeline: DutyTimeline) -> None:
    tokens = tokens_of(timeline.palette())
    assert colour(timeline, local("12:00", 1), 0) == tokens.border
    image = timeline.grab().toImage()
    middle = spot(timeline, local("13:00", 5), 0)
    found = {image.pixelColor(middle.x() + step, middle.y()).name() for step in range(-10, 10)}
    assert tokens.border.name() not in found
    assert tokens.base.name() in found


def test_a_gap_is_chosen_by_a_click_on_it_and_nothing_else_is(
    timeline: DutyTimeline, qtbot: QtBot
) -> None:
    chosen: list[Span] = []
    timeline.gap_chosen.connect(lambda start, end: chosen.append((start, end)))
    left = Qt.MouseButton.LeftButton
    QTest.mouseClick(timeline, left, pos=spot(timeline, local("12:00", 5), 0))
    QTest.mouseClick(timeline, left, pos=spot(timeline, local("12:00", 5), 1))
    QTest.mouseClick(timeline, left, pos=spot(timeline, local("12:00", 1), 0))
    assert chosen == [GAPS[1]]


def test_the_keyboard_goes_from_gap_to_gap(timeline: DutyTimeline) -> None:
    chosen: list[Span] = []
    timeline.gap_chosen.connect(lambda start, end: chosen.append((start, end)))
    QTest.keyClick(timeline, Qt.Key.Key_Return)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(timeline, key)
    QTest.keyClick(timeline, Qt.Key.Key_Left)
    QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert chosen == [GAPS[1], GAPS[0]]


def test_it_is_told_in_words_too(timeline: DutyTimeline) -> None:
    assert timeline.accessibleDescription().splitlines() == [
        "Anna Kern: 18:00 – Tue 09:00",
        "Bob: no duty",
        "Gap: nobody on duty Wed 20:00 – Wed 23:00",
        "Gap: nobody on duty Sat 09:00 – Sat 18:00",
    ]


def test_without_a_board_it_paints_nothing_and_takes_no_key(qtbot: QtBot) -> None:
    widget = DutyTimeline()
    qtbot.addWidget(widget)
    widget.show()
    widget.grab()
    QTest.keyClick(widget, Qt.Key.Key_Right)
    assert widget.accessibleDescription() == ""
