"""The SLA strip: what was counted, paused or closed, where now is, and when the clock is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QFontMetricsF, QPainter, QPen

from desktop.ui.paint.shapes import SHAPE_SIDE, draw_shape
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import Tokens

BAR_HEIGHT = 12.0
GAP = 4.0

Gap = tuple[float, float]


class SegmentKind(StrEnum):
    COUNTED = "counted"
    PAUSED = "paused"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time and whether the clock ran in it."""

    from_at: datetime
    until_at: datetime
    kind: SegmentKind


@dataclass(frozen=True, slots=True)
class StripLabel:
    """A word under the bar at an instant, such as "Received 02:06"; `text` is translated."""

    at: datetime
    text: str


@dataclass(frozen=True)
class Strip:
    """What the strip of one clock shows; a clock that stands still has no `due_at`.

    `labels` are given by importance: when room is short the later ones are left out.
    """

    segments: Sequence[Segment]
    now_at: datetime
    due_at: datetime | None
    state: SlaState
    labels: Sequence[StripLabel]

    @cached_property
    def span(self) -> tuple[datetime, datetime]:
        """The first and last instant shown, with room to the right of what comes last.

        Kept: a ticket of years has thousands of segments, and each is placed by it twice.
        """
        starts = [segment.from_at for segment in self.segments] or [self.now_at]
        ends = [segment.until_at for segment in self.segments]
        first = min(starts)
        last = max([self.now_at, *ends, *([self.due_at] if self.due_at else [])])
        return first, last + (last - first) / 20


@dataclass(frozen=True, slots=True)
class PlacedLabel:
    """A label with its place: inside the strip, and not over the one before it."""

    rect: QRectF
    text: str
    full_text: str


def strip_height(metrics: QFontMetricsF) -> float:
    """Return the height a strip needs: room for the due mark, the bar, and one line of labels."""
    return SHAPE_SIDE + BAR_HEIGHT + GAP + metrics.height()


def draw_strip(painter: QPainter, rect: QRectF, strip: Strip, tokens: Tokens) -> None:
    """Draw the bar with its marks, and the labels under it, in the painter's font."""
    bar = QRectF(rect.left(), rect.top() + SHAPE_SIDE, rect.width(), BAR_HEIGHT)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(bar, tokens.base)
    for segment in strip.segments:
        _draw_segment(painter, bar, strip, segment, tokens)
    painter.setPen(QPen(tokens.border, 1.0))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(bar.adjusted(0.5, 0.5, -0.5, -0.5))
    _draw_marks(painter, bar, strip, tokens)
    painter.setPen(tokens.muted)
    for label in place_labels(QFontMetricsF(painter.font()), rect, strip):
        painter.drawText(label.rect, Qt.AlignmentFlag.AlignLeft, label.text)
    painter.restore()


def place_labels(metrics: QFontMetricsF, rect: QRectF, strip: Strip) -> list[PlacedLabel]:
    """Place the labels, the most important (first) one first, so that none covers another.

    A label starts at its instant; it flips to end there when it would cross the right edge or a
    label already placed; it is shortened (the widget's tooltip has `full_text`) when only less
    room is left, and left out when not even three letters fit.
    """
    top = rect.top() + SHAPE_SIDE + BAR_HEIGHT + GAP
    free = [(rect.left(), rect.right())]
    placed: list[PlacedLabel] = []
    for label in strip.labels:
        x = position(rect, strip, label.at)
        width = metrics.horizontalAdvance(label.text) + 1
        room = _room(free, x, width)
        if room is None or room[1] - room[0] < metrics.horizontalAdvance("mmm…"):
            continue
        left, right = room
        text = metrics.elidedText(label.text, Qt.TextElideMode.ElideRight, right - left)
        placed.append(
            PlacedLabel(QRectF(left, top, right - left, metrics.height()), text, label.text)
        )
        free = [part for gap in free for part in _without(gap, left - 2 * GAP, right + 2 * GAP)]
    return sorted(placed, key=lambda label: label.rect.left())


def _room(free: list[Gap], x: float, width: float) -> Gap | None:
    """Return where a label of `width` that belongs to `x` goes: at x, up to x, or what is left."""
    for left, right in ((x, x + width), (x - width, x)):
        if any(gap[0] <= left and right <= gap[1] for gap in free):
            return left, right
    if not free:
        return None
    left, right = min(free, key=lambda gap: max(gap[0] - x, x - gap[1], 0.0))
    if right - left <= width:
        return left, right
    start = min(max(left, x - width / 2), right - width)
    return start, start + width


def _without(gap: Gap, left: float, right: float) -> list[Gap]:
    """Return what is left of `gap` once `left` to `right` is taken."""
    start, end = gap
    if right <= start or end <= left:
        return [gap]
    return [part for part in ((start, left), (right, end)) if part[0] < part[1]]


def position(rect: QRectF, strip: Strip, at: datetime) -> float:
    """Return the x of an instant."""
    first, last = strip.span
    whole = (last - first).total_seconds()
    share = (at - first).total_seconds() / whole if whole else 0.0
    return rect.left() + rect.width() * min(1.0, max(0.0, share))


def _draw_segment(
    painter: QPainter, bar: QRectF, strip: Strip, segment: Segment, tokens: Tokens
) -> None:
    left, right = position(bar, strip, segment.from_at), position(bar, strip, segment.until_at)
    box = QRectF(left, bar.top(), right - left, bar.height())
    match segment.kind:
        case SegmentKind.COUNTED:
            painter.fillRect(box, tokens.states[SlaState.ON_TRACK].ink)
        case SegmentKind.PAUSED:
            painter.fillRect(box, QBrush(tokens.text, Qt.BrushStyle.BDiagPattern))
        case SegmentKind.CLOSED:
            painter.fillRect(box, tokens.hairline)


def _draw_marks(painter: QPainter, bar: QRectF, strip: Strip, tokens: Tokens) -> None:
    now = position(bar, strip, strip.now_at)
    painter.setPen(QPen(tokens.text, 2.0))
    painter.drawLine(QPointF(now, bar.top() - GAP), QPointF(now, bar.bottom() + GAP))
    if strip.due_at is None:
        return
    due = position(bar, strip, strip.due_at)
    painter.setPen(QPen(tokens.states[strip.state].ink, 2.0))
    painter.drawLine(QPointF(due, bar.top()), QPointF(due, bar.bottom() + GAP))
    side = SHAPE_SIDE - 2
    at = QRectF(due - side / 2, bar.top() - side - 1, side, side)
    draw_shape(painter, at, strip.state, tokens)
