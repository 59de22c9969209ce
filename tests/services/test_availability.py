"""Absences are corrected, and wishes set for several dates, each as one step."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.domain.duty import AbsenceKind, WishKind
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.services.desk import Desk
from tests.services.duty_team import add_team, local

WEEK = (local("00:00"), local("00:00", 7))
DAYS = tuple(date(2026, 12, 30) + timedelta(days=day) for day in range(3))


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def test_an_absence_is_corrected_and_the_correction_undone(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    absence_id = desk.availability.add_absence(anna, team["bob"], *WEEK).created or 0
    later = (WEEK[0] + timedelta(days=1), WEEK[1])
    changes = desk.availability.change_absence(
        anna, absence_id, team["cat"], *later, AbsenceKind.SICK, " flu "
    )

    [row] = desk.availability.absences(*WEEK)
    assert (row.id, row.person_id, row.start_at, row.kind, row.note) == (
        absence_id,
        team["cat"],
        later[0],
        AbsenceKind.SICK,
        "flu",
    )
    assert changes.undo is not None
    desk.undo.undo(anna, changes.undo)
    assert desk.availability.absences(*WEEK)[0].person_id == team["bob"]


def test_an_absence_that_ends_before_it_starts_or_is_gone_is_not_corrected(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    absence_id = desk.availability.add_absence(anna, team["bob"], *WEEK).created or 0
    with pytest.raises(Refused, match=r"duty\.ends_before_start"):
        desk.availability.change_absence(
            anna, absence_id, team["bob"], WEEK[1], WEEK[0], AbsenceKind.SICK
        )
    with pytest.raises(NotFound):
        desk.availability.change_absence(anna, 99, team["bob"], *WEEK, AbsenceKind.SICK)


def test_wishes_for_several_dates_are_one_step(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.availability.wish(anna, team["bob"], DAYS[1], WishKind.WANTED)
    changes = desk.availability.wish_for(anna, team["bob"], DAYS, WishKind.UNWANTED)
    wishes = desk.availability.wishes(DAYS[0], DAYS[-1])
    assert [(row.day, row.kind) for row in wishes] == [(day, WishKind.UNWANTED) for day in DAYS]

    assert changes.undo is not None
    desk.undo.undo(anna, changes.undo)
    [row] = desk.availability.wishes(DAYS[0], DAYS[-1])
    assert (row.day, row.kind) == (DAYS[1], WishKind.WANTED)
