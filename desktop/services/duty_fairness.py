"""Who carried how much duty of late, what is planned included, and what was fair (duty.md F3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.domain.alert import AlertLevel
from desktop.domain.duty import require_order
from desktop.domain.duty_fairness import Burden, FairnessRow, Figure, Woken, fairness
from desktop.domain.duty_hours import DutyHours
from desktop.domain.duty_span import Span, whole_minute
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow
from desktop.models.alert import Alert, AlertDelivery
from desktop.models.database import Database
from desktop.models.roster import DutyShiftRecord
from desktop.services.duty import Duty
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_facts import DutyFacts, read_facts, shift_in
from desktop.services.policies import Policies

USUAL_WEEKS: Final = 8
"""How far back burdens count unless somebody asks for another date."""


@dataclass(frozen=True, slots=True)
class PersonFairness:
    """One active person's figures, and the share of the time in which they could be on duty."""

    person_id: int
    name: str
    availability: float
    figures: Mapping[Burden, Figure]


@dataclass(frozen=True, slots=True)
class FairnessReport:
    """Everybody active by name, also without any duty, from an instant to another."""

    start_at: datetime
    end_at: datetime
    rows: tuple[PersonFairness, ...]


class DutyFairness:
    """Reads what everybody carried: the log, what is published ahead, and the drafts."""

    def __init__(self, database: Database, policies: Policies, duty: Duty) -> None:
        self._database = database
        self._policies = policies
        self._duty = duty

    def report(
        self, start_at: datetime | None = None, end_at: datetime | None = None
    ) -> FairnessReport:
        """Return the figures of a span: by default the last 8 weeks and what is planned ahead.

        Raises:
            Refused: `duty.ends_before_start`.
        """
        with self._database.read() as session:
            now = self._database.now(session)
            window = usual_window(session, now)
            window = (start_at or window[0], end_at or window[1])
            require_order(*window)
            facts = read_facts(session, self._duty, self._policies, window, now)
            rows = fairness_of(facts, facts.blocks, window, woken(session, facts, window))
        return FairnessReport(*window, named(facts, rows))


def usual_window(session: Session, now: datetime) -> Span:
    """Return the last 8 weeks, and on to the end of what was planned by hand or by the planner."""
    planned_until = session.scalar(select(func.max(DutyShiftRecord.end_at)))
    end_at = now if planned_until is None else max(now, planned_until)
    return now - timedelta(weeks=USUAL_WEEKS), end_at


def fairness_of(
    facts: DutyFacts,
    blocks: Iterable[BoardBlock],
    window: Span,
    alarms: Iterable[Woken] = (),
) -> tuple[FairnessRow, ...]:
    """Return the figures that some blocks make of a span, for everybody active by name."""
    return fairness(
        [str(person_id) for person_id in facts.names],
        map(shift_in, blocks),
        facts.absences,
        window,
        facts.zone,
        holidays=facts.holidays,
        woken=alarms,
        night=facts.rules.night,
    )


def named(facts: DutyFacts, rows: Iterable[FairnessRow]) -> tuple[PersonFairness, ...]:
    """Return the figures with the names to show."""
    return tuple(
        PersonFairness(int(row.person), facts.names[int(row.person)], row.availability, row.figures)
        for row in rows
    )


def woken(session: Session, facts: DutyFacts, within: Span) -> Iterator[Woken]:
    """Give each alarm that was shown to a person in the night; those of one minute are one."""
    nights = DutyHours(WeeklyWindow(EVERY_DAY, facts.rules.night.hours))
    dark = nights.spans(facts.zone, frozenset(), within)
    statement = (
        select(AlertDelivery.person_id, AlertDelivery.shown_at)
        .join(Alert, Alert.id == AlertDelivery.alert_id)
        .where(
            Alert.level == AlertLevel.ALARM,
            AlertDelivery.shown_at >= within[0],
            AlertDelivery.shown_at < within[1],
        )
        .order_by(AlertDelivery.shown_at, AlertDelivery.id)
    )
    for person_id, shown_at in session.execute(statement):
        if shown_at is not None and any(start_at <= shown_at < end_at for start_at, end_at in dark):
            yield Woken(
                whole_minute(shown_at),
                str(person_id),
                _shift_of(facts, person_id, shown_at),
            )


def _shift_of(facts: DutyFacts, person_id: int, at: datetime) -> str:
    """Return the duty in which somebody was woken; empty when it was not theirs."""
    on = (
        block.shift_id
        for block in facts.blocks
        if block.person_id == person_id and block.start_at <= at < block.end_at
    )
    return next(on, "")
