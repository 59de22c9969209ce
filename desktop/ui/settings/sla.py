"""Settings > SLA: which preset new tickets follow, and what it promises."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.sla import ClockKind, Policy, Target
from desktop.domain.sla_presets import ROUND_THE_CLOCK
from desktop.domain.ticket import PRIORITY_RANK, Priority
from desktop.services.policies import Policies
from desktop.ui.formats import span_text
from desktop.ui.runner import Runner
from desktop.ui.settings.section import Section
from desktop.ui.sla_cell import target_word
from desktop.ui.texts import word
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel, PlainLabel

PRIORITIES = sorted(Priority, key=PRIORITY_RANK.__getitem__)
KINDS = (
    ClockKind.FIRST_RESPONSE,
    ClockKind.NEXT_RESPONSE,
    ClockKind.SOLUTION,
    ClockKind.OLA_ANSWER,
)
PRESETS = (
    QT_TRANSLATE_NOOP("Policy", "Small 24/7"),
    QT_TRANSLATE_NOOP("Policy", "Business hours"),
)


class SlaSection(Section):
    """The grid is read-only: a preset is chosen as a whole."""

    def __init__(self, policies: Policies, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._policies = policies
        self._runner = runner
        self._known: tuple[Policy, ...] = ()
        self._preset = QComboBox()
        self._grid = TargetGrid()

        self.add_row(
            lambda: self.tr("New tickets follow"),
            self._preset,
            lambda: self.tr("Tickets that are open already keep the dates they were promised."),
        )
        self.column.addWidget(self._grid)

        self._preset.activated.connect(self._on_preset)
        runner.changed.connect(self._on_changed)
        self._read()
        self.finish()

    @override
    def title(self) -> str:
        return self.tr("SLA and OLA")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        self._show(self._known)

    def _read(self) -> None:
        self._runner.query(self, self._policies.all, self._show, latest="policies")

    def _show(self, policies: Sequence[Policy]) -> None:
        self._known = tuple(policies)
        self._preset.clear()
        for policy in self._known:
            self._preset.addItem(QCoreApplication.translate("Policy", policy.name), policy.id)
        if self._known:
            self._grid.show_policy(self._known[0])

    def _on_preset(self, index: int) -> None:
        policy_id = self._preset.itemData(index)
        self._runner.command(self, lambda: self._policies.set_default(policy_id))

    def _on_changed(self, changes: Changes) -> None:
        if Topic.POLICIES in changes.topics:
            self._read()


class TargetGrid(QWidget):
    """What a policy promises: a line for each priority, a column for each clock."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QGridLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setHorizontalSpacing(Space.SECTION)
        self._layout.setVerticalSpacing(Space.PANE)
        self._layout.setColumnStretch(len(KINDS) + 1, 1)
        self._cells: list[PlainLabel] = []

    def show_policy(self, policy: Policy) -> None:
        """Write the promises in the language now spoken."""
        for cell in self._cells:
            self._layout.removeWidget(cell)
            cell.deleteLater()
        self._cells = []
        for column, kind in enumerate(KINDS, start=1):
            self._put(MutedLabel(target_word(kind)), 0, column)
        for row, priority in enumerate(PRIORITIES, start=1):
            self._put(PlainLabel(word(priority)), row, 0)
            for column, kind in enumerate(KINDS, start=1):
                target = policy.rows.get((priority, kind))
                self._put(PlainLabel(self._text(target) if target else "—"), row, column)

    def _put(self, cell: PlainLabel, row: int, column: int) -> None:
        self._layout.addWidget(cell, row, column)
        self._cells.append(cell)

    def _text(self, target: Target) -> str:
        if target.business_days is not None:
            return self.tr("%n business day(s)", "", target.business_days)
        length = span_text(timedelta(minutes=target.minutes or 0))
        if target.calendar == ROUND_THE_CLOCK:
            return self.tr("{length}, day and night").format(length=length)
        return self.tr("{length} of working time").format(length=length)
