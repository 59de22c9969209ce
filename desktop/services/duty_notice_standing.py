"""Which notices about duties have become untrue since they were written, and are told no more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty_notice import NoticeKind
from desktop.domain.duty_span import Span, joined, minus, shared
from desktop.domain.duty_swap import SwapState
from desktop.models.duty import DutySwapRecord
from desktop.models.duty_notice import DutyNotice, ShiftChange
from desktop.models.people import Person
from desktop.models.roster import DutyShiftRecord
from desktop.services.duty_coverage import DutyCoverage

_MINUTE: Final = timedelta(minutes=1)
_LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)
_SWAPS: Final[Mapping[NoticeKind, frozenset[SwapState | None]]] = {
    NoticeKind.SWAP_ASKED: frozenset({SwapState.ASKED}),
    NoticeKind.SWAP_TAKEN: frozenset({SwapState.TAKEN}),
    NoticeKind.SWAP_DECLINED: frozenset({SwapState.DECLINED}),
    # An Undo opens the request again, or takes it away together with the swap.
    NoticeKind.SWAP_UNDONE: frozenset({SwapState.UNDONE, SwapState.ASKED, None}),
}
_OF_SHIFTS: Final = (NoticeKind.SHIFT_BEGINS, NoticeKind.NOT_ACCEPTED)


def out_of_date(
    session: Session, coverage: DutyCoverage, notices: Sequence[DutyNotice], now: datetime
) -> frozenset[int]:
    """Return the ids of what is no longer so: a duty given away or begun, a request answered."""
    swaps = _swaps(session, [each for each in notices if each.kind in _SWAPS])
    open_changes = _open_changes(
        session, [each for each in notices if each.kind in _OF_SHIFTS], now
    )
    published = _published(session, [each for each in notices if _ids(each)])
    back = _stored(session, [each for each in notices if _ids(each, "lost")])
    edited = _edited(session, coverage, [each for each in notices if "gained" in each.facts], now)
    ahead = _starts(session, coverage, [e for e in notices if e.kind is NoticeKind.REMINDER], now)
    gone = set()
    for notice in notices:
        facts = notice.facts
        if notice.kind in _SWAPS:
            holds = swaps.get(facts.get("swap")) in _SWAPS[notice.kind]
        elif notice.kind in _OF_SHIFTS:
            holds = facts.get("change") in open_changes
        elif _ids(notice):
            holds = any((each, notice.created_at) in published for each in _ids(notice))
        elif _ids(notice, "lost"):
            holds = back.isdisjoint(_ids(notice, "lost"))
        elif "gained" in facts:
            holds = notice.id in edited
        elif notice.kind is NoticeKind.REMINDER:
            holds = (notice.person_id, instant_of(facts, "start")) in ahead
        else:
            holds = True
        # A shift may have become longer since it was told: its row knows when it ends.
        end_at = None if notice.kind in _OF_SHIFTS else instant_of(facts, "end")
        if not holds or (end_at is not None and end_at <= now):
            gone.add(notice.id)
    return frozenset(gone)


def duty_spells(session: Session, coverage: DutyCoverage, within: Span) -> dict[int, list[Span]]:
    """Return when each person of the team is on duty in a span, on whatever line, joined."""
    active = set(session.scalars(select(Person.id).where(Person.is_active.is_(True))))
    found: dict[int, list[Span]] = defaultdict(list)
    for shift in coverage.shifts(session, within):
        if int(shift.person) in active:
            found[int(shift.person)].append((shift.start_at, shift.end_at))
    return {person_id: joined(spans) for person_id, spans in sorted(found.items())}


def instant_of(facts: Mapping[str, object], name: str) -> datetime | None:
    """Return an instant that a notice names; None without one."""
    value = facts.get(name)
    return datetime.fromisoformat(value).astimezone(UTC) if isinstance(value, str) else None


def spans_of(facts: Mapping[str, object], name: str) -> list[Span]:
    """Return the spans that a notice names: what an edit gave, or took away."""
    found = facts.get(name)
    if not isinstance(found, list):
        return []
    return [
        (datetime.fromisoformat(start_at), datetime.fromisoformat(end_at))
        for start_at, end_at in found
    ]


def _edited(
    session: Session, coverage: DutyCoverage, notices: Collection[DutyNotice], now: datetime
) -> frozenset[int]:
    """Return the ids of the edits of which anything still stands: not all of it was taken back."""
    told = {
        each.id: (spans_of(each.facts, "gained"), spans_of(each.facts, "taken")) for each in notices
    }
    ends = [end_at for gained, taken in told.values() for _, end_at in (*gained, *taken)]
    last_at = max(ends, default=now)
    if last_at <= now:
        return frozenset()
    spells = duty_spells(session, coverage, (now, last_at))
    found = set()
    for notice in notices:
        gained, taken = told[notice.id]
        has = spells.get(notice.person_id, [])
        if any(shared(joined(gained), has)) or minus(taken, [(_LONG_AGO, now), *has]):
            found.add(notice.id)
    return frozenset(found)


def _swaps(session: Session, notices: Collection[DutyNotice]) -> Mapping[object, SwapState]:
    if not notices:
        return {}
    ids = [notice.facts.get("swap") for notice in notices]
    statement = select(DutySwapRecord.id, DutySwapRecord.state).where(DutySwapRecord.id.in_(ids))
    return dict(session.execute(statement).all())


def _ids(notice: DutyNotice, fact: str = "ids") -> list[int]:
    """Return the stored shifts that a notice tells of: those published, or those lost."""
    ids = notice.facts.get(fact)
    return ids if isinstance(ids, list) else []


def _published(
    session: Session, notices: Collection[DutyNotice]
) -> frozenset[tuple[int, datetime | None]]:
    """Return which of the shifts told of still count, and since when: neither gone nor drafts."""
    if not notices:
        return frozenset()
    ids = [each for notice in notices for each in _ids(notice)]
    statement = select(DutyShiftRecord.id, DutyShiftRecord.published_at).where(
        DutyShiftRecord.id.in_(ids), DutyShiftRecord.published_at.is_not(None)
    )
    return frozenset((row.id, row.published_at) for row in session.execute(statement))


def _stored(session: Session, notices: Collection[DutyNotice]) -> frozenset[int]:
    """Return which of the shifts that were lost are there again."""
    if not notices:
        return frozenset()
    ids = [each for notice in notices for each in _ids(notice, "lost")]
    return frozenset(session.scalars(select(DutyShiftRecord.id).where(DutyShiftRecord.id.in_(ids))))


def _open_changes(
    session: Session, notices: Collection[DutyNotice], now: datetime
) -> frozenset[object]:
    if not notices:
        return frozenset()
    ids = [notice.facts.get("change") for notice in notices]
    statement = select(ShiftChange.id).where(
        ShiftChange.id.in_(ids), ShiftChange.accepted_at.is_(None), ShiftChange.until_at > now
    )
    return frozenset(session.scalars(statement))


def _starts(
    session: Session, coverage: DutyCoverage, notices: Collection[DutyNotice], now: datetime
) -> frozenset[tuple[int, datetime | None]]:
    """Return who goes on duty when, as far ahead as the reminders speak of; not who is on now."""
    named = [instant_of(notice.facts, "start") for notice in notices]
    last_at = max((at for at in named if at is not None), default=now)
    if last_at <= now:
        return frozenset()
    spells = duty_spells(session, coverage, (now, last_at + _MINUTE))
    return frozenset(
        (person_id, start_at)
        for person_id, spans in spells.items()
        for start_at, _ in spans
        if start_at > now
    )
