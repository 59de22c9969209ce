"""The right side of the planner: what would change, fairness before and after, what stays open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.domain.duty_fairness import Burden
from desktop.services.duty_fairness import PersonFairness
from desktop.services.duty_plan_preview import PlanPreview
from desktop.services.duty_planner import OWN_SEARCH
from desktop.ui.duty.flat_table import FlatTable
from desktop.ui.duty.plan_board import PlanBoard
from desktop.ui.duty.plan_calendar import PlanCalendar
from desktop.ui.duty.plan_changes import PlanChanges
from desktop.ui.duty.plan_words import hole_words
from desktop.ui.duty.roomy_delegate import RoomyDelegate
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import (
    conflicts_text,
    decimal_text,
    duty_word,
    parts_text,
    times_text,
)
from desktop.ui.theme.typography import Space
from desktop.ui.widgets.labels import MutedLabel, PlainLabel, SectionHeader

BURDENS: Final = (Burden.NIGHTS, Burden.WEEKEND_DAYS, Burden.HOLIDAYS, Burden.MINUTES)
_HOUR = 60


class PlanResult(QWidget):
    """Shows one preview after another."""

    def __init__(self, team: DutyTeam, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._team = team
        self._headline = SectionHeader()
        self._found_by = MutedLabel()
        self._found_by.setWordWrap(True)
        self.calendar = PlanCalendar(team)
        self.changes = PlanChanges(team)
        self._as_calendar = QToolButton()
        self._as_list = QToolButton()
        self._views = QStackedWidget()
        titles = (self.tr("Person"), *map(duty_word, BURDENS))
        self.fairness = FlatTable(titles, 0, frozenset(range(1, len(titles))))
        self.open = QListWidget()
        self._all_well = PlainLabel(self.tr("Every hour is covered and every rule is kept."))
        self._all_well.setWordWrap(True)
        self.fairness.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.fairness.setAccessibleName(self.tr("Fairness, before → after"))
        self.open.setItemDelegate(RoomyDelegate(self.open))
        self.open.setFrameShape(QFrame.Shape.NoFrame)
        self.open.setWordWrap(True)
        self.open.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.open.setAccessibleName(self.tr("Gaps and broken rules"))

        shown_as = QButtonGroup(self)
        for button, words, view in (
            (self._as_calendar, self.tr("Calendar"), self.calendar),
            (self._as_list, self.tr("List"), self.changes),
        ):
            button.setText(words)
            button.setCheckable(True)
            shown_as.addButton(button, self._views.addWidget(view))
        self._as_calendar.setChecked(True)

        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        head.addWidget(self._headline, 1)
        head.addWidget(self._as_calendar)
        head.addWidget(self._as_list)
        fair, left = QVBoxLayout(), QVBoxLayout()
        for column in (fair, left):
            column.setSpacing(Space.TIGHT)
        fair.addWidget(SectionHeader(self.tr("Fairness, before → after")))
        fair.addWidget(self.fairness, 1)
        fair.addStretch(0)
        left.addWidget(SectionHeader(self.tr("Gaps and broken rules")))
        left.addWidget(self._all_well)
        left.addWidget(self.open, 1)
        left.addStretch(0)
        below = QHBoxLayout()
        below.setSpacing(Space.PAGE)
        below.addLayout(fair, 3)
        below.addLayout(left, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(head)
        column.addWidget(self._found_by)
        column.addWidget(self._views, 3)
        column.addLayout(below, 2)

        shown_as.idClicked.connect(self._views.setCurrentIndex)

    def show_plan(self, shown: PlanBoard, now: datetime) -> None:
        """Show a finished plan on the weeks that it is for."""
        preview = shown.preview
        self.calendar.show_plan(shown, now)
        self._headline.setText(self._summary(preview))
        self._found_by.setText(self._told(preview))
        self.changes.show_preview(preview)
        self._show_fairness(preview)
        texts = list(self._open(preview))
        self.open.clear()
        self.open.addItems(texts)
        self.open.setVisible(bool(texts))
        self._all_well.setVisible(not texts)

    def _summary(self, preview: PlanPreview) -> str:
        if not preview.changes and not preview.holes:
            return self.tr("Nothing to change: every hour has somebody.")
        parts = [
            self.tr("%n duties added", "", len(preview.added)),
            self.tr("%n removed", "", len(preview.removed)),
            self.tr("%n gaps left", "", len(preview.holes)),
        ]
        return " · ".join(parts)

    def _told(self, preview: PlanPreview) -> str:
        if preview.solver == OWN_SEARCH:
            found = self.tr("Found by the program's own search: the solver HiGHS is not installed.")
        elif preview.is_proven:
            found = self.tr("Found by {solver}: no plan is better.")
        else:
            found = self.tr("The best that {solver} found in this time.")
        told = [found.format(solver=preview.solver)]
        if parts := parts_text(preview.parts):
            cost = self.tr("Cost {cost}: {parts}.")
            told.append(cost.format(cost=decimal_text(preview.score.cost), parts=parts))
        return " ".join(told)

    def _show_fairness(self, preview: PlanPreview) -> None:
        after = {row.person_id: row for row in preview.after}
        self.fairness.setRowCount(len(preview.before))
        for line, row in enumerate(preview.before):
            self.fairness.show_text(line, 0, row.name, row.name)
            for column, burden in enumerate(BURDENS, 1):
                figure = after[row.person_id].figures[burden]
                fair = self.tr("{target} would be fair")
                self.fairness.show_text(
                    line,
                    column,
                    _change(row, after[row.person_id], burden),
                    fair.format(target=_figure(figure.target, burden)),
                )
        self.fairness.fit_rows()

    def _open(self, preview: PlanPreview) -> Iterator[str]:
        zone, rules = ZoneInfo(preview.zone), preview.options.rules or self._team.rules
        for hole in preview.holes:
            yield hole_words(preview, hole, rules)
        for unmet in preview.unmet:
            times = times_text((unmet.block.start_at, unmet.block.end_at), zone)
            name = self._team.name(unmet.block.person_id)
            yield f"▲ {times}, {name}: {conflicts_text(unmet.conflicts, rules)}"


def _change(before: PersonFairness, after: PersonFairness, burden: Burden) -> str:
    old, new = (_figure(row.figures[burden].count, burden) for row in (before, after))
    return new if old == new else f"{old} → {new}"


def _figure(count: float, burden: Burden) -> str:
    return decimal_text(count / _HOUR if burden is Burden.MINUTES else count)
