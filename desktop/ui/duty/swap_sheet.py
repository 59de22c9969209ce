"""The forms that give a duty to somebody else: asking for a swap, and taking over now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.domain.duty_span import Span, whole_minute
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_candidates import CandidateRow
from desktop.ui.duty.candidate_list import CandidateList
from desktop.ui.duty.candidate_words import effect_text
from desktop.ui.duty.fields import SpanField
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import times_text
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.widgets.labels import FaultLabel, PlainLabel
from desktop.ui.workplace import Workplace

WIDTH = 720
MESSAGE_LINES = 3
MINUTE = timedelta(minutes=1)


class TakerSheet(Sheet):
    """A duty of somebody, and the list of who can have it, with what that does to fairness."""

    def __init__(
        self, place: Workplace, team: DutyTeam, block: BoardBlock, parent: QWidget
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._team, self._block = place, team, block
        self._candidates = CandidateList()
        times = times_text((block.start_at, block.end_at), team.zone)
        self.setMinimumWidth(WIDTH)
        self.add_note(PlainLabel(f"{team.name(block.person_id)}: {times}"))
        self._candidates.chosen.connect(self.allow)
        self._candidates.itemActivated.connect(lambda _: self.do())

    @override
    def do(self) -> None:
        if self._do.isEnabled():
            super().do()

    def time(self) -> Span:
        """Return which time changes hands."""
        return self._block.start_at, self._block.end_at

    def anybody(self) -> str:
        """Return the words of the line for anybody; empty without one."""
        return ""

    def allow(self) -> None:
        """Let the button be pressed when nothing is missing."""
        self._do.setEnabled(self._candidates.person_id is not None)

    def ask(self) -> None:
        """Read who can."""
        candidates, span = self._place.desk.duty_candidates, self.time()
        line_id = self._block.line_id
        self._runner.query(
            self, lambda: candidates.who_can_cover(*span, line_id), self._show, latest="takers"
        )

    def _show(self, rows: tuple[CandidateRow, ...]) -> None:
        others = [row for row in rows if row.person_id != self._block.person_id]
        chosen = self._candidates.person_id
        self._candidates.show_candidates(others, self._effect, self.anybody())
        if chosen is None and not self.anybody():
            chosen = self._candidates.best()
        self._candidates.choose(chosen)
        self.allow()

    def _effect(self, row: CandidateRow) -> str:
        start_at, end_at = self.time()
        return effect_text(row, end_at - start_at, self._team.rules)


class SwapSheet(TakerSheet):
    """Asks one of the team, or anybody, to take over a duty or a part of it."""

    def __init__(
        self, place: Workplace, team: DutyTeam, block: BoardBlock, parent: QWidget
    ) -> None:
        super().__init__(place, team, block, parent)
        self._is_part = QCheckBox(self.tr("Only a part of it"))
        self._part = SpanField()
        self._outside = FaultLabel()
        self._message = QPlainTextEdit()
        self._message.setFixedHeight((MESSAGE_LINES + 1) * self.fontMetrics().lineSpacing())
        self.say(self.tr("Ask for a swap"), self.tr("Ask"))
        self.add_note(self._is_part)
        self.add_row(self.tr("Part"), self._part)
        self.add_note(self._outside)
        self.add_row(self.tr("Whom"), self._candidates)
        self.add_row(self.tr("Message"), self._message)
        note = PlainLabel(
            self.tr(
                "They see a notice with Take and Decline. Until somebody takes it, it is yours."
            )
        )
        note.setWordWrap(True)
        self.add_note(note)
        self._part.show_span((block.start_at, block.end_at), team.zone)
        self._form.setRowVisible(self._part, False)
        self._outside.hide()

        self._is_part.toggled.connect(self._on_part)
        self._part.changed.connect(self._on_part)
        self._candidates.setFocus()
        self.allow()
        self.ask()

    @override
    def time(self) -> Span:
        return self._part.span if self._is_part.isChecked() else super().time()

    @override
    def anybody(self) -> str:
        return self.tr("Anybody who can")

    @override
    def allow(self) -> None:
        self._do.setEnabled(self._is_inside())

    @override
    def work(self) -> Callable[[], Changes]:
        swaps, actor, block = self._place.desk.swaps, self._place.me.actor, self._block
        taker_id, message = self._candidates.person_id, self._message.toPlainText()
        span = self.time()

        def ask() -> Changes:
            part = swaps.part(block.shift_id, *span)
            return swaps.ask(actor, block.shift_id, block.person_id, taker_id, part, message)

        return ask

    def _on_part(self) -> None:
        self._form.setRowVisible(self._part, self._is_part.isChecked())
        is_inside = self._is_inside()
        is_faulty = not is_inside and self._part.is_right
        self._outside.show_fault(
            self.tr("The part must lie inside of the duty.") if is_faulty else ""
        )
        self.allow()
        if is_inside:
            self.ask()

    def _is_inside(self) -> bool:
        start_at, end_at = self.time()
        return self._block.start_at <= start_at < end_at <= self._block.end_at


class TakeOverSheet(TakerSheet):
    """Gives what is left of a running duty to somebody at once: its holder fell ill."""

    def __init__(
        self, place: Workplace, team: DutyTeam, block: BoardBlock, parent: QWidget
    ) -> None:
        super().__init__(place, team, block, parent)
        self.say(self.tr("Take over now"), self.tr("Take over"))
        self.add_row(self.tr("Who takes over"), self._candidates)
        note = PlainLabel(self.tr("From this minute on alarms wake the person chosen."))
        note.setWordWrap(True)
        self.add_note(note)
        self._candidates.setFocus()
        self.allow()
        self.ask()

    @override
    def time(self) -> Span:
        now = whole_minute(self._place.clock.now())
        left_at = min(max(self._block.start_at, now), self._block.end_at - MINUTE)
        return left_at, self._block.end_at

    @override
    def work(self) -> Callable[[], Changes]:
        desk, actor, block = self._place.desk, self._place.me.actor, self._block
        taker_id = self._candidates.person_id or 0
        if block.may_be_swapped:
            swaps = desk.swaps
            return partial(swaps.take_over_now, actor, block.shift_id, block.person_id, taker_id)
        # What an override or a temporary schedule gave is no shift that swaps act on.
        span, reason = (block.start_at, block.end_at), self.tr("Take over now")
        return partial(desk.duty_shifts.change, actor, block, taker_id, *span, reason)
