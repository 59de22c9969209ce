"""Requests for swaps with their times, and a time as a part of a shift."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty_swap import ShiftPart, SwapState
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.services.desk import Desk
from tests.services.duty_team import add_nights, add_team, local

HOUR = timedelta(hours=1)
EVENING, MORNING = local("18:00"), local("09:00", 1)


@pytest.fixture
def night(desk: Desk, anna: Actor) -> str:
    """The id of Anna's duty of this night."""
    add_team(desk, anna)
    add_nights(desk, anna, anna.person_id or 0)
    return desk.duty.who_is_on(local("23:00"))[0].shift_id


def ask(desk: Desk, anna: Actor, night: str, part: ShiftPart | None = None) -> int:
    return desk.swaps.ask(anna, night, anna.person_id or 0, part=part).created or 0


def test_a_request_tells_the_times_it_is_about(desk: Desk, anna: Actor, night: str) -> None:
    whole = ask(desk, anna, night)
    part = ask(desk, anna, night, ShiftPart(2 * HOUR, 4 * HOUR))

    requests = {each.id: (each.start_at, each.end_at) for each in desk.swaps.ahead()}
    assert requests == {
        whole: (EVENING, MORNING),
        part: (local("20:00"), local("00:00", 1)),
    }


def test_an_answered_request_is_told_until_its_time_is_over(
    desk: Desk, anna: Actor, night: str, clock: ManualClock
) -> None:
    ask(desk, anna, night)
    desk.swaps.decline(anna, desk.swaps.ahead()[0].id)
    assert [each.row.state for each in desk.swaps.ahead()] == [SwapState.DECLINED]
    clock.jump_to(MORNING - HOUR)
    assert len(desk.swaps.ahead()) == 1
    clock.jump_to(MORNING)
    assert desk.swaps.ahead() == ()


def test_a_time_within_a_shift_is_the_part_that_is_asked_for(desk: Desk, night: str) -> None:
    assert desk.swaps.part(night, EVENING, MORNING) is None
    part = desk.swaps.part(night, EVENING + 2 * HOUR, EVENING + 6 * HOUR)
    assert part == ShiftPart(2 * HOUR, 4 * HOUR)
    for span in ((EVENING - HOUR, MORNING), (EVENING, MORNING + HOUR)):
        with pytest.raises(Refused, match=r"swap\.bad_part"):
            desk.swaps.part(night, *span)
    with pytest.raises(NotFound):
        desk.swaps.part("nothing", EVENING, MORNING)
