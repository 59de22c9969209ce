"""Shapes tell states apart without colour; strip labels stay inside and never cover each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication

from desktop.ui.paint.labels import draw_badge, draw_chip, draw_initials
from desktop.ui.paint.shapes import draw_shape
from desktop.ui.paint.strip import (
    Segment,
    SegmentKind,
    Strip,
    StripLabel,
    draw_strip,
    place_labels,
    position,
    strip_height,
)
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import DARK, LIGHT

START = datetime(2026, 11, 23, 2, 6, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("qapp")


def minutes(count: float) -> datetime:
    return START + timedelta(minutes=count)


def canvas(width: int, height: int, colour: QColor) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(colour)
    return image


def silhouette(state: SlaState) -> set[tuple[int, int]]:
    """Return the dark pixels of a shape: what is left of it in black and white."""
    image = canvas(14, 14, LIGHT.base)
    painter = QPainter(image)
    draw_shape(painter, QRectF(0, 0, 14, 14), state, LIGHT)
    painter.end()
    return {
        (x, y) for x in range(14) for y in range(14) if image.pixelColor(x, y).lightnessF() < 0.75
    }


def test_every_two_shapes_differ_in_black_and_white() -> None:
    outlines = {state: silhouette(state) for state in SlaState}
    for one, other in combinations(SlaState, 2):
        together = outlines[one] | outlines[other]
        differing = outlines[one] ^ outlines[other]
        assert len(differing) / len(together) > 0.3, (one, other)


def test_a_shape_stays_in_its_rectangle() -> None:
    for state in SlaState:
        image = canvas(40, 40, LIGHT.base)
        painter = QPainter(image)
        draw_shape(painter, QRectF(13, 13, 14, 14), state, LIGHT)
        painter.end()
        outside = [
            image.pixelColor(x, y)
            for x in range(40)
            for y in range(40)
            if not (12 <= x < 28 and 12 <= y < 28)
        ]
        assert set(map(QColor.name, outside)) == {LIGHT.base.name()}, state


def test_chip_badge_and_initials_use_their_colours() -> None:
    image = canvas(200, 60, DARK.base)
    painter = QPainter(image)
    chip = draw_chip(painter, QPointF(5, 5), "−1 h", SlaState.OVERDUE, DARK)
    badge = draw_badge(painter, QPointF(150, 5), "12", DARK)
    draw_initials(painter, QRectF(160, 20, 30, 30), "AK", 7, DARK)
    painter.end()
    assert (
        image.pixelColor(int(chip.left()) + 1, int(chip.center().y()))
        == DARK.states[SlaState.OVERDUE].chip
    )
    assert badge.right() == 150
    assert image.pixelColor(175, 22) == DARK.people[1]


def a_strip(**changes: object) -> Strip:
    values: dict[str, object] = {
        "segments": [
            Segment(minutes(0), minutes(25), SegmentKind.COUNTED),
            Segment(minutes(25), minutes(33), SegmentKind.PAUSED),
            Segment(minutes(33), minutes(59), SegmentKind.COUNTED),
        ],
        "now_at": minutes(59),
        "due_at": minutes(68),
        "state": SlaState.CRITICAL,
        "labels": [
            StripLabel(minutes(0), "Received 02:06"),
            StripLabel(minutes(68), "First reply due 03:14"),
            StripLabel(minutes(59), "Now 03:05"),
        ],
    }
    return Strip(**(values | changes))  # type: ignore[arg-type]


def test_the_strip_shows_counted_time_up_to_now() -> None:
    image = canvas(400, 60, LIGHT.window)
    painter = QPainter(image)
    rect = QRectF(0, 0, 400, strip_height(QFontMetricsF(painter.font())))
    strip = a_strip()
    draw_strip(painter, rect, strip, LIGHT)
    painter.end()
    middle_of_bar = 20
    counted = LIGHT.states[SlaState.ON_TRACK].ink
    assert image.pixelColor(30, middle_of_bar) == counted
    after_now = int(position(rect, strip, minutes(63)))
    assert image.pixelColor(after_now, middle_of_bar) == LIGHT.base


def test_a_label_near_the_right_edge_flips_and_all_are_kept_when_there_is_room() -> None:
    rect = QRectF(0, 0, 600, 60)
    metrics = QFontMetricsF(QFont())
    placed = place_labels(metrics, rect, a_strip())
    assert [label.text for label in placed] == [
        "Received 02:06",
        "Now 03:05",
        "First reply due 03:14",
    ]


def test_a_paused_clock_has_no_due_mark() -> None:
    strip = a_strip(due_at=None, state=SlaState.PAUSED, labels=[])
    first, last = strip.span
    assert first == minutes(0)
    assert last > minutes(59)


@given(
    width=st.floats(min_value=20, max_value=900),
    marks=st.lists(
        st.tuples(st.floats(min_value=0, max_value=68), st.text("Wабв ", min_size=1, max_size=40)),
        max_size=5,
    ),
)
def test_labels_stay_inside_and_apart(
    qapp: QApplication, width: float, marks: list[tuple[float, str]]
) -> None:
    labels = [StripLabel(minutes(at), text) for at, text in marks]
    rect = QRectF(10, 0, width, 60)
    placed = place_labels(QFontMetricsF(QFont()), rect, a_strip(labels=labels))
    for label in placed:
        assert label.rect.left() >= rect.left() - 0.01
        assert label.rect.right() <= rect.right() + 0.01
    for one, other in pairwise(placed):
        assert one.rect.right() < other.rect.left()


def test_the_span_of_a_strip_is_counted_once() -> None:
    """Else a ticket of 2002 took a minute to paint: each of its 13,000 segments asks twice."""
    strip = a_strip()
    assert strip.span is strip.span
