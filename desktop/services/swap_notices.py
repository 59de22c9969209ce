"""Leaves word about swaps: for whoever is asked, for whoever asked, and for the lead."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty import Shift
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.duty_span import Span
from desktop.domain.duty_swap import SwapState, reach
from desktop.domain.ticket import Actor
from desktop.models.base import to_microseconds
from desktop.models.duty import AbsenceRecord, DutySwapRecord
from desktop.models.people import Person
from desktop.services import settings, team
from desktop.services.duty import Duty
from desktop.services.duty_calendar import lines_of
from desktop.services.duty_notices import tell
from desktop.services.duty_records import swap_of

_KINDS = {
    SwapState.ASKED: NoticeKind.SWAP_ASKED,
    SwapState.TAKEN: NoticeKind.SWAP_TAKEN,
    SwapState.DECLINED: NoticeKind.SWAP_DECLINED,
    SwapState.UNDONE: NoticeKind.SWAP_UNDONE,
}
LEAD_INFORMED = "duty.lead_informed"


def tell_of_swap(
    session: Session, duty: Duty, record: DutySwapRecord, shift: Shift, by: Actor, now: datetime
) -> None:
    """Tell everybody concerned but `by` what has just become of a request.

    It was flushed before. An open request goes to whoever was asked, or to all who could take it.
    """
    start_at, end_at = reach(swap_of(record), shift)
    person, other = record.giver_id, record.taker_id
    if record.state is SwapState.ASKED:
        told = _asked(session, duty, record, (start_at, end_at))
    else:
        told = [record.giver_id, *([] if record.taker_id is None else [record.taker_id])]
        if record.state is SwapState.TAKEN:
            told += _leads(session)
            person, other = record.taker_id or 0, record.giver_id
        elif record.taker_id is not None:
            person, other = record.taker_id, record.giver_id
    facts = {
        "swap": record.id,
        "person": person,
        "other": other,
        "start": start_at.isoformat(),
        "end": end_at.isoformat(),
        "message": record.message,
        "for_all": record.state is SwapState.ASKED and record.taker_id is None,
    }
    key = f"swap:{record.id}:{record.state}:{to_microseconds(now)}"
    for person_id in dict.fromkeys(told):
        if person_id != by.person_id:
            tell(session, person_id, _KINDS[record.state], key, facts, now)


def _asked(session: Session, duty: Duty, record: DutySwapRecord, within: Span) -> Iterable[int]:
    """Return whoever was asked; else all but the giver who are there and free then."""
    if record.taker_id is not None:
        return [record.taker_id]
    busy = {record.giver_id}
    busy.update(
        session.scalars(
            select(AbsenceRecord.person_id).where(
                AbsenceRecord.end_at > within[0], AbsenceRecord.start_at < within[1]
            )
        )
    )
    for line_id in (None, *(line_id for line_id, _ in lines_of(session))):
        busy.update(int(each.person) for each in duty.resolved(session, line_id, within).pieces)
    everybody = session.scalars(
        select(Person.id).where(Person.is_active.is_(True)).order_by(Person.id)
    )
    return [person_id for person_id in everybody if person_id not in busy]


def _leads(session: Session) -> list[int]:
    """Return the leads, unless the team has said that they need not hear of each swap."""
    if settings.read_all(session, None)[LEAD_INFORMED] is not True:
        return []
    return [lead.id for lead in team.leads(session)]
