"""Two workstations edit the same duties at random: what one saw is changed, or refused whole."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import combinations
from threading import Barrier

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import ChangedMeanwhile, Refused
from desktop.domain.ticket import Actor
from desktop.services.desk import Desk, open_desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_shifts import NewShift
from tests.conftest import ZONE
from tests.services.duty_team import add_nights, add_team, local
from tests.services.test_duty_edits_at_random import EASY, FIRST, HOURS, Model, model

HOUR = timedelta(hours=1)
NOW = 9
"""The hour of the week at which all of it happens."""


@pytest.fixture
def second(desk: Desk, database_url: str, clock: ManualClock) -> Iterator[Desk]:
    other = open_desk(database_url, clock=clock, zone=ZONE)
    yield other
    other.close()


class Workstation:
    """Edits what it saw last, which may be long ago."""

    def __init__(self, desk: Desk, by: Actor, rng: random.Random) -> None:
        self.desk = desk
        self._by = by
        self._rng = rng
        self.look()

    def look(self) -> None:
        self.seen = [block for block in blocks(self.desk) if _hour(block.end_at) < HOURS - 4]

    def edit(self, people: list[int], expected: Model) -> Model:
        """Make an edit, and return what the hours should be after it."""
        shifts, person = self.desk.duty_shifts, self._rng.choice(people)
        start = self._rng.randrange(NOW, HOURS - 20)
        end = start + self._rng.randrange(1, 16)
        ahead = [block for block in self.seen if block.start_at >= FIRST + NOW * HOUR]
        if not ahead or self._rng.random() < 0.3:
            shifts.assign(self._by, NewShift(person, FIRST + start * HOUR, FIRST + end * HOUR))
        else:
            block = self._rng.choice(ahead)
            for hour in range(_hour(block.start_at), _hour(block.end_at)):
                expected[hour].discard(block.person_id)
            if self._rng.random() < 0.3:
                shifts.remove(self._by, block)
                return expected
            if self._rng.random() < 0.6:
                start, end = _hour(block.start_at), _hour(block.end_at)
            to = (FIRST + start * HOUR, FIRST + end * HOUR)
            shifts.change(self._by, block, person, *to)
        for hour in range(start, end):
            expected[hour].add(person)
        return expected


def _hour(at: object) -> int:
    return (at - FIRST) // HOUR  # type: ignore[operator]


def blocks(desk: Desk) -> list[BoardBlock]:
    days = desk.duty_board.days(local("12:00").date(), 8)
    return [block for row in days.rows for block in row.blocks]


def is_anybody_twice_on_duty(desk: Desk) -> bool:
    return any(
        one.person_id == other.person_id
        and one.start_at < other.end_at
        and other.start_at < one.end_at
        for one, other in combinations(blocks(desk), 2)
    )


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(1, 12))]
)
def test_no_duty_is_lost_or_doubled(desk: Desk, second: Desk, anna: Actor, seed: int) -> None:
    rng, team = random.Random(seed), add_team(desk, anna)
    desk.rest_rules.save(anna, EASY)
    add_nights(desk, anna, team["anna"], team["bob"])
    two = [Workstation(each, anna, rng) for each in (desk, second)]
    done = stale = 0
    for _ in range(24):
        at = rng.choice(two)
        if rng.random() < 0.2:
            at.look()
        before = model(desk)
        try:
            expected = at.edit(list(team.values()), model(desk))
            done += 1
        except ChangedMeanwhile:
            expected = before
            stale += 1
        except Refused as refused:
            assert refused.code in ("duty.double_booking", "duty.past")
            expected = before
        assert [model(each.desk) for each in two] == [expected, expected]
        assert not is_anybody_twice_on_duty(second)
    assert done >= 5
    assert stale >= 1


def test_two_who_give_a_person_the_same_hours_at_once_do_it_once(
    desk: Desk, second: Desk, anna: Actor
) -> None:
    team = add_team(desk, anna)
    desk.rest_rules.save(anna, EASY)
    for day in range(1, 4):
        begin = Barrier(2)
        new = NewShift(team["bob"], local("10:00", day), local("14:00", day))

        def give(each: Desk, begin: Barrier = begin, new: NewShift = new) -> str:
            begin.wait()
            try:
                each.duty_shifts.assign(anna, new)
            except Refused as refused:
                return refused.code
            return ""

        with ThreadPoolExecutor(2) as pool:
            told = sorted(pool.map(give, (desk, second)))
        assert told == ["", "duty.double_booking"]
        assert not is_anybody_twice_on_duty(desk)


def test_undo_puts_nobody_on_duty_twice(desk: Desk, second: Desk, anna: Actor) -> None:
    team = add_team(desk, anna)
    desk.rest_rules.save(anna, EASY)
    hours = (local("10:00", 1), local("14:00", 1))
    desk.duty_shifts.assign(anna, NewShift(team["bob"], *hours))
    [block] = blocks(desk)
    undo = desk.duty_shifts.remove(anna, block).undo
    assert undo
    later = NewShift(team["bob"], local("12:00", 1), local("16:00", 1))
    second.duty_shifts.assign(anna, later)
    with pytest.raises(ChangedMeanwhile):
        desk.undo.undo(anna, undo)
    assert not is_anybody_twice_on_duty(second)
    assert [each.start_at for each in blocks(second)] == [later.start_at]
