"""Opens the forms around the duty page; each reads first, on a worker, what it offers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from desktop.domain.duty_span import Span, whole_minute
from desktop.services.duty_blocks import BoardBlock
from desktop.ui.duty.team import DutyTeam, read_team
from desktop.ui.workplace import Workplace

_HOUR = timedelta(hours=1)
_USUAL_LENGTH = timedelta(hours=12)


class DutyForms(QObject):
    """One method a form. Sheets are imported when they are first opened; each closes itself."""

    def __init__(self, place: Workplace, window: QWidget) -> None:
        super().__init__(window)
        self._place = place
        self._window = window

    def assign(
        self, span: Span | None = None, person_id: int | None = None, line_id: int | None = None
    ) -> None:
        """Ask who gets a duty; without a span for twelve hours from the next full hour on."""
        from desktop.ui.duty.assign_sheet import AssignSheet, Prefill

        now = self._place.clock.now()
        start_at = now.replace(minute=0, second=0, microsecond=0) + _HOUR
        if span is not None:  # of a gap that has begun, what is left
            left_at = whole_minute(now) + timedelta(minutes=1)
            span = (max(span[0], left_at), span[1])
        prefill = Prefill(span or (start_at, start_at + _USUAL_LENGTH), person_id, line_id)
        self._open(lambda team: AssignSheet(self._place, team, prefill, self._window))

    def edit(
        self, block: BoardBlock, span: Span | None = None, person_id: int | None = None
    ) -> None:
        """Move, resize or reassign a duty by form; also "Who can cover?" of a duty.

        The form begins with a span and a person that were proposed, else with those it has.
        """
        from desktop.ui.duty.assign_sheet import AssignSheet, Prefill

        span = span or (block.start_at, block.end_at)
        prefill = Prefill(span, person_id or block.person_id, block.line_id)
        self._open(lambda team: AssignSheet(self._place, team, prefill, self._window, block))

    def split(self, block: BoardBlock) -> None:
        """Cut a duty in two."""
        from desktop.ui.duty.split_sheet import SplitSheet

        self._open(lambda team: SplitSheet(self._place, team, block, self._window))

    def ask_swap(self, block: BoardBlock) -> None:
        """Ask somebody, or anybody, to take over a duty or a part of it."""
        from desktop.ui.duty.swap_sheet import SwapSheet

        self._open(lambda team: SwapSheet(self._place, team, block, self._window))

    def take_over(self, block: BoardBlock) -> None:
        """Give what is left of a running duty to somebody, as when its holder falls ill."""
        from desktop.ui.duty.swap_sheet import TakeOverSheet

        self._open(lambda team: TakeOverSheet(self._place, team, block, self._window))

    def swaps(self) -> None:
        """List the requests for swaps: take, decline, on behalf, undo."""
        from desktop.ui.duty.section_dialog import SectionDialog
        from desktop.ui.duty.swaps import SwapsSection

        self._open(lambda team: SectionDialog(SwapsSection(self._place, team), self._window))

    def absences(self) -> None:
        """List who is away and when."""
        from desktop.ui.duty.absences import AbsencesSection
        from desktop.ui.duty.section_dialog import SectionDialog

        def build(team: DutyTeam) -> QDialog:
            section = AbsencesSection(self._place, team)
            section.cover_wanted.connect(self.edit)
            return SectionDialog(section, self._window)

        self._open(build)

    def wishes(self) -> None:
        """List who wants duty, rather not, or cannot, and on which dates."""
        from desktop.ui.duty.section_dialog import SectionDialog
        from desktop.ui.duty.wishes import WishesSection

        self._open(lambda team: SectionDialog(WishesSection(self._place, team), self._window))

    def overrides(self) -> None:
        """List who stands in for whom, and end that."""
        from desktop.ui.duty.overrides import OverridesSection
        from desktop.ui.duty.section_dialog import SectionDialog

        self._open(lambda team: SectionDialog(OverridesSection(self._place, team), self._window))

    def temporary(self) -> None:
        """List the times for which shifts of their own stand instead of all rules."""
        from desktop.ui.duty.section_dialog import SectionDialog
        from desktop.ui.duty.temporary import TemporarySection

        self._open(lambda team: SectionDialog(TemporarySection(self._place, team), self._window))

    def plan(self) -> None:
        """Plan automatically: settings, a preview of what would change, and Apply."""
        from desktop.ui.duty.plan_dialog import PlanDialog

        def build(team: DutyTeam) -> QDialog:
            dialog = PlanDialog(self._place, team, self._window)
            dialog.publish_wanted.connect(self.publish)
            return dialog

        self._open(build)

    def publish(self, first: date | None = None, last: date | None = None) -> None:
        """Say what is told to whom, and make the drafts duties: those of some days, or all."""
        from desktop.ui.duty.publish_sheet import PublishSheet

        days = None if first is None or last is None else (first, last)
        self._open(lambda team: PublishSheet(self._place, team, self._window, days))

    def _open(self, build: Callable[[DutyTeam], QDialog]) -> None:
        def show(team: DutyTeam) -> None:
            dialog = build(team)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        desk = self._place.desk
        self._place.runner.query(self, lambda: read_team(desk), show, latest="form")
