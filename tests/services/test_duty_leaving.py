"""Somebody with duties ahead leaves: refused, or taken off without moving anybody else."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.duty_rotation import Cadence, Every, Rotation
from desktop.domain.duty_rules import DutyRules
from desktop.domain.duty_swap import SwapState
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_rules import SETTLED, NewRule
from desktop.services.duty_shifts import NewShift
from desktop.services.temporary_schedules import TemporarySchedule, TemporaryShift
from tests.services.duty_team import NIGHTS, add_line, add_nights, add_team, local, on_duty

DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
EASY = DutyRules(rest=timedelta(0), nights_in_7_days=0, weekends_in_a_row=0, weekly_hours=None)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    found = add_team(desk, anna)
    desk.rest_rules.save(anna, EASY)
    return found


def undo(desk: Desk, by: Actor, changes: Changes) -> None:
    assert changes.undo is not None
    desk.undo.undo(by, changes.undo)


def turns(
    desk: Desk, since: datetime, weeks: int, line_id: int | None = None
) -> list[tuple[int, datetime]]:
    found = desk.duty.between(since, since + weeks * WEEK, line_id)
    return [(row.person_id, row.start_at) for row in found.pieces]


def test_who_has_duties_ahead_does_not_just_leave(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    span = (local("10:00", 5), local("14:00", 5))
    desk.duty_shifts.assign(anna, NewShift(team["bob"], *span))
    desk.duty_shifts.assign(
        anna, NewShift(team["bob"], local("10:00", 6), local("14:00", 6), is_draft=True)
    )
    with pytest.raises(Refused) as refused:
        desk.people.set_active(team["bob"], False)
    assert refused.value.code == "person.has_duties"
    assert refused.value.facts == {"name": "Bob", "count": 2, "first": span[0]}
    assert [row.is_active for row in desk.people.all() if row.name == "Bob"] == [True]

    changes = desk.people.set_active(team["bob"], False, releases=True)
    assert on_duty(desk, local("12:00", 5)) == []
    assert "Bob" not in [row.name for row in desk.people.all()]
    undo(desk, anna, changes)
    assert on_duty(desk, local("12:00", 5)) == [team["bob"]]
    assert "Bob" in [row.name for row in desk.people.all()]


def test_a_rotation_goes_on_without_moving_the_others(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    add_nights(desk, anna, team["anna"], team["bob"], team["cat"])
    clock.advance(9 * DAY)  # in Bob's week
    now = clock.now()
    before = turns(desk, local("00:00"), 40)
    changes = desk.people.set_active(team["bob"], False, releases=True)

    after = turns(desk, local("00:00"), 40)
    settled = now + SETTLED
    assert [turn for turn in after if turn[1] < now] == [turn for turn in before if turn[1] < now]
    others = [turn for turn in before if turn[0] != team["bob"] and now <= turn[1] < settled]
    assert [turn for turn in after if now <= turn[1] < settled] == others
    later = [person for person, start_at in after if start_at >= settled + WEEK]
    assert set(later) == {team["anna"], team["cat"]}
    assert desk.duty.between(now + 10 * WEEK, now + 11 * WEEK).pieces  # no hole is left for ever
    undo(desk, anna, changes)
    assert turns(desk, local("00:00"), 40) == before


def test_hours_of_nobody_else_are_nobodys(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    add_nights(desk, anna, team["bob"])
    desk.people.set_active(team["bob"], False, releases=True)
    assert turns(desk, local("09:00"), 30) == []
    assert [rule.rotation for rule in desk.duty_rules.all()] == [None]


def test_a_planned_version_loses_the_person_too(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    rule = add_nights(desk, anna, team["anna"])
    people = [team["anna"], team["bob"], team["cat"]]
    desk.duty_rules.change_people(anna, rule, people, local("09:00", 7 * 20))
    desk.people.set_active(team["bob"], False, releases=True)
    later = {person for person, _ in turns(desk, local("09:00"), 45)}
    assert later == {team["anna"], team["cat"]}


def test_what_somebody_else_took_stays_theirs(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    span = (local("10:00", 5), local("14:00", 5))
    shift = desk.duty_shifts.assign(anna, NewShift(team["bob"], *span)).created
    as_bob, as_cat = (Actor(team[name], Source.WINDOW) for name in ("bob", "cat"))
    swap = desk.swaps.ask(as_bob, f"shift-{shift}", team["bob"]).created or 0
    desk.swaps.take(as_cat, swap, team["cat"])
    other = desk.duty_shifts.assign(
        anna, NewShift(team["bob"], local("10:00", 6), local("14:00", 6))
    ).created
    desk.swaps.ask(as_bob, f"shift-{other}", team["bob"])
    instead = NewOverride(local("18:00", 6), local("20:00", 6), team["bob"])
    desk.duty_overrides.add(anna, instead)

    desk.people.set_active(team["bob"], False, releases=True)
    assert on_duty(desk, local("12:00", 5)) == [team["cat"]]
    assert on_duty(desk, local("12:00", 6)) == []
    assert on_duty(desk, local("19:00", 6)) == []
    states = [row.state for row in desk.swaps.between(local("00:00"), local("00:00", 9))]
    assert states == [SwapState.TAKEN, SwapState.UNDONE]


def test_lines_and_temporary_schedules_are_left_too(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    line = add_line(desk, "First")
    weekly = Rotation(
        Cadence(Every.WEEKLY, 1, local("09:00")), (str(team["bob"]), str(team["cat"]))
    )
    desk.duty_rules.add(anna, NewRule("First", NIGHTS, weekly, line_id=line))
    add_nights(desk, anna, team["bob"], team["lea"])
    midday = TemporaryShift(local("12:00", 1), local("16:00", 1), team["bob"])
    desk.temporary_schedules.save(
        anna, TemporarySchedule("Fair", local("00:00", 1), local("00:00", 2), (midday,), line)
    )
    others = [turn for turn in turns(desk, local("09:00"), 8, line) if turn[0] != team["bob"]]
    changes = desk.people.set_active(team["bob"], False, releases=True)
    assert turns(desk, local("09:00"), 8, line) == others
    assert team["bob"] not in {person for person, _ in turns(desk, local("09:00"), 45, line)}
    assert team["bob"] not in {person for person, _ in turns(desk, local("09:00"), 45)}
    undo(desk, anna, changes)
    assert on_duty(desk, local("14:00", 1), line) == [team["bob"]]
