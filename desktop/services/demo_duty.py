"""The duties of the demo: nights and weekends in turns, a vacation, a gap and a draft for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from desktop.domain.duty import AbsenceKind, ShiftSource
from desktop.domain.duty_rotation import Advance, Every
from desktop.models.duty import (
    AbsenceRecord,
    DutyLogEnd,
    DutyOverrideRecord,
    DutyRuleRecord,
    DutyRuleVersion,
)
from desktop.models.people import Person
from desktop.models.roster import DutyShiftRecord
from desktop.services.demo_story import Story

HISTORY: Final = timedelta(weeks=8)
_DAY: Final = timedelta(days=1)
_MORNING, _EVENING = time(9), time(18)
_MONDAY_TO_FRIDAY, _WEEKEND = 0b0011111, 0b1100000
_SATURDAY: Final = 5
_AHEAD: Final = 4
"""The gap lies so many days ahead at least: nearer it would speak before the demo itself does."""


class DemoDuty:
    """Writes the duties around `now`; whoever looks at the demo first is on duty at that moment."""

    def __init__(
        self,
        session: Session,
        story: Story,
        people: Sequence[Person],
        now: datetime,
        zone: ZoneInfo,
    ) -> None:
        self._session = session
        self._story = story
        self._people = people
        self._zone = zone
        self._since = now - HISTORY
        self._today = (now.astimezone(zone) - timedelta(hours=_MORNING.hour)).date()

    def write(self) -> None:
        """Write everything; the log of the past is still to be written up to now."""
        first, second, third, lead = self._people
        weekends = [second, lead, first]
        if self._today.weekday() >= _SATURDAY:
            weekends = [first, second, lead]
        monday = self._today - self._today.weekday() * _DAY
        self._rotate(
            self._story.nights,
            (_MONDAY_TO_FRIDAY, _EVENING, _MORNING),
            [first, second, third],
            (Every.DAILY, self._at(self._today, _EVENING)),
        )
        self._rotate(
            self._story.weekends,
            (_WEEKEND, _MORNING, _MORNING),
            weekends,
            (Every.WEEKLY, self._at(monday, _MORNING)),
        )
        ahead = self._today + _AHEAD * _DAY
        saturday = ahead + (_SATURDAY - ahead.weekday()) % 7 * _DAY
        on_duty = weekends[(saturday - monday).days // 7 % len(weekends)]
        gap = (self._at(saturday, time(22)), self._at(saturday + _DAY, time(6)))
        vacation = (self._at(self._today + _DAY, time()), self._at(self._today + 4 * _DAY, time()))
        self._session.add_all(
            [
                DutyLogEnd(id=1, at=self._since),
                DutyOverrideRecord(start_at=gap[0], end_at=gap[1], remove_id=on_duty.id),
                DutyShiftRecord(
                    person_id=lead.id if on_duty is not lead else first.id,
                    start_at=gap[0],
                    end_at=gap[1],
                    source=ShiftSource.MANUAL,
                ),
                AbsenceRecord(
                    person_id=lead.id,
                    start_at=vacation[0],
                    end_at=vacation[1],
                    kind=AbsenceKind.VACATION,
                ),
            ]
        )
        self._session.flush()

    def _rotate(
        self,
        name: str,
        window: tuple[int, time, time],
        people: Sequence[Person],
        turns: tuple[Every, datetime],
    ) -> None:
        """Let people take turns since the history began; the first has the turn given."""
        days, start, end = window
        rule = DutyRuleRecord(
            name=name, days=days, start_minute=start.hour * 60, end_minute=end.hour * 60
        )
        self._session.add(rule)
        self._session.flush()
        self._session.add(
            DutyRuleVersion(
                rule_id=rule.id,
                effective_at=self._since,
                people=[person.id for person in people],
                every=turns[0],
                length=1,
                start_at=turns[1],
                advance=Advance.DUTY,
            )
        )

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self._zone).astimezone(UTC)
