"""TicketTable: the rows of the Inbox, what a screen reader says of them, and their countdowns."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject, Qt
from typing_extensions import override

from desktop.services.rows import TicketRow
from desktop.ui.lists.columns import Here
from desktop.ui.lists.paged_table import DISPLAY, Index, PagedTable
from desktop.ui.runner import Runner
from desktop.ui.sla_cell import sla_cell, state_word
from desktop.ui.tickets.ticket_columns import COLUMNS, client_of, deadline_of, subject_of

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class TicketTable(PagedTable[TicketRow]):
    """Lists tickets. `tick` moves the countdowns of the rows on screen, column 0 only."""

    def __init__(self, runner: Runner, here: Here, parent: QObject | None = None) -> None:
        super().__init__(runner, COLUMNS, here, parent)

    def tick(self, now: datetime, first: int, last: int) -> None:
        """Write the countdowns of the rows `first` to `last` for another instant.

        Most read as before, for minutes or days: only the others are painted again.
        """
        before, zone = self.here.now, self.here.zone
        self.set_here(Here(now, zone))
        for row in range(max(0, first), min(last + 1, self.rowCount())):
            deadline = deadline_of(self.record(row))
            if sla_cell(deadline, before, zone) != sla_cell(deadline, now, zone):
                self.dataChanged.emit(self.index(row, 0), self.index(row, 0), [DISPLAY])

    def nearest_due(self, first: int, last: int) -> datetime | None:
        """Return the due time of these rows that is nearest to now, None if no clock runs.

        Seconds are counted on both sides of it.
        """
        dues = [
            due_at
            for row in range(max(0, first), min(last + 1, self.rowCount()))
            if (due_at := self.record(row).next_due_at) is not None
        ]
        return min(dues, key=lambda due_at: abs(due_at - self.here.now), default=None)

    @override
    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if role == SPOKEN and index.isValid():
            return self._sentence(self.record(index.row()))
        return super().data(index, role)

    def _sentence(self, row: TicketRow) -> str:
        """Return the whole row as one sentence, for a screen reader."""
        cell = sla_cell(deadline_of(row), self.here.now, self.here.zone)
        text = self.tr(
            "{state}, {target} {remaining}, ticket {number}, {subject}, {client}, {assignee}"
        )
        return text.format(
            state=state_word(cell.state),
            target=cell.target,
            remaining=cell.remaining,
            number=row.id,
            subject=subject_of(row),
            client=client_of(row),
            assignee=row.assignee_initials or self.tr("unassigned"),
        )
