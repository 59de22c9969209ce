"""Who hears of a swap: whoever is asked, whoever asked, and the lead; once, and only while so."""

from __future__ import annotations

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty import AbsenceKind
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import add_nights, add_team, local
from tests.services.duty_telling import MINUTE, waiting


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    """Bob has the nights of this week, Cat those of the next."""
    team = add_team(desk, anna)
    add_nights(desk, anna, team["bob"], team["cat"])
    return team


def actor(person_id: int) -> Actor:
    return Actor(person_id, Source.WINDOW)


def ask(desk: Desk, team: dict[str, int], taker: str | None = "cat", days: int = 3) -> int:
    """Bob asks for somebody to take one of his nights."""
    [shift] = desk.duty.who_is_on(local("20:00", days))
    taker_id = None if taker is None else team[taker]
    changes = desk.swaps.ask(
        actor(team["bob"]), shift.shift_id, team["bob"], taker_id, message="Concert"
    )
    assert changes.created is not None
    return changes.created


def test_whoever_is_asked_can_answer_from_the_notice(desk: Desk, team: dict[str, int]) -> None:
    number = ask(desk, team)
    [notice] = desk.duty_notices.waiting(team["cat"])
    assert (notice.kind, notice.swap_id, notice.person) == (NoticeKind.SWAP_ASKED, number, "Bob")
    assert (notice.start_at, notice.end_at) == (local("18:00", 3), local("09:00", 4))
    assert (notice.message, notice.is_for_all) == ("Concert", False)
    assert waiting(desk, team["bob"]) == []
    assert waiting(desk, team["lea"]) == []

    desk.swaps.take(actor(team["cat"]), number, team["cat"])

    assert waiting(desk, team["cat"]) == []
    [answer] = desk.duty_notices.waiting(team["bob"])
    assert (answer.kind, answer.person, answer.other) == (NoticeKind.SWAP_TAKEN, "Cat", "Bob")
    assert waiting(desk, team["lea"]) == [NoticeKind.SWAP_TAKEN]


