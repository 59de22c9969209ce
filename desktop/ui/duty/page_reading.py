"""What the duty page reads for the days it shows, in one go on a worker."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.domain.duty_conflict import Conflict
from desktop.services.desk import Desk
from desktop.services.duty_board import Board
from desktop.services.duty_checker import DutyChecker
from desktop.ui.duty.period import Period
from desktop.ui.duty.proposal import Proposal
from desktop.ui.duty.team import DutyTeam, read_team


@dataclass(frozen=True, slots=True)
class PageReading:
    """The board, what duties on it would break, the team, and whether nothing is planned."""

    board: Board
    checker: DutyChecker
    team: DutyTeam
    is_empty: bool

    def conflicts(self, proposal: Proposal) -> tuple[Conflict, ...]:
        """Return what a proposal would break that is not broken already, from memory."""
        return self.checker.added(
            proposal.person_id, proposal.start_at, proposal.end_at, proposal.block
        )

    @property
    def drafts(self) -> int:
        """Return how many drafts there are among the days shown."""
        return sum(block.is_draft for row in self.board.rows for block in row.blocks)


def read_page(desk: Desk, period: Period, team: DutyTeam | None = None) -> PageReading:
    """Read the days of a period, and the team unless it is known."""
    board, checker = desk.duty_board.judged_days(period.first, period.count)
    is_planned = any(row.blocks for row in board.rows) or bool(desk.duty_rules.all())
    return PageReading(board, checker, team or read_team(desk), not is_planned)
