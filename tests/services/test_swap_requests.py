"""Requests for swaps with their times, and a time as a part of a shift."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty import AbsenceKind, WishKind
from desktop.domain.duty_swap import ShiftPart, SwapState
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_shifts import NewShift
from desktop.services.temporary_schedules import TemporarySchedule, TemporaryShift
from tests.services.duty_team import add_line, add_nights, add_team, local, on_duty

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
    with pytest.raises(Refused, match=r"swap\.not_open"):
        desk.swaps.take(Actor(lea, Source.WINDOW), to_lea, lea)
    assert on_duty(desk, local("23:00")) == [cat]


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


def states(desk: Desk) -> dict[int, SwapState]:
    return {each.id: each.row.state for each in desk.swaps.ahead()}


def test_other_requests_for_the_time_taken_are_closed_and_undo_opens_them(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int]
) -> None:
    cat = Actor(evening["cat"], Source.WINDOW)
    whole = ask(desk, anna, night)
    late = ask(desk, anna, night, ShiftPart(4 * HOUR, 4 * HOUR))
    early = ask(desk, anna, night, ShiftPart(0 * HOUR, 4 * HOUR))
    taken = desk.swaps.take(cat, late, evening["cat"])
    asked, closed = SwapState.ASKED, SwapState.UNDONE
    assert states(desk) == {whole: closed, late: SwapState.TAKEN, early: asked}
    assert taken.undo is not None
    desk.undo.undo(cat, taken.undo)
    assert states(desk) == {whole: asked, late: asked, early: asked}


def test_taking_over_closes_the_requests_for_what_is_left(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int], clock: ManualClock
) -> None:
    whole = ask(desk, anna, night)
    clock.jump_to(EVENING + 3 * HOUR)
    desk.swaps.take_over_now(anna, night, evening["anna"], evening["cat"])
    assert states(desk)[whole] is SwapState.UNDONE


@pytest.mark.parametrize("why", ["absent", "impossible"])
def test_only_a_lead_gives_a_duty_to_somebody_who_is_away(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int], why: str
) -> None:
    cat = evening["cat"]
    if why == "absent":
        away = (EVENING + HOUR, MORNING)
        desk.availability.add_absence(anna, cat, *away, AbsenceKind.VACATION)
    else:
        day = EVENING.date()
        desk.availability.wish(anna, cat, day, WishKind.IMPOSSIBLE)
    whole = ask(desk, anna, night)
    with pytest.raises(Refused, match=r"swap\.taker_away"):
        desk.swaps.take(Actor(cat, Source.WINDOW), whole, cat)
    desk.swaps.take(Actor(evening["lea"], Source.WINDOW), whole, cat)
    assert on_duty(desk, local("23:00")) == [cat]


def test_nobody_who_left_or_is_on_duty_takes_over(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int], clock: ManualClock
) -> None:
    clock.jump_to(EVENING + 2 * HOUR)
    with pytest.raises(Refused, match=r"duty\.double_booking"):
        desk.swaps.take_over_now(anna, night, evening["anna"], evening["bob"])
    desk.people.set_active(evening["cat"], False)
    with pytest.raises(Refused, match=r"duty\.person_left"):
        desk.swaps.take_over_now(anna, night, evening["anna"], evening["cat"])
    assert desk.swaps.ahead() == ()


def test_only_a_shift_of_its_own_is_swapped(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int]
) -> None:
    span = (EVENING + 24 * HOUR, MORNING + 24 * HOUR)
    shift = TemporaryShift(*span, evening["cat"])
    desk.temporary_schedules.save(anna, TemporarySchedule("Fair", *span, (shift,)))
    [given] = desk.duty.who_is_on(span[0])
    draft = NewShift(evening["cat"], EVENING + 72 * HOUR, MORNING + 72 * HOUR, is_draft=True)
    number = desk.duty_shifts.assign(anna, draft).created
    cat = Actor(evening["cat"], Source.WINDOW)
    for shift_id in ("", given.shift_id, f"shift-{number}"):
        with pytest.raises(Refused, match=r"swap\.not_a_shift"):
            desk.swaps.ask(cat, shift_id, evening["cat"])


def test_a_locked_shift_is_not_given_away(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int]
) -> None:
    cat = evening["cat"]
    span = (EVENING - 6 * HOUR, EVENING)
    number = desk.duty_shifts.assign(anna, NewShift(cat, *span)).created
    asked = desk.swaps.ask(Actor(cat, Source.WINDOW), f"shift-{number}", cat).created or 0
    board = desk.duty_board.days(EVENING.date(), 1)
    [block] = [each for row in board.rows for each in row.blocks if each.person_id == cat]
    desk.duty_shifts.lock(anna, block, True)
    with pytest.raises(Refused, match=r"duty\.locked"):
        desk.swaps.ask(Actor(cat, Source.WINDOW), block.shift_id, cat)
    with pytest.raises(Refused, match=r"duty\.locked"):
        desk.swaps.take(anna, asked, evening["anna"])
    for add_id in (None, evening["lea"]):
        with pytest.raises(Refused, match=r"duty\.locked"):
            desk.duty_overrides.add(anna, NewOverride(*span, add_id, cat))
    desk.duty_shifts.lock(anna, replace(block, is_locked=True), False)
    desk.duty_overrides.add(anna, NewOverride(*span, remove_id=cat))
    assert on_duty(desk, EVENING - HOUR) == []


def test_nobody_is_put_on_duty_twice_by_an_override(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int]
) -> None:
    late = NewOverride(MORNING - HOUR, MORNING + HOUR, add_id=evening["anna"])
    with pytest.raises(Refused, match=r"duty\.double_booking"):
        desk.duty_overrides.add(anna, late)
    desk.duty_overrides.add(anna, replace(late, start_at=MORNING))


def test_a_swap_taken_back_opens_again_what_it_closed_and_nothing_else(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int]
) -> None:
    cat = Actor(evening["cat"], Source.WINDOW)
    whole = ask(desk, anna, night)
    early = ask(desk, anna, night, ShiftPart(0 * HOUR, 4 * HOUR))
    late = ask(desk, anna, night, ShiftPart(4 * HOUR, 4 * HOUR))
    desk.swaps.decline(anna, early)
    desk.swaps.take(cat, late, evening["cat"])

    back = desk.swaps.take_back(cat, late)

    asked, declined, undone = SwapState.ASKED, SwapState.DECLINED, SwapState.UNDONE
    assert states(desk) == {whole: asked, early: declined, late: undone}
    assert on_duty(desk, EVENING + 5 * HOUR) == [anna.person_id]
    assert back.undo is not None
    desk.undo.undo(cat, back.undo)
    assert states(desk) == {whole: undone, early: declined, late: SwapState.TAKEN}
    desk.swaps.take_back(cat, late)
    desk.swaps.take(cat, whole, evening["cat"])
    assert on_duty(desk, EVENING + 5 * HOUR) == [evening["cat"]]


@pytest.mark.parametrize("how", ["taken back", "undone"])
def test_a_duty_given_away_does_not_come_back_beside_another_one(
    desk: Desk, anna: Actor, night: str, evening: dict[str, int], how: str
) -> None:
    late = ask(desk, anna, night, ShiftPart(4 * HOUR, 4 * HOUR))
    taken = desk.swaps.take(Actor(evening["cat"], Source.WINDOW), late, evening["cat"])
    span = (EVENING + 5 * HOUR, EVENING + 6 * HOUR)
    lone = NewShift(evening["anna"], *span, add_line(desk, "Other"), "somebody has to")
    desk.duty_shifts.assign(anna, lone)
    with pytest.raises((Refused, ChangedMeanwhile)):
        if how == "taken back":
            desk.swaps.take_back(anna, late)
        else:
            assert taken.undo is not None
            desk.undo.undo(anna, taken.undo)
    assert states(desk) == {late: SwapState.TAKEN}