def test_the_lead_need_not_hear_of_it(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    desk.settings.set(anna.person_id, "duty.lead_informed", False)
    desk.swaps.take(actor(team["cat"]), ask(desk, team), team["cat"])
    assert waiting(desk, team["lea"]) == []
    assert waiting(desk, team["bob"]) == [NoticeKind.SWAP_TAKEN]


def test_a_request_to_all_goes_to_everybody_who_could(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.availability.add_absence(
        anna, team["lea"], local("12:00", 3), local("12:00", 5), AbsenceKind.VACATION
    )
    busy = NewOverride(local("22:00", 3), local("23:00", 3), add_id=team["anna"])
    added = desk.duty_overrides.add(anna, busy).created or 0
    desk.people.set_active(desk.people.add("Gone").created or 0, False)
    number = ask(desk, team, None)
    told = [name for name, person in team.items() if waiting(desk, person)]
    assert told == ["cat"]
    [notice] = desk.duty_notices.waiting(team["cat"])
    assert notice.is_for_all
    desk.duty_overrides.end(anna, added)
    desk.swaps.take(actor(team["lea"]), number, team["anna"])  # a lead decides otherwise
    assert waiting(desk, team["cat"]) == []
    assert waiting(desk, team["anna"]) == [NoticeKind.SWAP_TAKEN]


def test_a_refusal_is_told_to_whoever_asked_each_time(
    desk: Desk, team: dict[str, int], clock: ManualClock
) -> None:
    number = ask(desk, team)
    declined = desk.swaps.decline(actor(team["cat"]), number)
    assert waiting(desk, team["bob"]) == [NoticeKind.SWAP_DECLINED]
    assert declined.undo is not None
    desk.undo.undo(actor(team["cat"]), declined.undo)
    assert waiting(desk, team["bob"]) == []
    assert waiting(desk, team["cat"]) == [NoticeKind.SWAP_ASKED]
    clock.advance(MINUTE)
    desk.swaps.decline(actor(team["cat"]), number)
    assert NoticeKind.SWAP_DECLINED in waiting(desk, team["bob"])


def test_a_request_that_was_taken_back_asks_nobody_any_more(
    desk: Desk, team: dict[str, int]
) -> None:
    [shift] = desk.duty.who_is_on(local("20:00", 3))
    bob = actor(team["bob"])
    asked = desk.swaps.ask(bob, shift.shift_id, team["bob"], team["cat"])
    assert asked.undo is not None
    desk.undo.undo(bob, asked.undo)
    assert waiting(desk, team["cat"]) == []
    assert desk.duty_notices.show_on(team["cat"]) == ()


def test_nobody_is_asked_for_a_night_that_is_over(
    desk: Desk, team: dict[str, int], clock: ManualClock
) -> None:
    ask(desk, team, days=0)
    assert waiting(desk, team["cat"]) == [NoticeKind.SWAP_ASKED]
    clock.jump_to(local("09:00", 1))
    assert waiting(desk, team["cat"]) == []


def test_a_swap_that_is_undone_is_told_to_the_other(desk: Desk, team: dict[str, int]) -> None:
    number = ask(desk, team)
    desk.swaps.take(actor(team["cat"]), number, team["cat"])
    desk.swaps.take_back(actor(team["bob"]), number)
    assert waiting(desk, team["bob"]) == []
    [notice] = desk.duty_notices.waiting(team["cat"])
    assert (notice.kind, notice.other) == (NoticeKind.SWAP_UNDONE, "Bob")


def test_taking_over_at_once_is_told_to_whoever_fell_ill(
    desk: Desk, team: dict[str, int], clock: ManualClock
) -> None:
    clock.jump_to(local("20:00"))
    [shift] = desk.duty.who_is_on(clock.now())
    desk.swaps.take_over_now(actor(team["cat"]), shift.shift_id, team["bob"], team["cat"])
    assert waiting(desk, team["bob"]) == [NoticeKind.SWAP_TAKEN]
    assert waiting(desk, team["lea"]) == [NoticeKind.SWAP_TAKEN]


def test_taking_over_a_part_tells_the_hours_that_its_holder_had(
    desk: Desk, team: dict[str, int], clock: ManualClock
) -> None:
    [shift] = desk.duty.who_is_on(local("20:00"))
    bob, cat = actor(team["bob"]), actor(team["cat"])
    part = desk.swaps.part(shift.shift_id, local("20:00"), local("23:00"))
    asked = desk.swaps.ask(bob, shift.shift_id, team["bob"], team["cat"], part)
    desk.swaps.take(cat, asked.created or 0, team["cat"])
    clock.jump_to(local("22:00"))
    desk.swaps.take_over_now(actor(team["lea"]), shift.shift_id, team["cat"], team["anna"])
    [told] = [n for n in desk.duty_notices.waiting(team["cat"]) if n.kind is NoticeKind.SWAP_TAKEN]
    assert (told.start_at, told.end_at) == (local("22:00"), local("23:00"))


def see_all(desk: Desk, person_id: int) -> None:
    found = [each.id for each in desk.duty_notices.waiting(person_id)]
    desk.duty_notices.seen(actor(person_id), found)


@pytest.mark.parametrize("is_seen", [True, False])
def test_whoever_saw_a_swap_hears_that_ctrl_z_took_it_back(
    desk: Desk, team: dict[str, int], clock: ManualClock, is_seen: bool
) -> None:
    number = ask(desk, team)
    see_all(desk, team["cat"])
    taken = desk.swaps.take(actor(team["cat"]), number, team["cat"])
    if is_seen:
        see_all(desk, team["bob"])
        see_all(desk, team["lea"])
    assert taken.undo is not None
    again = desk.undo.undo(actor(team["cat"]), taken.undo)

    told = [NoticeKind.SWAP_UNDONE] if is_seen else []
    assert waiting(desk, team["bob"]) == waiting(desk, team["lea"]) == told
    assert waiting(desk, team["cat"]) == []
    assert again.undo is not None
    clock.advance(MINUTE)
    desk.undo.undo(actor(team["cat"]), again.undo)
    assert NoticeKind.SWAP_TAKEN in waiting(desk, team["bob"])
    assert NoticeKind.SWAP_UNDONE not in waiting(desk, team["bob"])


def test_a_request_that_is_open_again_is_told_to_whoever_saw_it_before(
    desk: Desk, team: dict[str, int], clock: ManualClock
) -> None:
    number, other = ask(desk, team), ask(desk, team, "anna")
    see_all(desk, team["anna"])
    desk.swaps.take(actor(team["cat"]), number, team["cat"])
    assert waiting(desk, team["anna"]) == []
    clock.advance(MINUTE)
    desk.swaps.take_back(actor(team["bob"]), number)
    [notice] = desk.duty_notices.waiting(team["anna"])
    assert (notice.kind, notice.swap_id) == (NoticeKind.SWAP_ASKED, other)
    assert NoticeKind.SWAP_UNDONE in waiting(desk, team["cat"])
    assert NoticeKind.SWAP_UNDONE in waiting(desk, team["lea"])
