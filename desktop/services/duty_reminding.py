"""Writes the reminders of duties when their time comes, each once (duty.md 5)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.duty_reminders import LONGEST, due_reminder, reminders
from desktop.domain.duty_span import Span, minus
from desktop.models.base import from_microseconds, to_microseconds
from desktop.models.database import Database
from desktop.models.duty import AbsenceRecord
from desktop.models.meta import Meta
from desktop.services import leases
from desktop.services.duty import Duty
from desktop.services.duty_calendar import is_kept
from desktop.services.duty_coverage import DutyCoverage
from desktop.services.duty_notice_standing import duty_spells
from desktop.services.duty_notices import tell
from desktop.services.leases import Held
from desktop.services.policies import Policies

_LONGEST_AWAY: Final = timedelta(days=35)
"""Whoever is away that long before a duty is reminded before going."""
_A_DAY: Final = timedelta(days=1)
_AHEAD: Final = LONGEST + _LONGEST_AWAY
_UNTIL: Final = "duty_reminded_until"


class DutyReminding:
    """Looks for reminders whose time came since the last round.

    What was to be told before a duty was planned is not told afterwards; after a time in which
    no computer ran, of each duty only the last reminder is.
    """

    def __init__(
        self, database: Database, policies: Policies, duty: Duty, coverage: DutyCoverage
    ) -> None:
        self._database = database
        self._policies = policies
        self._duty = duty
        self._coverage = coverage

    def remind_due(self, held: Held) -> tuple[Changes, timedelta | None]:
        """Write what is due; return what changed, and how long until the next reminder.

        Raises:
            Unavailable: `lease.lost`; nothing was written.
        """
        with self._database.write() as session:
            now = self._database.now(session)
            leases.check(session, held, now)
            since = _advance(session, now)
            if not is_kept(session, now):
                return NOTHING, None
            following: list[datetime] = []
            is_told = False
            zone = ZoneInfo(self._duty.zone(session))
            spells = duty_spells(session, self._coverage, (now - _A_DAY, now + _AHEAD))
            away = _away(session, (now - _LONGEST_AWAY, now + _AHEAD))
            working = self._working(session, now)
            for person_id, spans in spells.items():
                at_work = minus(working, away.get(person_id, ()))
                ends = [end_at for _, end_at in spans]
                for ended_at, (start_at, end_at) in zip([None, *ends], spans, strict=False):
                    if start_at <= now:
                        continue
                    coming = reminders(start_at, zone, at_work, since, ended_at)
                    following += [each.at for each in coming if each.at > now]
                    due = due_reminder(coming, now)
                    if due is not None:
                        facts = {"start": start_at.isoformat(), "end": end_at.isoformat()}
                        key = f"reminder:{facts['start']}:{due.ahead // timedelta(minutes=1)}"
                        tell(session, person_id, NoticeKind.REMINDER, key, facts, now)
                        is_told = True
            next_in = min(following) - now if following else None
            if not is_told:
                return NOTHING, next_in
            return self._database.announce(session, Changes.of(Topic.ALERTS)), next_in

    def _working(self, session: Session, now: datetime) -> list[Span]:
        """Return when the team is at work; at any hour where it has deleted its hours."""
        within = (now - _LONGEST_AWAY, now + _AHEAD)
        hours = self._policies.books(session).working_hours(now)
        return [within] if hours is None else hours.segments(*within)


def _advance(session: Session, now: datetime) -> datetime:
    """Remember how far reminders are written, and return how far they were.

    Nothing is due at the first round; a mark from a clock that ran ahead does not bind.
    """
    mark = session.get(Meta, _UNTIL)
    if mark is None:
        session.add(Meta(key=_UNTIL, value=str(to_microseconds(now))))
        session.flush()
        return now
    since = from_microseconds(int(mark.value))
    mark.value = str(to_microseconds(now))
    session.flush()
    return min(since, now)


def _away(session: Session, within: Span) -> dict[int, list[Span]]:
    statement = select(AbsenceRecord.person_id, AbsenceRecord.start_at, AbsenceRecord.end_at).where(
        AbsenceRecord.end_at > within[0], AbsenceRecord.start_at < within[1]
    )
    found: dict[int, list[Span]] = {}
    for person_id, start_at, end_at in session.execute(statement):
        found.setdefault(person_id, []).append((start_at, end_at))
    return found
