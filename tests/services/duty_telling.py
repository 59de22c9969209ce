"""What tests of notices about duties do over and over: a round of the job, and what waits."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from desktop.domain.duty_notice import NoticeKind
from desktop.models.duty_notice import DutyNotice
from desktop.services.desk import Desk
from desktop.services.leases import Leases

JOB = "follow_duties"


def follow(desk: Desk, leases: Leases | None = None) -> None:
    """Write what is due, as the job does."""
    held = (leases or desk.leases).take(JOB)
    assert held is not None
    desk.duty_reminding.remind_due(held)
    desk.shift_changes.follow(held)


def waiting(desk: Desk, person_id: int) -> list[NoticeKind]:
    """What a person has to read, the newest first."""
    return [notice.kind for notice in desk.duty_notices.waiting(person_id)]


def written(desk: Desk, kind: NoticeKind) -> list[tuple[int, str]]:
    """Everything ever told of a kind, by person and key."""
    statement = select(DutyNotice.person_id, DutyNotice.key).where(DutyNotice.kind == kind)
    with desk.database.read() as session:
        return [(person, key) for person, key in session.execute(statement.order_by(DutyNotice.id))]


MINUTE = timedelta(minutes=1)
