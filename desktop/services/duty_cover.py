"""When somebody was there to have a ticket: at work, or on duty (sla.md K21)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.duty_presence import PresentBut, unattended
from desktop.domain.duty_span import Span
from desktop.domain.worktime import WorkCalendar
from desktop.models.duty import DutyLogRecord, DutyOverrideRecord, DutyRuleVersion
from desktop.services.duty import Duty
from desktop.services.duty_calendar import is_kept


def presence(
    session: Session,
    duty: Duty,
    line_id: int | None,
    within: Span,
    now: datetime,
    hours: WorkCalendar | None,
) -> PresentBut | None:
    """Return who was there for a line in a span; None where no duty calendar was kept in it.

    Before the first duty was planned, and after the last, nobody is missed.
    """
    since_at, until_at = _kept(session, now)
    if since_at is None:
        return None
    start_at = max(within[0], since_at)
    end_at = within[1] if until_at is None else min(within[1], until_at)
    if end_at <= start_at:
        return None
    kept = (start_at, end_at)
    at_work = [kept] if hours is None else hours.segments(*kept)
    on_duty = [
        (each.start_at, each.end_at) for each in duty.resolved(session, line_id, kept).shifts
    ]
    return PresentBut(unattended(kept, at_work, on_duty))


def planned_since(session: Session) -> datetime | None:
    """Return since when duties were planned; None where none ever was."""
    begins = [
        session.scalar(select(func.min(column)))
        for column in (
            DutyRuleVersion.effective_at,
            DutyOverrideRecord.start_at,
            DutyLogRecord.start_at,
        )
    ]
    return min((at for at in begins if at is not None), default=None)


def _kept(session: Session, now: datetime) -> tuple[datetime | None, datetime | None]:
    """Return since when duties were planned, and when that ended."""
    since_at = planned_since(session)
    if since_at is None or is_kept(session, now):
        return since_at, None
    return since_at, session.scalar(select(func.max(DutyLogRecord.end_at))) or since_at
