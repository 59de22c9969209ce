"""Random edits by hand do what they say, Undo brings all back, and the past never changes."""

from __future__ import annotations

import random
from datetime import datetime, timedelta

import pytest

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.duty_rules import DutyRules
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor, Role, Source
from desktop.services.desk import Desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_shifts import NewShift
from tests.services.duty_team import add_nights, add_team, local

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EASY = DutyRules(rest=timedelta(0), nights_in_7_days=0, weekends_in_a_row=0, weekly_hours=None)
FIRST, HOURS = local("00:00"), 7 * 24

Model = list[set[int]]
"""Who is on duty in each hour of the week."""


def model(desk: Desk, start: int = 0, end: int = HOURS) -> Model:
    found: Model = [set() for _ in range(start, end)]
    for piece in desk.duty.between(FIRST + start * HOUR, FIRST + end * HOUR).pieces:
        for hour in range(_hour(piece.start_at), _hour(piece.end_at)):
            found[hour - start].add(piece.person_id)
    return found


def _hour(at: datetime) -> int:
    return (at - FIRST) // HOUR


class Editor:
    """Makes one random edit after the other and knows what each should do."""

    def __init__(self, desk: Desk, by: Actor, people: list[int], rng: random.Random) -> None:
        self.desk = desk
        self.by = by
        self.people = people
        self.rng = rng

    def edit(self, now: int) -> tuple[Changes, Model] | None:
        """Return what was changed and what the hours should be then; None when it was refused."""
        expected = model(self.desk)
        ahead = [block for block in self._blocks() if _hour(block.end_at) > now]
        start = self.rng.randrange(now, HOURS - 20)
        end = start + self.rng.randrange(1, 16)
        person = self.rng.choice(self.people)
        shifts = self.desk.duty_shifts
        try:
            if not ahead or self.rng.random() < 0.2:
                new = NewShift(person, FIRST + start * HOUR, FIRST + end * HOUR)
                changes = shifts.assign(self.by, new)
            else:
                block = self._part(self.rng.choice(ahead), now)
                for hour in range(max(_hour(block.start_at), now), _hour(block.end_at)):
                    expected[hour].discard(block.person_id)
                if self.rng.random() < 0.2:
                    return shifts.remove(self.by, block), expected
                if self.rng.random() < 0.5:
                    start, end = _hour(block.start_at), _hour(block.end_at)
                to = (FIRST + start * HOUR, FIRST + end * HOUR)
                changes = shifts.change(self.by, block, person, *to)
        except Refused as refused:
            assert refused.code in ("duty.double_booking", "duty.past")
            return None
        for hour in range(max(start, now), end):
            expected[hour].add(person)
        return changes, expected

    def _blocks(self) -> list[BoardBlock]:
        rows = self.desk.duty_board.days(FIRST.astimezone(local("12:00").tzinfo).date(), 6).rows
        return [block for row in rows for block in row.blocks if _hour(block.end_at) < HOURS - 4]

    def _part(self, block: BoardBlock, now: int) -> BoardBlock:
        """Return the block, or now and then its later half."""
        middle = (_hour(block.start_at) + _hour(block.end_at)) // 2
        if self.rng.random() < 0.8 or not max(_hour(block.start_at), now) < middle:
            return block
        return BoardBlock(
            block.shift_id,
            block.line_id,
            block.person_id,
            FIRST + middle * HOUR,
            block.end_at,
            block.source,
        )


@pytest.mark.parametrize(
    "seed", [0, 1, *(pytest.param(seed, marks=pytest.mark.long) for seed in range(2, 20))]
)
def test_edits_at_random(sqlite_desk: Desk, clock: ManualClock, seed: int) -> None:
    desk, rng = sqlite_desk, random.Random(seed)
    by = Actor(desk.people.add("Anna", role=Role.AGENT).created, Source.WINDOW)
    team = add_team(desk, by)
    desk.rest_rules.save(by, EASY)
    add_nights(desk, by, team["anna"], team["bob"])
    editor, now, done = Editor(desk, by, list(team.values()), rng), 9, 0
    past = model(desk)[:now]
    for _ in range(24):
        before = model(desk)
        step = editor.edit(now)
        if step is None:
            assert model(desk) == before
            continue
        done += 1
        changes, expected = step
        after = model(desk)
        assert after == expected
        assert after[:now] == past
        middle = rng.randrange(1, HOURS)
        assert model(desk, 0, middle) + model(desk, middle, HOURS) == after
        if changes.undo is not None and rng.random() < 0.4:
            desk.undo.undo(by, changes.undo)
            assert model(desk) == before
        if rng.random() < 0.3:
            past = model(desk)[: now + 3]
            now += 3
            clock.advance(3 * HOUR)
    assert done >= 10
