"""A board of duty: local days, each person's times, absences, and the gaps of the same duties."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.duty import AbsenceKind
from desktop.domain.ticket import Actor
from desktop.domain.worktime_spec import Override, OverrideKind
from desktop.services.desk import Desk
from desktop.services.duty_board import BoardAbsence
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import add_line, add_nights, add_team, local

MONDAY = date(2026, 11, 23)
DAY = timedelta(days=1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def test_a_week_of_people_gaps_and_absences(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    add_nights(desk, anna, team["bob"])
    gone = NewOverride(local("20:00", 1), local("23:00", 1), remove_id=team["bob"])
    desk.duty_overrides.add(anna, gone)
    desk.availability.add_absence(anna, team["cat"], local("00:00", 2), local("00:00", 4))
    desk.people.set_active(team["lea"], active=False)

    board = desk.duty_board.days(MONDAY, 4)

    assert board.days == tuple(local("00:00", day) for day in range(5))
    rows = {row.name: row for row in board.rows}
    assert "Lea" not in rows
    assert rows["Bob"].on_duty == (
        (local("18:00"), local("09:00", 1)),
        (local("18:00", 1), local("20:00", 1)),
        (local("23:00", 1), local("09:00", 2)),
        (local("18:00", 2), local("09:00", 3)),
        (local("18:00", 3), local("00:00", 4)),
    )
    assert rows["Cat"].away == ((local("00:00", 2), local("00:00", 4)),)
    assert board.uncovered == ((local("20:00", 1), local("23:00", 1)),)
    assert board.missed == ((local("00:00"), local("09:00")),)
    assert board.working[0] == (local("09:00"), local("18:00"))
    asked, hour = 4 * 15, timedelta(hours=1)
    assert (board.required, board.covered) == (asked * hour, (asked - 3 - 9) * hour)
    assert board.percent == 80


def test_a_day_on_which_the_clocks_change_is_not_24_hours_long(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.settings.set(anna.person_id, "team.zone", "Europe/Berlin")
    board = desk.duty_board.days(date(2027, 3, 27), 3)
    lengths = [later - earlier for earlier, later in zip(board.days, board.days[1:], strict=False)]
    assert lengths == [DAY, DAY - timedelta(hours=1), DAY]


def test_holidays_lines_and_kinds_of_absence_are_told(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    spec = desk.calendars.one("business").spec
    overrides = {
        MONDAY + DAY: Override(OverrideKind.HOLIDAY, (), "Feast"),
        MONDAY + 2 * DAY: Override(OverrideKind.SHORT_DAY, ()),
        MONDAY + 9 * DAY: Override(OverrideKind.HOLIDAY, (), "Later"),
    }
    desk.calendars.edit(anna, "business", replace(spec, overrides=overrides))
    line = add_line(desk, "Second line")
    away = (local("00:00", 1), local("00:00", 2))
    desk.availability.add_absence(anna, team["cat"], *away, AbsenceKind.SICK)

    board = desk.duty_board.days(MONDAY, 7)

    assert board.holidays == ((MONDAY + DAY, "Feast"),)
    assert board.lines == ((line, "Second line"),)
    [cat] = [row for row in board.rows if row.name == "Cat"]
    assert cat.absences == (BoardAbsence(*away, AbsenceKind.SICK),)
