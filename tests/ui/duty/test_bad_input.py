"""Bad input of duties: each is answered by a sentence in both languages, and nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from desktop.domain.duty_rotation import Cadence, Every, Rotation
from desktop.domain.errors import DeskError
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_rules import NewRule
from desktop.services.duty_shifts import NewShift
from desktop.services.temporary_schedules import TemporarySchedule, TemporaryShift
from desktop.ui.texts import sentence
from tests.dump import dump
from tests.services.duty_team import NIGHTS, add_nights, add_team, local

EVENING, LATE, MORNING = local("18:00"), local("22:00"), local("09:00", 1)

Attempt = Callable[[Desk, Actor, dict[str, int], Path], object]


def overlapping_overrides(desk: Desk, by: Actor, team: dict[str, int], _: Path) -> None:
    desk.duty_overrides.add(by, NewOverride(LATE, MORNING, add_id=team["cat"]))


def a_monthly_day_31(desk: Desk, by: Actor, team: dict[str, int], _: Path) -> None:
    start = datetime(2026, 1, 31, 6, tzinfo=UTC)
    rotation = Rotation(Cadence(Every.MONTHLY, 1, start), (str(team["bob"]),))
    desk.duty_rules.add(by, NewRule("Months", NIGHTS, rotation))


def a_shift_that_ends_first(desk: Desk, by: Actor, team: dict[str, int], _: Path) -> None:
    desk.duty_shifts.assign(by, NewShift(team["cat"], MORNING, EVENING))


def a_shift_without_end(desk: Desk, by: Actor, team: dict[str, int], _: Path) -> None:
    desk.duty_shifts.assign(by, NewShift(team["cat"], EVENING, local("18:00", 60)))


def a_double_booking(desk: Desk, by: Actor, team: dict[str, int], _: Path) -> None:
    desk.duty_shifts.assign(by, NewShift(team["bob"], EVENING, LATE, reason="I want it"))


def an_override_of_nobody(desk: Desk, by: Actor, team: dict[str, int], _: Path) -> None:
    desk.duty_overrides.add(by, NewOverride(EVENING, LATE))


def a_schedule_that_leaves_its_days(desk: Desk, by: Actor, team: dict[str, int], _: Path) -> None:
    shift = TemporaryShift(LATE, local("12:00", 2), team["cat"])
    desk.temporary_schedules.save(by, TemporarySchedule("Feast", EVENING, MORNING, (shift,)))


def a_file_of_nonsense(desk: Desk, by: Actor, team: dict[str, int], folder: Path) -> None:
    path = folder / "rota.ics"
    path.write_bytes(bytes(range(256)) * 100)
    desk.duty_import.read(path)


def a_person_removed_who_has_duties(desk: Desk, by: Actor, team: dict[str, int], _: Path) -> None:
    desk.people.set_active(team["bob"], False)


def a_duty_of_somebody_who_left(desk: Desk, by: Actor, team: dict[str, int], _: Path) -> None:
    desk.duty_shifts.assign(by, NewShift(team["lea"], EVENING, LATE))


@pytest.mark.parametrize(
    ("attempt", "said"),
    [
        (overlapping_overrides, "overrides of Cat overlap"),
        (a_monthly_day_31, "Not every month has a day 31"),
        (a_shift_that_ends_first, "does not come after the start"),
        (a_shift_without_end, "31 days"),
        (a_double_booking, "Bob has another duty at this time"),
        (an_override_of_nobody, "who joins or who is taken away"),
        (a_schedule_that_leaves_its_days, "Feast"),
        (a_file_of_nonsense, "not a calendar file"),
        (a_person_removed_who_has_duties, "Bob"),
        (a_duty_of_somebody_who_left, "Lea"),
    ],
)
def test_bad_input_is_answered_in_a_sentence_and_nothing_is_lost(
    sqlite_desk: Desk, speak: Callable[[str], None], tmp_path: Path, attempt: Attempt, said: str
) -> None:
    by = Actor(sqlite_desk.people.add("Anna Kern").created, Source.WINDOW)
    team = add_team(sqlite_desk, by)
    add_nights(sqlite_desk, by, team["bob"])
    sqlite_desk.duty_overrides.add(by, NewOverride(EVENING, MORNING, add_id=team["cat"]))
    sqlite_desk.people.set_active(team["lea"], False)
    before = dump(sqlite_desk)

    with pytest.raises(DeskError) as refused:
        attempt(sqlite_desk, by, team, tmp_path)

    assert dump(sqlite_desk) == before
    speak("en")
    english = sentence(refused.value)
    assert said in english
    speak("ru")
    russian = sentence(refused.value)
    assert re.search("[а-я]{3}", russian) and russian != english
    for told in (english, russian):
        assert "{" not in told and refused.value.code not in told
