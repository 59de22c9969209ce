"""The form for one policy: the grid of targets, an example of each, and what saving would move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.clock import Clock
from desktop.domain.errors import DeskError, Refused
from desktop.domain.sla import CalendarBook, Policy
from desktop.domain.sla_clock import ClockState
from desktop.domain.sla_example import example, friday_evening
from desktop.domain.sla_judge import WALL_CLOCK
from desktop.domain.sla_policy_check import Flaw, flaws
from desktop.domain.worktime import WorkCalendar
from desktop.services.calendars import CalendarRow
from desktop.services.due_moves import Moves
from desktop.services.policy_edits import PolicyEdits
from desktop.ui.runner import Runner
from desktop.ui.settings.policy_cell import PolicyCell
from desktop.ui.settings.policy_grid import PolicyGrid
from desktop.ui.settings.policy_options import PolicyOptions
from desktop.ui.settings.policy_table import Cell, PolicyTable, cell_of
from desktop.ui.settings.policy_words import example_text, moves_text
from desktop.ui.settings.record_form import RecordForm
from desktop.ui.texts import policy_word, sentence
from desktop.ui.widgets.labels import FaultLabel, MutedLabel, PlainLabel

PREVIEW_AFTER_MS = 400
"""How long nothing must be typed before the open tickets are asked."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the engine says of a policy as typed: its flaws, and the example of one cell."""

    flaws: tuple[Flaw, ...]
    clock: ClockState | None
    at: datetime


