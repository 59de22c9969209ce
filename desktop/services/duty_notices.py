"""What single people are told about their duties: written once, shown once, listed until seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.duty_notice import DutyNotice
from desktop.models.insert_new import insert_new
from desktop.services import team
from desktop.services.duty import Duty
from desktop.services.duty_coverage import DutyCoverage
from desktop.services.duty_notice_standing import instant_of, out_of_date
from desktop.services.rows_notice import DutyNoticeRow

CLAIM: Final = timedelta(seconds=30)
_MOST: Final = 100


def tell(
    session: Session,
    person_id: int,
    kind: NoticeKind,
    key: str,
    facts: Mapping[str, object],
    now: datetime,
    not_before: datetime | None = None,
) -> None:
    """Leave word for a person, unless that was done under this key before.

    `facts` are JSON values, words are made where it is shown: `person` and `other` (ids), `start`
    and `end` (ISO instants), `shifts`, `nights` and `weekends` (counts), `swap` and `change`
    (ids of what can be answered), `ids` (of shifts published), `lost` where duties were taken
    away (the ids of those that had some), `gained` and `taken` (spans that an edit gave and took),
    `message` and `for_all`.
    """
    values = {
        "person_id": person_id,
        "kind": kind,
        "key": key,
        "facts": dict(facts),
        "created_at": now,
        "not_before": not_before or now,
    }
    session.execute(insert_new(session, DutyNotice).values(values))


class DutyNotices:
    """Hands notices, claim by claim, to the workstations of the person they are for.

    At least once, and twice only after a crash between showing and saying so (as alerts,
    reliability.md 2.4). `instance` is this start of the program.
    """

    def __init__(
        self, database: Database, duty: Duty, coverage: DutyCoverage, instance: str
    ) -> None:
        self._database = database
        self._duty = duty
        self._coverage = coverage
        self._instance = instance

    def waiting(self, person_id: int) -> tuple[DutyNoticeRow, ...]:
        """Return what a person was told, or is to be told by now, and has not seen; newest first.

        What has become untrue meanwhile is left out: a duty that was given away, a request that
        somebody else took.
        """
        with self._database.read() as session:
            now = self._database.now(session)
            found = self._due(session, person_id, now)
            gone = out_of_date(session, self._coverage, found, now)
            return self._rows(session, [each for each in found if each.id not in gone])

    def show_on(self, person_id: int) -> tuple[DutyNoticeRow, ...]:
        """Take for 30 s what nobody has shown this person yet, to show it on this workstation.

        Each must be given to `mark_shown` or `release`.
        """
        with self._database.read() as session:
            statement = self._unshown(person_id, self._database.now(session))
            if session.scalars(statement).first() is None:
                return ()
        with self._database.write() as session:
            now = self._database.now(session)
            unshown = self._unshown(person_id, now).with_for_update(skip_locked=True)
            found = session.scalars(unshown).all()
            gone = out_of_date(session, self._coverage, found, now)
            taken = [each for each in found if each.id not in gone]
            session.execute(_change(gone).values(seen_at=now))
            session.execute(
                _change(each.id for each in taken).values(
                    claimed_by=self._instance, claimed_until=now + CLAIM
                )
            )
            return self._rows(session, taken)

    def mark_shown(self, notices: Iterable[DutyNoticeRow]) -> Changes:
        """Record that the person has been told."""
        with self._database.write() as session:
            now = self._database.now(session)
            session.execute(
                self._claimed(notices).values(shown_at=now, claimed_by=None, claimed_until=None)
            )
            return self._database.announce(session, Changes.of(Topic.ALERTS))

    def release(self, notices: Iterable[DutyNoticeRow]) -> None:
        """Give back what no channel could show; it is taken again in 30 s."""
        with self._database.write() as session:
            until_at = self._database.now(session) + CLAIM
            session.execute(self._claimed(notices).values(claimed_until=until_at))

    def next_in(self, person_id: int) -> timedelta | None:
        """Return how long until something can be shown to this person; None: nothing is left."""
        free_at = func.coalesce(DutyNotice.claimed_until, DutyNotice.not_before)
        with self._database.read() as session:
            earliest: datetime | None = session.scalar(
                select(func.min(free_at)).where(_not_shown(person_id))
            )
            now = self._database.now(session)
        return None if earliest is None else max(timedelta(), earliest - now)

    def seen(self, by: Actor, notice_ids: Iterable[int]) -> Changes:
        """Put notices of one's own away, on every workstation.

        Raises:
            Refused: `alert.nobody` without a person.
        """
        if by.person_id is None:
            raise Refused("alert.nobody")
        with self._database.write() as session:
            now = self._database.now(session)
            put_away = session.execute(
                _change(notice_ids)
                .where(DutyNotice.person_id == by.person_id, DutyNotice.seen_at.is_(None))
                .values(seen_at=now)
                .returning(DutyNotice.id)
            ).all()
            if not put_away:
                return NOTHING
            return self._database.announce(session, Changes.of(Topic.ALERTS))

    def _due(self, session: Session, person_id: int, now: datetime) -> Sequence[DutyNotice]:
        statement = (
            select(DutyNotice)
            .where(_not_seen(person_id), _has_come(now))
            .order_by(DutyNotice.not_before.desc(), DutyNotice.id.desc())
            .limit(_MOST)
        )
        return session.scalars(statement).all()

    def _unshown(self, person_id: int, now: datetime) -> Select[DutyNotice]:
        """Ask for what may be shown now; a claim longer than 30 s was made under a wrong clock."""
        is_free = or_(
            DutyNotice.claimed_until.is_(None),
            DutyNotice.claimed_until <= now,
            DutyNotice.claimed_until > now + CLAIM,
        )
        return (
            select(DutyNotice)
            .where(_not_shown(person_id), _has_come(now), is_free)
            .order_by(DutyNotice.not_before, DutyNotice.id)
            .limit(_MOST)
        )

    def _claimed(self, notices: Iterable[DutyNoticeRow]) -> Any:
        return _change(notice.id for notice in notices).where(
            DutyNotice.claimed_by == self._instance
        )

    def _rows(self, session: Session, notices: Sequence[DutyNotice]) -> tuple[DutyNoticeRow, ...]:
        if not notices:
            return ()
        zone = self._duty.zone(session)
        names = team.names(session)
        return tuple(_row(notice, zone, names) for notice in notices)


def _row(notice: DutyNotice, zone: str, names: Mapping[int, str]) -> DutyNoticeRow:
    facts = notice.facts
    return DutyNoticeRow(
        id=notice.id,
        kind=notice.kind,
        zone=zone,
        created_at=notice.created_at,
        person=names.get(_number(facts, "person"), ""),
        other=names.get(_number(facts, "other"), ""),
        start_at=instant_of(facts, "start"),
        end_at=instant_of(facts, "end"),
        shifts=_number(facts, "shifts"),
        nights=_number(facts, "nights"),
        weekends=_number(facts, "weekends"),
        message=str(facts.get("message", "")),
        is_for_all=bool(facts.get("for_all")),
        is_lost="lost" in facts,
        swap_id=_number(facts, "swap") or None,
        change_id=_number(facts, "change") or None,
    )


def _number(facts: Mapping[str, object], name: str) -> int:
    value = facts.get(name)
    return value if isinstance(value, int) else 0


def _change(notice_ids: Iterable[int]) -> Any:
    """Return the UPDATE of these notices, still without values."""
    return (
        update(DutyNotice)
        .where(DutyNotice.id.in_(list(notice_ids)))
        .execution_options(synchronize_session=False)
    )


def _not_seen(person_id: int) -> ColumnElement[bool]:
    return and_(DutyNotice.person_id == person_id, DutyNotice.seen_at.is_(None))


def _not_shown(person_id: int) -> ColumnElement[bool]:
    return and_(_not_seen(person_id), DutyNotice.shown_at.is_(None))


def _has_come(now: datetime) -> ColumnElement[bool]:
    """What was left under a clock that ran ahead has come, whatever instant it names."""
    return or_(DutyNotice.not_before <= now, DutyNotice.created_at > now)
