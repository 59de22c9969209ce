"""Who had a ticket that nobody took: "nobody on duty" where a calendar left a hole (K21)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.explain_words import Language
from desktop.domain.sla import ClockKind
from desktop.domain.sla_clock import HolderKind
from desktop.domain.ticket import Actor, Priority
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import add_nights, add_team, local
from tests.services.telling import make

HOUR = timedelta(hours=1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def held(desk: Desk, number: int) -> dict[HolderKind, float]:
    """Hours by kind of holder."""
    shares = desk.clocks.evaluation(number).held
    return {holder.kind: span / HOUR for holder, span in shares.items()}


def test_without_a_calendar_a_ticket_of_nobody_is_unassigned(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    number = make(desk, anna)
    clock.advance(24 * HOUR)
    assert held(desk, number) == {HolderKind.UNASSIGNED: 24}


def test_the_hole_in_the_calendar_is_nobody_on_duty(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    number = make(desk, anna, Priority.CRITICAL)
    add_nights(desk, anna, team["bob"])
    gone = NewOverride(local("20:00"), local("23:00"), remove_id=team["bob"])
    desk.duty_overrides.add(anna, gone)
    clock.advance(24 * HOUR)

    assert held(desk, number) == {HolderKind.UNASSIGNED: 21, HolderKind.NOBODY_ON_DUTY: 3}
    told = desk.clocks.explanation(number, ClockKind.FIRST_RESPONSE, Language.ENGLISH)
    assert told is not None
    assert "nobody on duty" in str(told)


def test_a_person_who_has_the_ticket_has_it_at_any_hour(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    number = make(desk, anna)
    desk.tickets.assign(anna, [number], team["cat"])
    gone = NewOverride(local("20:00"), local("23:00"), add_id=team["bob"])
    desk.duty_overrides.add(anna, gone)
    clock.advance(24 * HOUR)
    assert held(desk, number) == {HolderKind.PERSON: 24}


def test_nobody_is_missed_before_the_calendar_began_and_after_it_ended(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    number = make(desk, anna)
    clock.advance(24 * HOUR)  # a night without a calendar
    rule = add_nights(desk, anna, team["bob"])
    clock.advance(24 * HOUR)
    desk.duty_rules.end(anna, rule)
    clock.advance(48 * HOUR)
    assert held(desk, number) == {HolderKind.UNASSIGNED: 96}
