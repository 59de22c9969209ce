"""The form for one duty: who, from when till when, and what speaks against it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.domain.duty_conflict import Conflict
from desktop.domain.duty_fairness import Burden
from desktop.domain.duty_span import Span
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_candidates import CandidateRow
from desktop.services.duty_shifts import NewShift
from desktop.ui.duty.candidate_list import CandidateList
from desktop.ui.duty.candidate_words import standing_text
from desktop.ui.duty.fields import LineField, PersonField, SpanField
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import conflicts_text
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.widgets.labels import FaultLabel
from desktop.ui.workplace import Workplace

WIDTH = 720
WARNING_LINES = 3


@dataclass(frozen=True, slots=True)
class Prefill:
    """What the form begins with: a time, and if they are known the person and the line."""

    span: Span
    person_id: int | None = None
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What was read about the duty as it is typed."""

    conflicts: tuple[Conflict, ...]
    candidates: tuple[CandidateRow, ...]


class AssignSheet(Sheet):
    """Assigns a duty; with `block`, moves, resizes or reassigns the one that is there.

    What the duty would break is said while it is typed. All but double booking is accepted with a
    reason. Without a person the best of those who can is proposed.
    """

    def __init__(
        self,
        place: Workplace,
        team: DutyTeam,
        prefill: Prefill,
        parent: QWidget,
        block: BoardBlock | None = None,
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._team, self._block = place, team, block
        self._conflicts: tuple[Conflict, ...] = ()
        self._is_proposing = prefill.person_id is None
        self._person = PersonField()
        self._time = SpanField()
        self._line = LineField()
        self._is_draft = QCheckBox(self.tr("Draft: it puts nobody on duty until it is published"))
        self._broken = FaultLabel()
        self._reason = QLineEdit()
        self._candidates = CandidateList()

        self.setMinimumWidth(WIDTH)
        self._broken.setWordWrap(True)
        self._broken.setMinimumHeight(WARNING_LINES * self._broken.fontMetrics().lineSpacing())
        self._broken.setAlignment(Qt.AlignmentFlag.AlignTop)
        title = self.tr("Assign a duty") if block is None else self.tr("Change a duty")
        self.say(title, self.tr("Assign") if block is None else self.tr("Change"))
        self.add_row(self.tr("Person"), self._person)
        self.add_row(self.tr("Time"), self._time)
        self.add_row(self.tr("Line"), self._line)
        self.add_note(self._is_draft)
        self.add_note(self._broken)
        self.add_row(self.tr("Reason"), self._reason)
        self.add_row(self.tr("Who can cover"), self._candidates)
        self._person.show_people(team.active, prefill.person_id)
        self._line.show_lines(team.lines, prefill.line_id)
        self._time.show_span(prefill.span, team.zone)
        self._reason.setPlaceholderText(self.tr("why it is accepted all the same"))
        self._form.setRowVisible(self._line, block is None and bool(team.lines))
        self._form.setRowVisible(self._is_draft, block is None)
        self._show_conflicts(())

        self._person.currentIndexChanged.connect(self._on_person)
        self._time.changed.connect(self._ask)
        self._line.currentIndexChanged.connect(self._ask)
        self._reason.textChanged.connect(self._allow)
        self._candidates.chosen.connect(self._person.choose)
        self._candidates.itemActivated.connect(lambda _: self.do())
        self._person.setFocus()
        self._ask()

    @property
    def warning(self) -> str:
        """What is said about what the duty would break."""
        return self._broken.text()

    @override
    def do(self) -> None:
        if self._do.isEnabled():
            super().do()
        elif self._reason.isVisible():
            self._reason.setFocus()

    @override
    def work(self) -> Callable[[], Changes]:
        shifts, actor = self._place.desk.duty_shifts, self._place.me.actor
        person_id, (start_at, end_at) = self._person.person_id or 0, self._time.span
        reason = self._reason.text().strip() if self._conflicts else ""
        if self._block is not None:
            return partial(shifts.change, actor, self._block, person_id, start_at, end_at, reason)
        new = NewShift(
            person_id, start_at, end_at, self._line.line_id, reason, self._is_draft.isChecked()
        )
        return partial(shifts.assign, actor, new)

    def _on_person(self) -> None:
        self._is_proposing = False
        self._candidates.choose(self._person.person_id)
        self._ask()

    def _ask(self) -> None:
        """Read what the duty would break, and who else can."""
        self._allow()
        if not self._time.is_right or self._person.person_id is None:
            return
        desk, block, person_id = self._place.desk, self._block, self._person.person_id
        span, line_id = self._time.span, self._line.line_id

        def work() -> _Found:
            reach = span if block is None else (block.start_at, block.end_at)
            checker = desk.duty_shifts.checker(min(span[0], reach[0]), max(span[1], reach[1]))
            return _Found(
                checker.added(person_id, *span, block),
                desk.duty_candidates.who_can_cover(*span, line_id),
            )

        self._runner.query(self, work, self._on_found, latest="duty")

    def _on_found(self, found: _Found) -> None:
        self._candidates.show_candidates(found.candidates, self._standing)
        self._candidates.choose(self._person.person_id)
        best = self._candidates.best()
        if self._is_proposing and best not in (None, self._person.person_id):
            self._person.choose(best)  # asks again, for that person
            return
        self._show_conflicts(found.conflicts)

    def _standing(self, row: CandidateRow) -> str:
        if self._block is not None and row.person_id == self._block.person_id:
            return self.tr("has this duty now")
        nights = row.owed.get(Burden.NIGHTS, 0)
        return standing_text(row.conflicts, row.rest, row.debt, self._team.rules, nights)

    def _show_conflicts(self, conflicts: tuple[Conflict, ...]) -> None:
        self._conflicts = conflicts
        is_refused = any(conflict.is_refused for conflict in conflicts)
        if not conflicts:
            text = ""
        elif is_refused:
            text = self.tr("▲ {conflicts}. Choose another person or time.")
        else:
            text = self.tr("▲ {conflicts}. Say why, and it is accepted.")
        self._broken.setText(text.format(conflicts=conflicts_text(conflicts, self._team.rules)))
        self._form.setRowVisible(self._reason, bool(conflicts) and not is_refused)
        self._allow()

    def _allow(self) -> None:
        """Let the button be pressed when nothing is missing."""
        is_refused = any(conflict.is_refused for conflict in self._conflicts)
        has_reason = not self._conflicts or bool(self._reason.text().strip())
        self._do.setEnabled(self._time.is_right and not is_refused and has_reason)
