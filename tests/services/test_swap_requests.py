"""Requests for swaps with their times, and a time as a part of a shift."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty_swap import ShiftPart, SwapState
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import add_nights, add_team, local, on_duty

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


@pytest.fixture
def evening(desk: Desk, anna: Actor, night: str) -> dict[str, int]:
    """The people by first name, with Bob on duty as well till 22:00 of this night."""
    people = {person.name.split()[0].lower(): person.id for person in desk.people.all()}
    span = (EVENING, local("22:00"))
    desk.duty_overrides.add(anna, NewOverride(*span, add_id=people["bob"]))
    return people


def test_whoever_is_on_duty_already_cannot_take_another_one_of_then(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int]
) -> None:
    bob = Actor(evening["bob"], Source.WINDOW)
    whole = ask(desk, anna, night)
    lead = Actor(evening["lea"], Source.WINDOW)
    for by in (bob, lead):
        with pytest.raises(Refused, match=r"duty\.double_booking"):
            desk.swaps.take(by, whole, evening["bob"])
    assert sorted(on_duty(desk, local("19:00"))) == sorted([evening["anna"], evening["bob"]])
    rest = ask(desk, anna, night, ShiftPart(4 * HOUR, 11 * HOUR))
    desk.swaps.take(bob, rest, evening["bob"])
    assert on_duty(desk, local("23:00")) == [evening["bob"]]


def test_what_somebody_else_took_meanwhile_cannot_be_taken_again(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int]
) -> None:
    cat, lea = evening["cat"], evening["lea"]
    to_cat = desk.swaps.ask(anna, night, evening["anna"], cat).created or 0
    to_lea = desk.swaps.ask(anna, night, evening["anna"], lea).created or 0
    desk.swaps.take(Actor(cat, Source.WINDOW), to_cat, cat)
    with pytest.raises(Refused, match=r"swap\.not_held"):
        desk.swaps.take(Actor(lea, Source.WINDOW), to_lea, lea)
    assert on_duty(desk, local("23:00")) == [cat]
    assert [each.row.state for each in desk.swaps.ahead()] == [SwapState.TAKEN, SwapState.ASKED]


def test_a_duty_given_away_in_part_comes_back_whole(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int]
) -> None:
    """Whoever has a part of the duty already may take the others of it."""
    cat = evening["cat"]
    part = ask(desk, anna, night, ShiftPart(4 * HOUR, HOUR))
    desk.swaps.take(Actor(cat, Source.WINDOW), part, cat)
    whole = ask(desk, anna, night)
    desk.swaps.take(Actor(cat, Source.WINDOW), whole, cat)
    assert [on_duty(desk, local(at)) for at in ("22:30", "23:30")] == [[cat], [cat]]


def test_nobody_who_has_left_takes_a_duty(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int]
) -> None:
    whole = ask(desk, anna, night)
    desk.people.set_active(evening["cat"], False)
    with pytest.raises(Refused, match=r"duty\.person_left"):
        desk.swaps.take(Actor(evening["lea"], Source.WINDOW), whole, evening["cat"])
