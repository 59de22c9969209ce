"""What is known of the duty that is chosen, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from desktop.domain.duty_conflict import Conflict
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_checker import DutyChecker
from desktop.ui.actions import Actions
from desktop.ui.commands_on_duty import ON_A_DUTY
from desktop.ui.duty.block_facts import BlockFacts, Neighbour, Side, block_facts
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import conflict_text, duty_word, hours_text, times_text
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.action_button import ActionButton
from desktop.ui.widgets.flow_layout import FlowLayout
from desktop.ui.widgets.labels import ElidedLabel, FaultLabel, MutedLabel, SectionHeader

_GOOD, _BAD = "✓", "▲"


class SelectionPanel(QWidget):
    """Shows one duty; its buttons are those commands of the registry that need one."""

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._block: BoardBlock | None = None
        self._facts: BlockFacts | None = None
        self._conflicts: tuple[Conflict, ...] = ()
        self._team = DutyTeam()
        self._heading = SectionHeader()
        self._hint = MutedLabel()
        self._inside = QWidget()
        self._who = ElidedLabel()
        self._names = [MutedLabel() for _ in range(4)]
        self._facts_told = [ElidedLabel() for _ in range(4)]
        self._broken = FaultLabel()

        self._hint.setWordWrap(True)
        self._broken.setWordWrap(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.PANE)
        grid.setVerticalSpacing(Space.TIGHT)
        grid.setColumnStretch(1, 1)
        for line, (name, fact) in enumerate(zip(self._names, self._facts_told, strict=True)):
            grid.addWidget(name, line, 0)
            grid.addWidget(fact, line, 1)
        buttons = FlowLayout()
        for command_id in ON_A_DUTY:
            buttons.addWidget(ActionButton(actions[command_id], self._inside))
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(Space.CONTROL)
        inside.addWidget(self._who)
        inside.addLayout(grid)
        inside.addWidget(self._broken)
        inside.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addWidget(self._heading)
        column.addWidget(self._hint)
        column.addWidget(self._inside)
        column.addStretch(1)
        self.say()

    def show_block(self, block: BoardBlock | None, team: DutyTeam, checker: DutyChecker) -> None:
        """Show another duty, or none."""
        self._block, self._team = block, team
        if block is not None:
            span = (block.start_at, block.end_at)
            self._facts = block_facts(checker, block)
            self._conflicts = checker.conflicts(block.person_id, *span, block.shift_id, block)
        self.say()

    def say(self) -> None:
        """Take the words of the language now spoken."""
        self._heading.setText(self.tr("Chosen duty"))
        self._hint.setText(
            self.tr(
                "Choose a duty by a click or with the arrows. Drag on empty hours to add one, or "
                "mark hours with Shift and press Enter."
            )
        )
        self._hint.setVisible(self._block is None)
        self._inside.setVisible(self._block is not None)
        names = (
            self.tr("Hand-over"),
            self.tr("Rest before"),
            self.tr("Hours this week"),
            self.tr("Comes from"),
        )
        for label, name in zip(self._names, names, strict=True):
            label.setText(name)
        if self._block is not None:
            self._say_block(self._block)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.say()

    def _say_block(self, block: BoardBlock) -> None:
        times = times_text((block.start_at, block.end_at), self._team.zone)
        self._who.setText(f"{self._team.name(block.person_id)}, {times}")
        facts = self._facts
        hand_over, rest, hours, source = self._facts_told
        hand_over.setText(self._hand_over(facts) if facts else "")
        rest.setText(self._rest(facts) if facts else "")
        hours.setText(self._hours(facts) if facts else "")
        source.setText(", ".join([duty_word(block.source), *self._marks(block)]))
        self._broken.show_fault(
            "\n".join(f"{_BAD} {conflict_text(each, self._team.rules)}" for each in self._conflicts)
        )

    def _marks(self, block: BoardBlock) -> list[str]:
        marks = [self._team.line(block.line_id)] if block.line_id is not None else []
        if block.is_draft:
            marks.append(self.tr("draft"))
        if block.is_locked:
            marks.append(self.tr("locked"))
        return marks

    def _hand_over(self, facts: BlockFacts) -> str:
        text = self.tr("from {before} to {after}")
        return text.format(before=self._told(facts.before), after=self._told(facts.after))

    def _told(self, neighbour: Neighbour) -> str:
        if neighbour.side is Side.PERSON:
            return self._team.name(neighbour.person_id)
        if neighbour.side is Side.WORK:
            return self.tr("the team at work")
        return self.tr("nobody (gap)")

    def _rest(self, facts: BlockFacts) -> str:
        if facts.rest is None:
            return f"{self.tr('more than two weeks')} {_GOOD}"
        if facts.rest >= self._team.rules.rest:
            return f"{hours_text(facts.rest)} {_GOOD}"
        limit = self.tr("should be {limit}").format(limit=hours_text(self._team.rules.rest))
        return f"{hours_text(facts.rest)} {_BAD} ({limit})"

    def _hours(self, facts: BlockFacts) -> str:
        limit = self._team.rules.weekly_hours
        if limit is None:
            return hours_text(facts.week)
        mark = _BAD if facts.week > limit else _GOOD
        told = self.tr("limit {limit}").format(limit=hours_text(limit))
        return f"{hours_text(facts.week)} {mark} ({told})"
