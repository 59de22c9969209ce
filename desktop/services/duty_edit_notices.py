"""Leaves word of edits by hand: who got a duty from somebody else, or lost one (duty.md P5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.duty_hours import night_dates, weekend_dates, weekend_of
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.duty_span import Span, joined, minus
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.duty_notice import DutyNotice
from desktop.services.duty import Duty
from desktop.services.duty_coverage import DutyCoverage
from desktop.services.duty_notice_standing import duty_spells, spans_of
from desktop.services.duty_notices import tell
from desktop.services.rest_rules import read_rest_rules

SETTLES: Final = timedelta(minutes=3)
"""What is edited again within this is told together, and nothing of what is undone."""

_LONGEST: Final = timedelta(minutes=15)
_KEY: Final = "edited:"


@dataclass(frozen=True, slots=True)
class Watched:
    """Who is on duty in a span before an edit of it."""

    within: Span
    spells: Mapping[int, Sequence[Span]]


class DutyEditNotices:
    """Compares who is on duty before and after an edit; whoever made it is not told of their own.

    One notice a person for edits that follow each other, until it is shown. It says nothing any
    more once all of it was taken back.
    """

    def __init__(self, database: Database, duty: Duty, coverage: DutyCoverage) -> None:
        self._database = database
        self._duty = duty
        self._coverage = coverage

    def watch(self, session: Session, span: Span) -> Watched:
        """Return what an edit of a span will be compared with, as far as that lies ahead."""
        now = self._database.now(session)
        within = (max(span[0], now), max(span[1], now))
        return Watched(within, self._spells(session, within))

    def tell(self, session: Session, by: Actor, watched: Watched) -> None:
        """Tell those whose duties an edit changed; it was flushed, so that Undo leaves this be."""
        before, after = watched.spells, self._spells(session, watched.within)
        for person_id in sorted({*before, *after} - {by.person_id}):
            had, has = before.get(person_id, ()), after.get(person_id, ())
            gained, taken = minus(has, had), minus(had, has)
            if gained or taken:
                touched = [*_meeting(has, gained), *_meeting(had, taken)]
                self._leave_word(session, by, person_id, (gained, taken, touched))

    def _spells(self, session: Session, within: Span) -> Mapping[int, Sequence[Span]]:
        return duty_spells(session, self._coverage, within) if within[0] < within[1] else {}

    def _leave_word(
        self,
        session: Session,
        by: Actor,
        person_id: int,
        edit: tuple[list[Span], list[Span], list[Span]],
    ) -> None:
        """Write a notice, or add to the one that was not shown yet."""
        now, (gained, taken, touched) = self._database.now(session), edit
        waiting = _waiting(session, person_id, now)
        if waiting is not None:
            old = waiting.facts
            gained, taken = (
                [*minus(spans_of(old, "gained"), taken), *minus(gained, spans_of(old, "taken"))],
                [*minus(spans_of(old, "taken"), gained), *minus(taken, spans_of(old, "gained"))],
            )
            touched = _meeting([*spans_of(old, "touched"), *touched], [*gained, *taken])
            if not touched:  # it was given and taken again
                session.delete(waiting)
                session.flush()
                return
        facts = {"person": by.person_id, **self._facts(session, gained, taken, touched)}
        begun_at = now if waiting is None else waiting.created_at
        first_at = min(start_at for start_at, _ in touched)
        told_at = max(now, min(now + SETTLES, begun_at + _LONGEST, first_at))
        if waiting is None:
            key = f"{_KEY}{now.isoformat()}"
            tell(session, person_id, NoticeKind.CHANGED, key, facts, now, told_at)
        else:
            waiting.facts, waiting.not_before = facts, told_at
            session.flush()

    def _facts(
        self,
        session: Session,
        gained: Iterable[Span],
        taken: Iterable[Span],
        touched: Iterable[Span],
    ) -> dict[str, object]:
        gained, taken, duties = joined(gained), joined(taken), joined(touched)
        night, zone = read_rest_rules(session).night, self._duty.zone(session)
        facts: dict[str, object] = {
            "shifts": len(duties),
            "nights": len({day for span in duties for day in night_dates(span, zone, night)}),
            "weekends": len({weekend_of(d) for span in duties for d in weekend_dates(span, zone)}),
            "start": duties[0][0].isoformat(),
            "end": duties[-1][1].isoformat(),
            "gained": _texts(gained),
            "taken": _texts(taken),
            "touched": _texts(duties),
        }
        return facts if gained else {**facts, "lost": []}


def _waiting(session: Session, person_id: int, now: datetime) -> DutyNotice | None:
    """Return the word of such edits that a person has not been shown, nor is being shown."""
    statement = (
        select(DutyNotice)
        .where(
            DutyNotice.person_id == person_id,
            DutyNotice.kind == NoticeKind.CHANGED,
            DutyNotice.key.startswith(_KEY),
            DutyNotice.seen_at.is_(None),
            DutyNotice.shown_at.is_(None),
            DutyNotice.claimed_by.is_(None),
            DutyNotice.created_at.between(now - _LONGEST, now),
        )
        .order_by(DutyNotice.id.desc())
        .with_for_update(skip_locked=True)
    )
    return session.scalars(statement).first()


def _meeting(spells: Iterable[Span], parts: Sequence[Span]) -> list[Span]:
    """Return the duties that have part in what was gained or lost."""
    return [
        (start_at, end_at)
        for start_at, end_at in spells
        if any(start_at < until_at and from_at < end_at for from_at, until_at in parts)
    ]


def _texts(spans: Iterable[Span]) -> list[list[str]]:
    return [[start_at.isoformat(), end_at.isoformat()] for start_at, end_at in spans]
