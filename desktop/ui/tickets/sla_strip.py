"""The deadlines at the head of a ticket: a chip for each clock, and the strip of the next one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.sla import ClockKind, ClockResult
from desktop.domain.sla_clock import ClockState, Motion
from desktop.domain.sla_clock import Segment as Spell
from desktop.domain.sla_evaluate import Evaluation
from desktop.ui.formats import near_text
from desktop.ui.paint.labels import RADIUS, chip_size, draw_chip
from desktop.ui.paint.shapes import SHAPE_SIDE, draw_shape
from desktop.ui.paint.strip import (
    Segment,
    SegmentKind,
    Strip,
    StripLabel,
    draw_strip,
    strip_height,
)
from desktop.ui.sla_cell import Deadline, sla_cell, sla_sentence, state_of, target_word
from desktop.ui.sla_state import SlaState
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, small, strong
from desktop.ui.tickets.spoken import spoken_words
from desktop.ui.widgets.tooltips import plain_tooltip

SHOWN = frozenset(ClockResult) - {ClockResult.CANCELLED, ClockResult.MERGED, ClockResult.NONE}


def shown_clocks(evaluation: Evaluation) -> list[ClockState]:
    """Return the latest round of each clock that says something; replies first, then the rest."""
    latest = {clock.kind: clock for clock in evaluation.clocks if clock.result in SHOWN}
    return [latest[kind] for kind in ClockKind if kind in latest]


def leading_clock(evaluation: Evaluation) -> ClockState | None:
    """Return the clock of the strip: due next, else paused, else the one that ended last."""
    if evaluation.next_due is not None:
        return evaluation.next_due
    clocks = shown_clocks(evaluation)
    paused = [clock for clock in clocks if clock.result is ClockResult.PAUSED]
    return max(paused or clocks, key=lambda clock: clock.stopped_at or evaluation.at, default=None)


def deadline_of_clock(clock: ClockState) -> Deadline:
    """Return a judged clock as what its chip says."""
    return Deadline(clock.result, clock.kind, clock.due_at, clock.target, clock.met_until)


class ClockChip(QAbstractButton):
    """One clock in a line: shape, which promise, and how far it is; pressed, it explains itself."""

    def __init__(self, clock: ClockState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.clock = clock
        self._deadline = deadline_of_clock(clock)
        self._state: SlaState | None = None
        self._text = ""
        self._is_loud = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def tick(self, now: datetime, zone: tzinfo) -> None:
        """Write the countdown for another instant."""
        cell = sla_cell(self._deadline, now, zone)
        self._state = cell.state
        self._text = f"{cell.target} {cell.remaining}"
        sentence = sla_sentence(self._deadline, now, zone)
        self.setAccessibleName(sentence)
        self.setToolTip(plain_tooltip(f"{sentence} {self._spent(now)}"))
        self._is_loud = cell.is_loud
        self.updateGeometry()
        self.update()

    @override
    def sizeHint(self) -> QSize:
        size = chip_size(QFontMetricsF(self._chip_font()), self._text)
        width = round(size.width() + SHAPE_SIDE) + Space.TIGHT
        return QSize(width, max(round(size.height()), Space.SECTION))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._state is None:
            return
        tokens = tokens_of(self.palette())
        painter = QPainter(self)
        painter.setFont(self._chip_font())
        shape = QRectF(0, (self.height() - SHAPE_SIDE) / 2, SHAPE_SIDE, SHAPE_SIDE)
        draw_shape(painter, shape, self._state, tokens)
        chip = chip_size(QFontMetricsF(painter.font()), self._text)
        at = QPointF(SHAPE_SIDE + Space.TIGHT, (self.height() - chip.height()) / 2)
        box = draw_chip(painter, at, self._text, self._state, tokens)
        if self.hasFocus():
            painter.setPen(QPen(tokens.accent, 2.0))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _spent(self, now: datetime) -> str:
        words, clock = spoken_words(), self.clock
        text = self.tr("{used} of {target} used. Press for the calculation.")
        if clock.paused:
            text = self.tr(
                "{used} of {target} used, paused for {paused}. Press for the calculation."
            )
        return text.format(
            used=words.span(clock.used_by(now)),
            target=words.span(clock.target),
            paused=words.span(clock.paused),
        )

    def _chip_font(self) -> QFont:
        return strong(self.font()) if self._is_loud else self.font()


class SlaStrip(QWidget):
    """What was counted, paused and closed of one clock, where now is, and when it is due."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock: ClockState | None = None
        self._strip: Strip | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def has_clock(self) -> bool:
        """Say whether there is something to draw."""
        return self._strip is not None

    def show_clock(self, clock: ClockState | None, now: datetime, zone: tzinfo) -> None:
        """Show a judged clock as of `now`; None shows nothing."""
        self._clock = clock
        self._strip = None if clock is None else self._strip_of(clock, now, zone)
        if clock is not None:
            self.setAccessibleName(sla_sentence(deadline_of_clock(clock), now, zone))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(200, round(strip_height(QFontMetricsF(small(self.font())))))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._strip is None:
            return
        painter = QPainter(self)
        painter.setFont(small(self.font()))
        draw_strip(painter, self.rect().toRectF(), self._strip, tokens_of(self.palette()))
        painter.end()

    def _strip_of(self, clock: ClockState, now: datetime, zone: tzinfo) -> Strip:
        end = clock.stopped_at or now
        name = target_word(clock.kind)
        labels = [
            StripLabel(
                clock.started_at,
                self.tr("Received {time}").format(time=near_text(clock.started_at, now, zone)),
            )
        ]
        if clock.due_at is not None:
            text = self.tr("{clock} due {time}")
            due = text.format(clock=name, time=near_text(clock.due_at, now, zone))
            labels.insert(0, StripLabel(clock.due_at, due))
        if clock.stopped_at is None:
            labels.append(
                StripLabel(now, self.tr("Now {time}").format(time=near_text(now, now, zone)))
            )
        return Strip(
            segments=drawn_segments(clock.segments, end),
            now_at=end,
            due_at=clock.due_at,
            state=state_of(deadline_of_clock(clock), now) or SlaState.ON_TRACK,
            labels=labels,
        )


def drawn_segments(spells: Sequence[Spell], end: datetime) -> list[Segment]:
    """Return the judged spells of a clock as the strip draws them; the last one grows to `end`.

    Neighbours that look alike are one: a seam between them would look like an event.
    """
    drawn: list[Segment] = []
    for each in spells:
        kind = _kind_of(each)
        if drawn and drawn[-1].kind is kind and drawn[-1].until_at == each.start_at:
            drawn[-1] = Segment(drawn[-1].from_at, each.end_at, kind)
        else:
            drawn.append(Segment(each.start_at, each.end_at, kind))
    if drawn and timedelta() < end - drawn[-1].until_at < timedelta(days=1):
        drawn[-1] = Segment(drawn[-1].from_at, end, drawn[-1].kind)
    return drawn


def _kind_of(spell: Spell) -> SegmentKind:
    match spell.motion:
        case Motion.PAUSED:
            return SegmentKind.PAUSED
        case Motion.SOLVED:
            return SegmentKind.CLOSED
    return SegmentKind.COUNTED if spell.open else SegmentKind.CLOSED
