"""What everybody carried: also with no duty at all, with alarms in the night and the plan ahead."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from desktop.domain.alert import AlertLevel
from desktop.domain.clock import ManualClock
from desktop.domain.duty import ShiftSource
from desktop.domain.duty_fairness import Burden
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime import Override, OverrideKind
from desktop.models.alert import Alert, AlertDelivery, DeliveryState
from desktop.models.roster import DutyShiftRecord
from desktop.models.sla import ClockRecord
from desktop.services.desk import Desk
from desktop.services.duty_fairness import FairnessReport
from desktop.services.tickets import ManualTicket
from tests.services.duty_team import MOSCOW, add_nights, add_team, local

WEEK = timedelta(weeks=1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def counts(report: FairnessReport, burden: Burden) -> Mapping[str, float]:
    return {row.name: row.figures[burden].count for row in report.rows}


def add_draft(desk: Desk, person_id: int, start_at: datetime, end_at: datetime) -> str:
    with desk.database.write() as session:
        record = DutyShiftRecord(
            person_id=person_id, start_at=start_at, end_at=end_at, source=ShiftSource.PLANNER
        )
        session.add(record)
        session.flush()
        return f"shift-{record.id}"


def add_alarm(desk: Desk, person_id: int, *shown: datetime, level: int = AlertLevel.ALARM) -> None:
    """Write alarms that were shown to a person at these instants."""
    with desk.database.write() as session:
        clock = session.scalars(select(ClockRecord).limit(1)).one()
        for at in shown:
            alert = Alert(
                ticket_id=clock.ticket_id,
                clock_id=clock.id,
                threshold=int(at.timestamp()),
                due_version=1,
                fire_at=at,
                due_at=at,
                level=level,
                created_at=at,
            )
            session.add(alert)
            session.flush()
            session.add(
                AlertDelivery(
                    alert_id=alert.id,
                    person_id=person_id,
                    channel="desktop",
                    state=DeliveryState.SHOWN,
                    show_at=at,
                    shown_at=at,
                )
            )


def test_everybody_is_counted_also_with_no_duty(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    add_nights(desk, anna, team["bob"], team["cat"])
    desk.people.set_active(team["lea"], active=False)
    clock.advance(WEEK)
    report = desk.duty_fairness.report(local("09:00"), local("09:00", 14))
    assert counts(report, Burden.NIGHTS) == {"Anna Kern": 0, "Bob": 7, "Cat": 7}
    assert counts(report, Burden.MINUTES) == {"Anna Kern": 0, "Bob": 6300, "Cat": 6300}
    figure = report.rows[1].figures[Burden.WEEKEND_DAYS]
    assert (figure.count, round(figure.target, 2)) == (2, 1.33)
    assert len(figure.shift_ids) == 3


def test_a_target_is_prorated_by_availability(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    desk.availability.add_absence(anna, team["cat"], local("09:00"), local("21:00", 3))
    report = desk.duty_fairness.report(local("09:00"), local("09:00", 7))
    rows = {row.name: row for row in report.rows}
    assert rows["Cat"].availability == 0.5
    nights = {name: row.figures[Burden.NIGHTS].target for name, row in rows.items()}
    assert nights == {"Anna Kern": 2, "Bob": 2, "Cat": 1, "Lea": 2}


def test_the_usual_window_is_eight_weeks_and_the_plan(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    now = local("09:00")
    assert (desk.duty_fairness.report().start_at, desk.duty_fairness.report().end_at) == (
        now - 8 * WEEK,
        now,
    )
    draft = add_draft(desk, team["bob"], local("18:00", 19), local("09:00", 20))
    report = desk.duty_fairness.report()
    assert report.end_at == local("09:00", 20)
    [bob] = (row for row in report.rows if row.name == "Bob")
    assert bob.figures[Burden.NIGHTS].shift_ids == (draft,)


def test_a_draft_nobody_published_in_time_was_nobodys_duty(
    desk: Desk, team: dict[str, int], clock: ManualClock
) -> None:
    add_draft(desk, team["bob"], local("18:00", 1), local("09:00", 2))
    clock.advance(WEEK)
    report = desk.duty_fairness.report(local("09:00"), local("09:00", 7))
    assert counts(report, Burden.NIGHTS)["Bob"] == 0


def test_alarms_shown_in_the_night_have_woken(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    desk.tickets.create(anna, ManualTicket("Printer on fire", "It burns."))
    seconds = timedelta(seconds=20)
    add_alarm(desk, team["bob"], local("03:00", 1), local("03:00", 1) + seconds, local("05:00", 1))
    add_alarm(desk, team["bob"], local("20:00", 1))
    add_alarm(desk, team["bob"], local("04:00", 2), level=AlertLevel.NOTICE)
    report = desk.duty_fairness.report(local("09:00"), local("09:00", 7))
    [bob] = (row for row in report.rows if row.name == "Bob")
    figure = bob.figures[Burden.WOKEN]
    assert figure.count == 2
    [shift] = (row.shift_id for row in desk.duty.who_is_on(local("03:00", 1)))
    assert figure.shift_ids == (shift,)
    assert counts(report, Burden.WOKEN)["Cat"] == 0


def test_holidays_are_those_of_the_working_calendar(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    spec = desk.calendars.one("business").spec
    tuesday = local("12:00", 1).astimezone(MOSCOW).date()
    overrides = {tuesday: Override(OverrideKind.HOLIDAY)}
    desk.calendars.edit(anna, "business", replace(spec, overrides=overrides))
    report = desk.duty_fairness.report(local("09:00"), local("09:00", 7))
    assert counts(report, Burden.HOLIDAYS)["Bob"] == 1


def test_a_span_that_ends_before_it_starts_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"duty\.ends_before_start"):
        desk.duty_fairness.report(local("09:00"), local("09:00", -1))
