"""Carries out what gestures and keys want of duties; what breaks a rule needs a reason first."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.domain.changes import Changes
from desktop.domain.duty_conflict import Conflict
from desktop.domain.errors import DeskError
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_shifts import NewShift
from desktop.ui.duty.forms import DutyForms
from desktop.ui.duty.proposal import Proposal
from desktop.ui.workplace import Workplace


class DutyEdits(QObject):
    """Each call is one command, and so one step of Undo."""

    left = Signal()
    """A proposal was handed to a form, which shows it from now on."""
    reason_wanted = Signal(object, object)
    """Proposal, and the tuple of conflicts that somebody has to accept."""
    refused = Signal(object)
    """DeskError."""

    def __init__(self, place: Workplace, forms: DutyForms, parent: QObject) -> None:
        super().__init__(parent)
        self._place = place
        self._forms = forms

    def propose(self, proposal: Proposal, conflicts: tuple[Conflict, ...]) -> None:
        """Do it; or ask why it is accepted. A double booking the service refuses."""
        if conflicts and not any(conflict.is_refused for conflict in conflicts):
            self.reason_wanted.emit(proposal, conflicts)
        else:
            self.keep(proposal, "")

    def keep(self, proposal: Proposal, reason: str) -> None:
        """Do what is proposed; `reason` accepts what it breaks."""
        who, span = proposal.person_id, (proposal.start_at, proposal.end_at)
        shifts, actor = self._place.desk.duty_shifts, self._place.me.actor
        if proposal.block is None:
            self._do(partial(shifts.assign, actor, NewShift(who, *span, reason=reason)))
        else:
            self._do(partial(shifts.change, actor, proposal.block, who, *span, reason))

    def in_form(self, proposal: Proposal) -> None:
        """Look in the form for another person or time."""
        who, span = proposal.person_id, (proposal.start_at, proposal.end_at)
        self.left.emit()
        if proposal.block is None:
            self._forms.assign(span, who)
        else:
            self._forms.edit(proposal.block, span, who)

    def lock(self, block: BoardBlock) -> None:
        """Keep plans from moving a duty, or allow it again."""
        shifts, actor = self._place.desk.duty_shifts, self._place.me.actor
        self._do(partial(shifts.lock, actor, block, not block.is_locked))

    def delete(self, block: BoardBlock) -> None:
        """Take a duty away."""
        self._do(partial(self._place.desk.duty_shifts.remove, self._place.me.actor, block))

    def _do(self, work: Callable[[], Changes]) -> None:
        self._place.runner.command(self, work, on_error=self._on_error)

    def _on_error(self, error: DeskError) -> None:
        self.refused.emit(error)
