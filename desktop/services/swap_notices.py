"""Leaves word about swaps: for whoever is asked, for whoever asked, and for the lead."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty import Shift
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.duty_span import Span
from desktop.domain.duty_swap import SwapState, reach
from desktop.domain.ticket import Actor
from desktop.models.base import to_microseconds
from desktop.models.duty import AbsenceRecord, DutySwapRecord
from desktop.models.duty_notice import DutyNotice
from desktop.models.people import Person
from desktop.services import settings, team
from desktop.services.duty import Duty
from desktop.services.duty_calendar import lines_of, read_shift
from desktop.services.duty_notices import tell
from desktop.services.duty_records import swap_of
from desktop.services.record_undo import RowChange

_KINDS = {
    SwapState.ASKED: NoticeKind.SWAP_ASKED,
    SwapState.TAKEN: NoticeKind.SWAP_TAKEN,
    SwapState.DECLINED: NoticeKind.SWAP_DECLINED,
    SwapState.UNDONE: NoticeKind.SWAP_UNDONE,
}
LEAD_INFORMED = "duty.lead_informed"


def tell_of_swap(
    session: Session,
    duty: Duty,
    record: DutySwapRecord,
    shift: Shift,
    by: Actor,
    now: datetime,
    spared: Collection[int] = (),
) -> None:
    """Tell everybody concerned but `by` what has just become of a request.

    It was flushed before. An open request goes to whoever was asked, or to all who could take it,
    unless the question still waits for them. Nobody who is `spared` hears of it.
    """
    start_at, end_at = reach(swap_of(record), shift)
    person, other = record.giver_id, record.taker_id
    if record.state is SwapState.ASKED:
        told = list(_asked(session, duty, record, (start_at, end_at)))
        spared = {*spared, *_unseen(session, record.id, NoticeKind.SWAP_ASKED)}
    else:
        told = [record.giver_id, *([] if record.taker_id is None else [record.taker_id])]
        if record.state is not SwapState.DECLINED:
            told += _leads(session)
        if record.state is SwapState.TAKEN:
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
        if person_id != by.person_id and person_id not in spared:
            tell(session, person_id, _KINDS[record.state], key, facts, now)


def tell_of_undo(
    session: Session, duty: Duty, rows: Iterable[RowChange], by: Actor, now: datetime
) -> None:
    """Tell of swaps that an Undo has just taken back, or done again.

    Whoever has not seen yet that a swap was taken need not hear that it was taken back.
    """
    for row in rows:
        if row.table != DutySwapRecord.__tablename__:
            continue
        was, is_now = _taken(row.after), _taken(row.before)
        told = was or is_now
        if told is None or (was and is_now):
            continue
        shift = read_shift(session, duty.zone(session), told.shift_key)
        if shift is None:
            continue
        spared: Collection[int] = ()
        if was is not None:
            told.state = SwapState.UNDONE
            spared = _unseen(session, told.id, NoticeKind.SWAP_TAKEN)
        tell_of_swap(session, duty, told, shift, by, now, spared)


def _taken(values: Mapping[str, Any] | None) -> DutySwapRecord | None:
    """Return a swap as a row had it, if it was taken then."""
    if values is None or values["state"] is not SwapState.TAKEN:
        return None
    return DutySwapRecord(**values)


def _unseen(session: Session, swap_id: int, kind: NoticeKind) -> frozenset[int]:
    """Return who has not seen yet what they were told of a swap."""
    found = session.execute(
        select(DutyNotice.person_id, DutyNotice.facts).where(
            DutyNotice.kind == kind, DutyNotice.seen_at.is_(None)
        )
    )
    return frozenset(person_id for person_id, facts in found if facts.get("swap") == swap_id)


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
