"""Publishing: which days, and what is told to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtWidgets import QListWidget, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes
from desktop.services.duty_publishing import PublishedTo
from desktop.ui.duty.fields import DaysField
from desktop.ui.duty.plan_settings import next_month
from desktop.ui.duty.roomy_delegate import RoomyDelegate
from desktop.ui.duty.team import DutyTeam
from desktop.ui.tickets.sheet import Sheet
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.workplace import Workplace

WIDTH = 560


class PublishSheet(Sheet):
    """Makes the drafts of some days duties; each person is told once of all of theirs."""

    def __init__(
        self,
        place: Workplace,
        team: DutyTeam,
        parent: QWidget,
        days: tuple[date, date] | None = None,
    ) -> None:
        super().__init__(place.runner, parent)
        self._place, self._team = place, team
        self._days = DaysField()
        self._told = QListWidget()
        self._count = PlainLabel()
        self._count.setWordWrap(True)
        self._told.setItemDelegate(RoomyDelegate(self._told))
        self._told.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setMinimumWidth(WIDTH)
        today = place.clock.now().astimezone(team.zone).date()
        self.say(self.tr("Publish drafts"), self.tr("Publish"))
        self.add_row(self.tr("Duties that begin"), self._days)
        self.add_row(self.tr("Who is told what"), self._told)
        self.add_note(self._count)
        self._days.show_days(*(days or (today, next_month(today)[1])))
        self._days.changed.connect(self._ask)
        self._days.setFocus()
        self._ask()

    @override
    def do(self) -> None:
        if self._do.isEnabled():
            super().do()

    @override
    def work(self) -> Callable[[], Changes]:
        publish, actor = self._place.desk.duty_publishing.publish, self._place.me.actor
        return partial(publish, actor, *self._days.span(self._team.zone))

    def _ask(self) -> None:
        self._do.setEnabled(False)
        if self._days.is_right:
            told, span = self._place.desk.duty_publishing.told, self._days.span(self._team.zone)
            self._runner.query(self, lambda: told(*span), self._show, latest="told")

    def _show(self, told: tuple[PublishedTo, ...]) -> None:
        self._told.clear()
        for each in told:
            parts = [self.tr("%n duties", "", each.shifts)]
            if each.nights:
                parts.append(self.tr("%n nights", "", each.nights))
            if each.weekends:
                parts.append(self.tr("%n weekends", "", each.weekends))
            self._told.addItem(f"{each.name}: {', '.join(parts)}")
        self._do.setEnabled(bool(told))
        if told:
            text = self.tr("Each gets one notice with all of these. Others hear nothing.")
        else:
            text = self.tr("There are no drafts in these days.")
        self._count.setText(text)
