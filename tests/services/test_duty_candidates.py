"""Who can cover a time: the free and rested who owe most first, the others with the reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty import AbsenceKind, WishKind
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_coverage import CoverageRequirement
from desktop.domain.duty_fairness import Burden
from desktop.domain.duty_hours import DutyHours
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime_spec import Interval
from desktop.services.desk import Desk
from desktop.services.duty_candidates import CandidateRow
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import MOSCOW, add_line, add_nights, add_team, local

HOUR = timedelta(hours=1)
SATURDAY = (local("12:00", 5), local("17:00", 5))


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def candidates(desk: Desk, line_id: int | None = None) -> dict[str, CandidateRow]:
    """Those who can cover the Saturday, in order, by first name."""
    rows = desk.duty_candidates.who_can_cover(*SATURDAY, line_id)
    return {row.name.split()[0]: row for row in rows}


def test_those_who_owe_most_come_first_and_those_who_cannot_last(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    add_nights(desk, anna, team["bob"])
    desk.availability.add_absence(
        anna, team["cat"], local("00:00", 5), local("00:00", 7), AbsenceKind.SICK
    )
    saturday = SATURDAY[0].astimezone(MOSCOW).date()
    desk.availability.wish(anna, team["lea"], saturday, WishKind.IMPOSSIBLE)
    clock.advance(3 * timedelta(days=1))
    found = candidates(desk)
    assert list(found) == ["Anna", "Bob", "Cat", "Lea"]
    assert [row.is_available for row in found.values()] == [True, True, False, False]
    assert found["Anna"].conflicts == ()
    desk.rest_rules.save(anna, replace(DutyRules(), work_counts=True))
    found = candidates(desk)
    work_and_duty = Conflict(ConflictKind.WEEKLY_HOURS, span=50 * HOUR)
    assert found["Anna"].conflicts == (work_and_duty,)
    assert found["Anna"].debt == pytest.approx(45 * 60 / 4, abs=1)
    assert found["Bob"].debt == pytest.approx(-45 * 60 * 3 / 4, abs=1)
    assert found["Anna"].owed[Burden.NIGHTS] == pytest.approx(3 / 4, abs=0.01)
    assert found["Bob"].owed[Burden.NIGHTS] == pytest.approx(-3 * 3 / 4, abs=0.01)
    assert found["Bob"].conflicts[0] == Conflict(ConflictKind.REST, span=HOUR)
    assert found["Cat"].conflicts[:1] == (Conflict(ConflictKind.ABSENCE, absence=AbsenceKind.SICK),)
    assert found["Lea"].conflicts == (Conflict(ConflictKind.IMPOSSIBLE), work_and_duty)


def test_rest_and_the_duties_on_both_sides_are_told(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    for start, end, day in (("00:00", "04:00", 5), ("10:00", "12:00", 6)):
        extra = NewOverride(local(start, day), local(end, day), add_id=team["bob"])
        desk.duty_overrides.add(anna, extra)
    bob = candidates(desk)["Bob"]
    assert (bob.rest, bob.since_last, bob.until_next) == (8 * HOUR, 8 * HOUR, 17 * HOUR)
    assert bob.conflicts[0] == Conflict(ConflictKind.REST, span=8 * HOUR)
    assert bob.is_available
    assert list(candidates(desk))[-1] == "Bob"
    desk.rest_rules.save(anna, replace(DutyRules(), rest=8 * HOUR, weekly_hours=None))
    assert candidates(desk)["Bob"].conflicts == ()


def test_whoever_is_on_duty_then_is_double_booked_on_whatever_line(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    network = add_line(desk, "Network")
    desk.duty_overrides.add(anna, NewOverride(*SATURDAY, add_id=team["bob"], line_id=network))
    bob = candidates(desk)["Bob"]
    assert not bob.is_available
    assert bob.conflicts[0].kind is ConflictKind.DOUBLE_BOOKING


def test_those_without_the_skill_come_after_those_with_it(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    network = add_line(desk, "Network")
    hours = DutyHours(WeeklyWindow(EVERY_DAY, Interval.parse("12:00", "15:00")))
    needed = CoverageRequirement("Afternoons", hours, skill="db")
    desk.duty_requirements.save(anna, needed, line_id=network)
    desk.duty_requirements.set_skills(anna, team["lea"], ["DB"])
    found = candidates(desk, network)
    assert list(found) == ["Lea", "Anna", "Bob", "Cat"]
    assert (found["Lea"].lacks, found["Bob"].lacks) == ((), ("db",))
    assert list(candidates(desk)) == ["Anna", "Bob", "Cat", "Lea"]


def test_a_time_that_ends_before_it_starts_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match=r"duty\.ends_before_start"):
        desk.duty_candidates.who_can_cover(SATURDAY[1], SATURDAY[0])