class PolicyForm(RecordForm):
    """Edits one policy; what is typed is checked and tried on the open tickets while typing."""

    def __init__(
        self, edits: PolicyEdits, runner: Runner, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._edits = edits
        self._runner = runner
        self._clock = clock
        self._before: Policy | None = None
        self._calendars: Mapping[str, WorkCalendar] = {}
        self._verdict: Verdict | None = None
        self._moves: Moves | None = None
        self._name = QLineEdit()
        self._table = PolicyTable(self)
        self._grid = PolicyGrid(self._table)
        self._cell = PolicyCell()
        self._example = PlainLabel()
        self._options = PolicyOptions()
        self._hint = MutedLabel()
        self._flaw = FaultLabel()
        self._moved = MutedLabel()
        self._recompute = QCheckBox()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_AFTER_MS)
        for label in (self._example, self._hint, self._flaw, self._moved):
            label.setWordWrap(True)

        self.add_field(lambda: self.tr("Name"), self._name)
        for widget in (
            self._hint,
            self._grid,
            self._cell,
            self._example,
            self._options,
            self._flaw,
            self._moved,
            self._recompute,
        ):
            self.column.addWidget(widget)

        self._name.textEdited.connect(lambda _text: self._on_edited())
        self._table.edited.connect(self._on_edited)
        self._options.edited.connect(self._on_edited)
        self._grid.current_told.connect(self._on_current)
        self._cell.changed.connect(self._on_cell)
        self._timer.timeout.connect(self._ask_moves)
        self.finish()

    @property
    def recompute(self) -> bool:
        """Whether the open tickets shall be counted anew."""
        return self._recompute.isChecked()

    @property
    def policy(self) -> Policy:
        """Return what is typed.

        Raises:
            Refused: a length or the warnings cannot be read.
        """
        for error in (self._table.unreadable, self._cell.error, self._options.error):
            if error is not None:
                raise error
        return self._typed()

    def begin(self, policy: Policy, calendars: Sequence[CalendarRow]) -> None:
        """Show the form filled in with the newest version of a policy."""
        names = {row.key: row.name for row in calendars}
        self._before = policy
        self._calendars = {row.key: WorkCalendar(row.spec) for row in calendars}
        self._moves = None
        self._name.setText(policy_word(policy.name))
        self._cell.show_calendars(names)
        self._table.show_targets(policy.rows, names)
        self._options.show_policy(policy)
        self._recompute.setChecked(False)
        self._on_current()
        self._ask_moves()
        self.open_at(self._grid)

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._grid.setAccessibleName(self.tr("Targets"))
        self._hint.setText(
            self.tr(
                "Type a length into a cell: 15m, 4h, 3bd (business days). An empty cell promises "
                "nothing. Arrows move, Enter edits, Delete empties."
            )
        )
        self._recompute.setText(self.tr("Recalculate the open tickets too"))
        self._recompute.setToolTip(
            self.tr("Otherwise the new version applies to tickets that come from now on.")
        )
        self._table.retranslate()
        self._say()

    def _typed(self) -> Policy:
        """Return the policy as far as it can be read; the rest is as it was."""
        before = self._before
        if before is None:
            raise Refused("policy.no_name")
        options, name = self._options, self._name.text()
        return replace(
            before,
            name=before.name if name == policy_word(before.name) else name,
            rows=self._table.targets,
            thresholds=before.thresholds if options.error else options.thresholds,
            reopen_window=options.reopen_window,
            auto_close_days=options.auto_close_days,
            ola_reserve_percent=options.ola_reserve_percent,
        )

    def _on_current(self) -> None:
        index = self._grid.currentIndex()
        if index.isValid():
            self._cell.show_cell(cell_of(index), self._table.target(index))
            self._ask_verdict()

    def _on_cell(self, fields: dict[str, Any]) -> None:
        self._table.change(self._grid.chosen(), **fields)
        self._say()

    def _on_edited(self) -> None:
        index = self._grid.currentIndex()
        self._cell.show_cell(cell_of(index), self._table.target(index))
        self._ask_verdict()
        self._moves = None
        self._timer.start()
        self._say()

    def _ask_verdict(self) -> None:
        if self._before is None:
            return
        policy, cell, now = self._typed(), cell_of(self._grid.currentIndex()), self._clock.now()
        calendars, zone = self._calendars, self._zone()
        self._runner.query(
            self,
            lambda: _judged(policy, calendars, cell, friday_evening(now, zone.key), now),
            self._on_verdict,
            latest="verdict",
        )

    def _zone(self) -> ZoneInfo:
        """Return the zone of the cell's calendar: there the example happens."""
        target = self._table.target(self._grid.currentIndex())
        calendar = self._calendars.get(target.calendar) if target is not None else None
        return (calendar or next(iter(self._calendars.values()), WALL_CLOCK)).zone

    def _on_verdict(self, verdict: Verdict) -> None:
        self._verdict = verdict
        found: dict[Cell, Refused] = {}
        for flaw in verdict.flaws:
            if flaw.priority is not None and flaw.kind is not None:
                found[flaw.priority, flaw.kind] = flaw.error
        self._table.show_flaws(found)
        self._say()

    def _ask_moves(self) -> None:
        try:
            policy = self.policy
        except DeskError:
            return
        self._runner.query(
            self,
            lambda: self._edits.preview(policy),
            self._on_moves,
            lambda _error: None,  # the same flaw stands in the form already
            latest="moves",
        )

    def _on_moves(self, moves: Moves) -> None:
        self._moves = moves
        self._say()

    def _say(self) -> None:
        """Write the example, the first thing wrong, and what would move."""
        error = self._error()
        self._flaw.show_fault("" if error is None else sentence(error))
        self.save.setEnabled(error is None)
        verdict, index = self._verdict, self._grid.currentIndex()
        if verdict is not None and index.isValid():
            told = example_text(*cell_of(index), verdict.clock, verdict.at, self._zone())
            self._example.setText(told)
        self._moved.setText("" if self._moves is None else moves_text(self._moves))
        self._moved.setVisible(self._moves is not None)
        self._recompute.setEnabled(self._moves is not None and self._moves.tickets > 0)

    def _error(self) -> Refused | None:
        typed = (self._table.unreadable, self._cell.error, self._options.error)
        found = [flaw.error for flaw in self._verdict.flaws] if self._verdict else []
        return next((error for error in (*typed, *found) if error is not None), None)


def _judged(
    policy: Policy, calendars: Mapping[str, WorkCalendar], cell: Cell, at: datetime, now: datetime
) -> Verdict:
    """Check a policy, and try it on a ticket of that cell which comes at `at`."""
    book = CalendarBook(calendars)
    target = policy.rows.get(cell)
    # A calendar that is not there any more is a flaw, and has no example.
    is_known = target is None or target.calendar in calendars
    clock = example(policy, book, *cell, at) if is_known else None
    return Verdict(flaws(policy, book, now), clock, at)
