"""Planning the team's duties: made without a transaction, shown first, applied in one step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from time import monotonic
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty import ShiftSource
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.duty_plan import PlanScore
from desktop.domain.duty_span import whole_minute
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.roster import DutyShiftRecord
from desktop.services.duty import Duty
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_log import DutyLog
from desktop.services.duty_notices import tell
from desktop.services.duty_plan_basis import PlanBasis, PlanOptions, read_basis
from desktop.services.duty_plan_preview import PlanPreview, preview_of
from desktop.services.duty_plan_task import task_of
from desktop.services.duty_planner import DEFAULT_SECONDS, plan_duties
from desktop.services.duty_records import stored_shift
from desktop.services.duty_stored import take_away
from desktop.services.policies import Policies
from desktop.services.record_undo import undoable
from desktop.system.duty_solver import load_solver

_MINUTE: Final = timedelta(minutes=1)


class DutyPlans:
    """Makes plans from the calendar, and writes those that people like as drafts."""

    def __init__(self, database: Database, policies: Policies, duty: Duty, log: DutyLog) -> None:
        self._database = database
        self._policies = policies
        self._duty = duty
        self._log = log

    def make(
        self,
        options: PlanOptions,
        seconds: float = DEFAULT_SECONDS,
        on_better: Callable[[PlanScore], None] = lambda score: None,
        is_cancelled: Callable[[], bool] = lambda: False,
    ) -> PlanPreview:
        """Return the best plan found in that time, or until cancelled; nothing is written.

        What needs people are the requirements; a team without any gets the hours that its
        policies promise out of working hours. `on_better` hears each better score. No transaction
        is open while it searches.

        Raises:
            Refused: `duty.ends_before_start`, `duty.past` for days that are over, `plan.nobody`,
                `plan.too_long` (fact `days`) for more than `MOST_DAYS`, `plan.stopped` when
                cancelled before there was any plan.
        """
        ends_at = monotonic() + seconds

        def go_on() -> None:
            if is_cancelled():
                raise Refused("plan.stopped")

        with self._database.read() as session:
            made_at = _next_minute(self._database.now(session))
            basis = self._basis(session, options, made_at)
        if basis.within[1] <= made_at:
            raise Refused("duty.past")
        task = task_of(basis, keep_existing=options.keep_existing, go_on=go_on)
        plan = plan_duties(task.problem, ends_at - monotonic(), on_better, is_cancelled)
        return preview_of(options, basis, task, plan)

    def get_ready(self) -> None:
        """Load what searches, while people still say what to plan."""
        load_solver()

    def apply(self, by: Actor, preview: PlanPreview) -> Changes:
        """Write the new shifts as drafts and remove those they replace, as one step.

        Whoever loses a duty that was published is told.

        Raises:
            Refused: `plan.outdated` when the calendar, an absence, a wish or a rule changed since,
                or a duty of the plan has begun.
        """
        with self._database.write() as session:
            self._log.freeze(session)
            now = self._database.now(session)
            basis = self._basis(session, preview.options, preview.basis.made_at)
            has_begun = any(each.start_at < now for each in (*preview.added, *preview.removed))
            if has_begun or not basis.is_like(preview.basis):
                raise Refused("plan.outdated")
            lost: dict[int, list[DutyShiftRecord]] = {}
            for block in preview.removed:
                record = stored_shift(session, block.shift_id)
                if record is not None:
                    take_away(session, record, now)
                    if not block.is_draft:
                        lost.setdefault(block.person_id, []).append(record)
            for block in preview.added:
                session.add(_record(block))
            changes = undoable(session, "duty_plan", Topic.DUTY)
            for person_id, shifts in lost.items():
                _tell_of_loss(session, by, person_id, shifts, now)
            return self._database.announce(session, changes)

    def _basis(self, session: Session, options: PlanOptions, made_at: datetime) -> PlanBasis:
        return read_basis(session, self._duty, self._policies, options, made_at)


def _record(block: BoardBlock) -> DutyShiftRecord:
    return DutyShiftRecord(
        line_id=block.line_id,
        person_id=block.person_id,
        start_at=block.start_at,
        end_at=block.end_at,
        source=ShiftSource.PLANNER,
    )


def _tell_of_loss(
    session: Session, by: Actor, person_id: int, shifts: Sequence[DutyShiftRecord], now: datetime
) -> None:
    """Tell somebody once of all the published duties that a plan took away."""
    facts = {
        "person": by.person_id,
        "shifts": len(shifts),
        "start": min(each.start_at for each in shifts).isoformat(),
        "end": max(each.end_at for each in shifts).isoformat(),
        "lost": [each.id for each in shifts],
    }
    tell(session, person_id, NoticeKind.CHANGED, f"replanned:{now.isoformat()}", facts, now)


def _next_minute(at: datetime) -> datetime:
    whole = whole_minute(at)
    return whole if whole == at else whole + _MINUTE
