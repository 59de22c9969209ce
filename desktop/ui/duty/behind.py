"""The duties behind a number of the fairness table, in a menu that leads to each of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from desktop.domain.duty_fairness import Burden
from desktop.services.desk import Desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_fairness import FairnessReport, PersonFairness
from desktop.ui.duty.team import DutyTeam
from desktop.ui.duty.words import duty_word, times_text

MOST = 25
"""So many of the latest are listed; more would not fit on a screen."""


class DutiesBehind(QObject):
    """Pops the menu up."""

    wanted = Signal(object)
    """BoardBlock: to be shown in its week."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over

    def pop_up(
        self,
        row: PersonFairness,
        burden: Burden,
        blocks: tuple[BoardBlock, ...],
        team: DutyTeam,
        at: QPoint,
    ) -> QMenu:
        """List these duties of a person, the latest first."""
        menu = QMenu(self._over)
        menu.addSection(f"{row.name}: {duty_word(burden)}")
        for block in reversed(blocks[-MOST:]):
            times = times_text((block.start_at, block.end_at), team.zone)
            menu.addAction(times).triggered.connect(partial(self.wanted.emit, block))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)
        return menu


def read_behind(
    desk: Desk, report: FairnessReport, row: PersonFairness, burden: Burden, team: DutyTeam
) -> tuple[BoardBlock, ...]:
    """On a worker: return the duties behind a number, by start."""
    first, last = (at.astimezone(team.zone).date() for at in (report.start_at, report.end_at))
    board = desk.duty_board.days(first, (last - first).days + 1)
    wanted = frozenset(row.figures[burden].shift_ids)
    return tuple(
        block
        for each in board.rows
        if each.person_id == row.person_id
        for block in each.blocks
        if block.shift_id in wanted and block.end_at > report.start_at
    )
