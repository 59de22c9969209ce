"""Promised hours with nobody there: which, of which policy, and the one to tell of soon (C7)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Priority
from desktop.models.people import Organisation
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import add_line, add_nights, add_team, local

HOUR = timedelta(hours=1)
URGENT = (Priority.CRITICAL, Priority.HIGH)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def test_without_duties_every_night_is_uncovered_and_the_banner_is_silent(
    desk: Desk, team: dict[str, int]
) -> None:
    found = desk.duty_coverage.between(local("09:00"), local("09:00", 1))
    assert (found.required, found.covered, found.percent) == (15 * HOUR, 0 * HOUR, 0)
    [row] = found.uncovered
    assert (row.start_at, row.end_at) == (local("18:00"), local("09:00", 1))
    assert (row.name, row.priorities) == ("Small 24/7", URGENT)
    assert desk.duty_coverage.gap_soon() is None


def test_a_hole_in_the_duties_is_listed_and_told_when_it_is_near(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    add_nights(desk, anna, team["bob"])
    gone = NewOverride(local("22:00", 3), local("06:00", 4), remove_id=team["bob"])
    desk.duty_overrides.add(anna, gone)
    found = desk.duty_coverage.between(local("09:00"), local("09:00", 5))
    assert [(row.start_at, row.end_at) for row in found.uncovered] == [
        (local("22:00", 3), local("06:00", 4))
    ]
    assert (found.required - found.covered, found.percent) == (8 * HOUR, 89)
    assert desk.duty_coverage.gap_soon() is None
    clock.advance(24 * HOUR)
    gap = desk.duty_coverage.gap_soon()
    assert gap is not None
    assert gap.start_at == local("22:00", 3)


def test_the_weekend_days_no_rule_covers_are_uncovered(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    found = desk.duty_coverage.between(local("09:00", 5), local("09:00", 7))
    assert [(row.start_at, row.end_at) for row in found.uncovered] == [
        (local("09:00", day), local("18:00", day)) for day in (5, 6)
    ]


def test_a_hole_that_has_begun_is_history_up_to_now(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    clock.advance(14 * HOUR)  # 23:00
    rows = desk.duty_coverage.between(local("09:00"), local("09:00", 1)).uncovered
    assert [(row.end_at - row.start_at, row.is_history) for row in rows] == [
        (5 * HOUR, True),
        (10 * HOUR, False),
    ]


def test_a_promise_that_nobody_was_given_does_not_count(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    """The default promises business hours alone; then a client gets the other policy."""
    small, office = desk.policies.all()
    desk.policy_edits.set_default(anna, office.id)
    span = (local("09:00"), local("09:00", 1))
    nothing = desk.duty_coverage.between(*span)
    assert (nothing.uncovered, nothing.percent) == ((), 100)
    with desk.database.write() as session:
        session.add(Organisation(name="Nord", policy_id=small.id))
    assert [row.name for row in desk.duty_coverage.between(*span).uncovered] == ["Small 24/7"]


def test_somebody_on_duty_on_any_line_covers(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    add_nights(desk, anna, team["cat"], line_id=add_line(desk, "Network"))
    assert desk.duty_coverage.between(local("09:00"), local("09:00", 1)).percent == 100
