"""The timeline of duty: what it paints where, and what mouse and keyboard propose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.domain.duty_span import Span
from desktop.services.duty_blocks import BoardBlock
from desktop.ui.duty.duty_timeline import DutyTimeline
from desktop.ui.duty.proposal import Proposal
from desktop.ui.duty.scene import Ghost
from desktop.ui.duty.timeline_paint import coverage_name
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import tokens_of
from tests.services.duty_team import local
from tests.ui.duty.boards import ANNA, BOB, CAT, DRAFT, GAPS, LOCKED, NIGHT, NOW, board, spot

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
COVERAGE = -1
HOUR = timedelta(hours=1)


class Heard:
    """What a timeline said."""

    def __init__(self, timeline: DutyTimeline) -> None:
        self.proposals: list[Proposal] = []
        self.gaps: list[Span] = []
        self.hours: list[tuple[int, datetime, datetime]] = []
        self.forms: list[BoardBlock] = []
        self.deleted: list[BoardBlock] = []
        self.turns: list[int] = []
        timeline.proposed.connect(self.proposals.append)
        timeline.gap_chosen.connect(lambda start, end: self.gaps.append((start, end)))
        timeline.hours_chosen.connect(lambda *hours: self.hours.append(hours))
        timeline.form_wanted.connect(self.forms.append)
        timeline.delete_wanted.connect(self.deleted.append)
        timeline.turn_wanted.connect(self.turns.append)


def judge(proposal: Proposal) -> Ghost:
    """Bob cannot have anything, Cat should not."""
    if proposal.person_id == BOB:
        return Ghost(proposal, "▲ already on duty then", is_refused=True)
    return Ghost(proposal, "▲ off sick" if proposal.person_id == CAT else "")


@pytest.fixture
def timeline(qtbot: QtBot) -> Iterator[DutyTimeline]:
    widget = DutyTimeline(judge)
    qtbot.addWidget(widget)
    widget.show_board(board(), NOW)
    widget.resize(1272, widget.sizeHint().height())
    widget.show()
    widget.setFocus()
    yield widget


@pytest.fixture
def heard(timeline: DutyTimeline) -> Heard:
    return Heard(timeline)


def colour(timeline: DutyTimeline, at: datetime, line: int) -> QColor:
    return timeline.grab().toImage().pixelColor(spot(timeline, at, line))


def drag(
    timeline: DutyTimeline,
    start: QPoint,
    end: QPoint,
    held: Qt.KeyboardModifier = NONE,
    *,
    drop: bool = True,
) -> None:
    QTest.mousePress(timeline, LEFT, NONE, start)
    for at in (start + QPoint(5, 0), end):
        QApplication.sendEvent(timeline, _move(timeline, QPointF(at), held))
    if drop:
        QTest.mouseRelease(timeline, LEFT, held, end)


def _move(timeline: DutyTimeline, at: QPointF, held: Qt.KeyboardModifier) -> QMouseEvent:
    kind, button = QEvent.Type.MouseMove, Qt.MouseButton.NoButton
    return QMouseEvent(kind, at, timeline.mapToGlobal(at), button, LEFT, held)


def key(timeline: DutyTimeline, *keys: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
    for each in keys:
        QTest.keyClick(timeline, each, held)


def test_duty_is_painted_in_the_row_of_its_person_alone(timeline: DutyTimeline) -> None:
    tokens = tokens_of(timeline.palette())
    assert colour(timeline, local("03:00", 1), 0) == tokens.people[ANNA]
    assert colour(timeline, local("03:00", 1), 2) == tokens.base


def test_working_hours_are_a_thin_bar(timeline: DutyTimeline) -> None:
    tokens = tokens_of(timeline.palette())
    assert colour(timeline, local("13:00"), 2) == tokens.border
    assert colour(timeline, local("21:00"), 2) == tokens.base


def test_a_draft_is_an_outline(timeline: DutyTimeline) -> None:
    tokens = tokens_of(timeline.palette())
    middle = spot(timeline, local("22:00", 2), 1)
    assert timeline.grab().toImage().pixelColor(middle) == tokens.base


def test_a_holiday_is_shaded(timeline: DutyTimeline) -> None:
    assert colour(timeline, local("22:00", 4), 2) == tokens_of(timeline.palette()).note


def test_coverage_is_filled_where_somebody_is_and_hatched_where_nobody_is(
    timeline: DutyTimeline,
) -> None:
    tokens = tokens_of(timeline.palette())
    filled = tokens.states[SlaState.ON_TRACK].chip
    assert colour(timeline, local("03:00", 1), COVERAGE) == filled
    assert colour(timeline, local("13:00", 2), COVERAGE) == filled
    image = timeline.grab().toImage()
    middle = spot(timeline, local("13:00", 6), COVERAGE)
    found = {image.pixelColor(middle.x() + step, middle.y()).name() for step in range(-10, 10)}
    assert filled.name() not in found
    assert tokens.danger.name() in found


def test_without_a_block_the_coverage_is_empty_even_where_nothing_was_promised(
    timeline: DutyTimeline,
) -> None:
    """It is computed from the blocks, whatever the report of gaps says."""
    timeline.show_board(board(gaps=()), NOW)
    assert colour(timeline, local("03:00", 3), COVERAGE) == tokens_of(timeline.palette()).base


def test_a_click_chooses_a_gap_or_a_block(timeline: DutyTimeline, heard: Heard) -> None:
    QTest.mouseClick(timeline, LEFT, NONE, spot(timeline, local("12:00", 6), COVERAGE))
    QTest.mouseClick(timeline, LEFT, NONE, spot(timeline, local("12:00", 1), COVERAGE))
    assert heard.gaps == [GAPS[1]]
    QTest.mouseClick(timeline, LEFT, NONE, spot(timeline, local("22:00"), 0))
    assert timeline.selected == NIGHT
    QTest.mouseClick(timeline, LEFT, NONE, spot(timeline, local("22:00"), 2))
    assert not timeline.selected
    assert heard.proposals == []


def test_a_drag_on_empty_hours_makes_a_duty_in_whole_hours(
    timeline: DutyTimeline, heard: Heard
) -> None:
    start, end = spot(timeline, local("18:10", 1), 0), spot(timeline, local("22:50", 1), 0)
    drag(timeline, start, end)
    assert heard.proposals == [Proposal(None, ANNA, local("18:00", 1), local("23:00", 1))]


def test_alt_makes_the_steps_quarters_of_an_hour(timeline: DutyTimeline, heard: Heard) -> None:
    timeline.resize(6000, timeline.height())
    start, end = spot(timeline, local("18:15", 1), 0), spot(timeline, local("22:45", 1), 0)
    drag(timeline, start, end, ALT)
    assert heard.proposals == [Proposal(None, ANNA, local("18:15", 1), local("22:45", 1))]


def test_a_drag_of_an_end_resizes(timeline: DutyTimeline, heard: Heard) -> None:
    edge = spot(timeline, NIGHT.end_at, 0) - QPoint(2, 0)
    drag(timeline, edge, spot(timeline, local("12:00", 1), 2))
    edge = spot(timeline, NIGHT.start_at, 0) + QPoint(2, 0)
    drag(timeline, edge, spot(timeline, local("20:00"), 0))
    assert heard.proposals == [
        Proposal(NIGHT, ANNA, NIGHT.start_at, local("12:00", 1)),
        Proposal(NIGHT, ANNA, local("20:00"), NIGHT.end_at),
    ]


def test_an_end_is_never_dragged_past_the_other(timeline: DutyTimeline, heard: Heard) -> None:
    edge = spot(timeline, NIGHT.end_at, 0) - QPoint(2, 0)
    drag(timeline, edge, spot(timeline, local("06:00"), 0))
    assert heard.proposals == [Proposal(NIGHT, ANNA, NIGHT.start_at, NIGHT.start_at + HOUR)]


def test_a_drag_to_another_row_reassigns_and_moves(timeline: DutyTimeline, heard: Heard) -> None:
    start = spot(timeline, local("22:00"), 0)
    drag(timeline, start, spot(timeline, local("22:00"), 2))
    drag(timeline, start, spot(timeline, local("22:00", 1), 0))
    assert heard.proposals == [
        Proposal(NIGHT, CAT, NIGHT.start_at, NIGHT.end_at),
        Proposal(NIGHT, ANNA, local("18:00", 1), local("09:00", 2)),
    ]


def test_a_double_booking_is_red_while_it_is_dragged(timeline: DutyTimeline) -> None:
    drag(timeline, spot(timeline, local("22:00"), 0), spot(timeline, local("22:00"), 1), drop=False)
    assert timeline.cursor().shape() is Qt.CursorShape.ForbiddenCursor
    tokens = tokens_of(timeline.palette())
    image = timeline.grab().toImage()
    geometry = timeline.geometry_now()
    assert geometry is not None
    ghost = geometry.block_rect(replace(NIGHT, person_id=BOB), 1)
    edge = image.pixelColor(round(ghost.center().x()), round(ghost.top()) + 1)
    assert abs(edge.hue() - tokens.danger.hue()) < 5


def test_escape_gives_a_drag_up(timeline: DutyTimeline, heard: Heard) -> None:
    end = spot(timeline, local("22:00", 1), 0)
    drag(timeline, spot(timeline, local("22:00"), 0), end, drop=False)
    key(timeline, Qt.Key.Key_Escape)
    QTest.mouseRelease(timeline, LEFT, NONE, end)
    assert heard.proposals == []


def test_a_locked_block_is_chosen_but_not_moved(timeline: DutyTimeline, heard: Heard) -> None:
    start = spot(timeline, local("13:00", 5), 0)
    drag(timeline, start, spot(timeline, local("13:00", 6), 0))
    QTest.mouseClick(timeline, LEFT, NONE, start)
    assert timeline.selected == LOCKED
    key(timeline, Qt.Key.Key_Right, held=ALT)
    assert heard.proposals == []


def test_what_was_dropped_stays_shown_until_the_next_board(timeline: DutyTimeline) -> None:
    before = timeline.grab().toImage()
    drag(timeline, spot(timeline, local("18:00", 1), 2), spot(timeline, local("22:00", 1), 2))
    QTest.mouseMove(timeline, QPoint(1, 1))
    assert timeline.grab().toImage() != before
    timeline.forget_proposal()
    key(timeline, Qt.Key.Key_Home)
    assert colour(timeline, local("20:00", 1), 2) == tokens_of(timeline.palette()).base


def test_the_arrows_go_over_hours_and_people_and_choose_what_they_meet(
    timeline: DutyTimeline,
) -> None:
    assert timeline.accessibleName() == "Anna Kern, Tue 24 Nov 12:00 – 13:00"
    key(timeline, *[Qt.Key.Key_Left] * 5)
    assert timeline.selected == NIGHT
    assert timeline.accessibleName() == (
        "Anna Kern, Mon 23 Nov 18:00 – Tue 24 Nov 09:00, night, by rotation"
    )
    key(timeline, Qt.Key.Key_Down)
    assert not timeline.selected
    assert timeline.accessibleName() == "Bob, Tue 24 Nov 07:00 – 08:00"
    key(timeline, Qt.Key.Key_Up, Qt.Key.Key_Up)
    assert timeline.accessibleName() == "Coverage, Tue 24 Nov 07:00 – 08:00"


def test_shift_marks_hours_and_enter_assigns_them(timeline: DutyTimeline, heard: Heard) -> None:
    key(timeline, Qt.Key.Key_Right, Qt.Key.Key_Right, held=SHIFT)
    key(timeline, Qt.Key.Key_Return)
    assert heard.hours == [(ANNA, local("12:00", 1), local("15:00", 1))]
    assert timeline.marked == heard.hours[0]
    key(timeline, Qt.Key.Key_Escape)
    assert not timeline.marked


def test_enter_on_a_gap_or_a_block_opens_what_it_is(timeline: DutyTimeline, heard: Heard) -> None:
    key(timeline, Qt.Key.Key_Up)
    key(timeline, Qt.Key.Key_Right, held=Qt.KeyboardModifier.ControlModifier)
    key(timeline, *[Qt.Key.Key_Right] * 9, Qt.Key.Key_Return)
    assert heard.gaps == [GAPS[0]]
    timeline.choose(NIGHT)
    key(timeline, Qt.Key.Key_F2)
    QTest.mouseClick(timeline, LEFT, NONE, spot(timeline, local("22:00"), 0))
    key(timeline, Qt.Key.Key_Enter, Qt.Key.Key_Delete)
    assert heard.forms == [NIGHT, NIGHT]
    assert heard.deleted == [NIGHT]


def test_alt_and_arrows_resize_and_reassign(timeline: DutyTimeline, heard: Heard) -> None:
    timeline.choose(NIGHT)
    key(timeline, Qt.Key.Key_Right, held=ALT)
    key(timeline, Qt.Key.Key_Left, held=ALT | SHIFT)
    timeline.choose(DRAFT)
    key(timeline, Qt.Key.Key_Down, held=ALT)
    assert heard.proposals == [
        Proposal(NIGHT, ANNA, NIGHT.start_at, NIGHT.end_at + HOUR),
        Proposal(NIGHT, ANNA, NIGHT.start_at - HOUR, NIGHT.end_at),
        Proposal(DRAFT, CAT, DRAFT.start_at, DRAFT.end_at),
    ]


def test_nobody_is_above_the_first_person(timeline: DutyTimeline, heard: Heard) -> None:
    timeline.choose(NIGHT)
    key(timeline, Qt.Key.Key_Up, held=ALT)
    assert heard.proposals == []


def test_pages_are_turned_by_keys(timeline: DutyTimeline, heard: Heard) -> None:
    key(timeline, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
    assert heard.turns == [1, -1]


def test_a_block_that_was_moved_stays_chosen(timeline: DutyTimeline) -> None:
    timeline.choose(NIGHT)
    later = replace(NIGHT, start_at=NIGHT.start_at + HOUR)
    timeline.show_board(board(night=later), NOW)
    assert timeline.selected == later


def test_it_is_told_in_words_too(timeline: DutyTimeline) -> None:
    assert timeline.accessibleDescription().splitlines() == [
        "Anna Kern: 18:00 – Tue 09:00, Sat 10:00 – Sat 16:00",
        "Bob: no duty, Vacation Thu 00:00 – Sat 00:00",
        "Gap: nobody on duty Wed 20:00 – Wed 23:00",
        "Gap: nobody on duty Sun 09:00 – Sun 18:00",
    ]


def test_without_a_board_it_paints_nothing_and_takes_no_key(qtbot: QtBot) -> None:
    widget = DutyTimeline()
    qtbot.addWidget(widget)
    widget.show()
    widget.grab()
    key(widget, Qt.Key.Key_Right)
    QTest.mouseClick(widget, LEFT)
    assert widget.accessibleDescription() == ""


def test_a_second_person_has_a_line_below_the_others(timeline: DutyTimeline) -> None:
    alone = timeline.sizeHint().height()
    shown = board()
    second = replace(NIGHT, person_id=CAT, start_at=local("22:00"))
    rows = (*shown.rows[:2], replace(shown.rows[2], blocks=(second,)))
    timeline.show_board(replace(shown, rows=rows), NOW)
    timeline.resize(1272, timeline.sizeHint().height())
    assert timeline.sizeHint().height() > alone
    tokens = tokens_of(timeline.palette())
    assert colour(timeline, local("04:00", 1), 3) == tokens.people[CAT]
    assert colour(timeline, local("20:00"), 3) == tokens.base
    QTest.mouseClick(timeline, LEFT, NONE, spot(timeline, local("04:00", 1), 3))
    assert not timeline.selected


def test_coverage_is_told_in_hours_and_floored_percent(timeline: DutyTimeline) -> None:
    geometry = timeline.geometry_now()
    assert geometry is not None
    point = QPointF(spot(timeline, local("12:00"), COVERAGE))
    assert timeline.told_at(geometry, point) == "", "nothing is asked for"
    asked = replace(board(), required=200 * HOUR, covered=199 * HOUR)
    timeline.show_board(asked, NOW)
    geometry = timeline.geometry_now()
    assert geometry is not None
    told = "Coverage 99 %: 199 h of 200 h that need somebody"
    assert timeline.told_at(geometry, point) == told
    assert told in timeline.accessibleDescription()
    assert coverage_name(asked) == "Coverage 99 %"
