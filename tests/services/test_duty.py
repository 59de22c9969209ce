"""The duty calendar in the records: who is on, dated rules, overrides, absences, swaps, Undo."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.duty import AbsenceKind, ShiftSource, WishKind
from desktop.domain.duty_rotation import Cadence, Every, Rotation
from desktop.domain.duty_swap import ShiftPart, SwapState
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.ticket import Actor, Source
from desktop.domain.worktime_spec import Interval
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_rules import NewRule
from tests.services.duty_team import NIGHTS, add_line, add_nights, add_team, local, on_duty

HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(weeks=1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


@pytest.fixture
def nights(desk: Desk, anna: Actor, team: dict[str, int]) -> int:
    """Every night of the team, Anna and Bob in turns of a week from this Monday."""
    return add_nights(desk, anna, team["anna"], team["bob"])


@pytest.fixture
def lines(desk: Desk) -> tuple[int, int]:
    return add_line(desk, "First line"), add_line(desk, "Developers")


def undo(desk: Desk, by: Actor, changes: Changes) -> None:
    assert changes.undo is not None
    desk.undo.undo(by, changes.undo)


def actor(person_id: int) -> Actor:
    return Actor(person_id, Source.WINDOW)


def test_who_is_on_with_the_piece_of_duty(desk: Desk, nights: int, team: dict[str, int]) -> None:
    [row] = desk.duty.who_is_on(local("23:00"))
    assert (row.person_id, row.source) == (team["anna"], ShiftSource.ROTATION)
    assert (row.start_at, row.end_at) == (local("18:00"), local("09:00", 1))
    assert row.shift_id == f"{nights}:{local('18:00').date().isoformat()}"
    assert on_duty(desk, local("12:00", 1)) == []
    assert on_duty(desk, local("23:00", 7)) == [team["bob"]]
    week = desk.duty.between(local("09:00"), local("09:00", 1))
    assert week.gaps == ((local("09:00"), local("18:00")),)


def test_a_rule_begins_when_it_is_made(desk: Desk, nights: int) -> None:
    assert on_duty(desk, local("23:00", -1)) == []


def test_lines_have_their_own_rules_beside_those_for_all(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], lines: tuple[int, int]
) -> None:
    first, _ = lines
    days = WeeklyWindow(EVERY_DAY, Interval.parse("20:00", "22:00"))
    rotation = Rotation(Cadence(Every.DAILY, 1, local("20:00")), (str(team["cat"]),))
    desk.duty_rules.add(anna, NewRule("Evenings", days, rotation, line_id=first))
    assert [row.person_id for row in desk.duty.who_is_on(local("21:00"), first)] == [
        team["anna"],
        team["cat"],
    ]
    assert on_duty(desk, local("21:00")) == [team["anna"]]


def test_rules_that_make_no_sense_are_refused(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    people = (str(team["anna"]),)
    weekly = Rotation(Cadence(Every.WEEKLY, 1, local("09:00")), people)
    monthly = Rotation(Cadence(Every.MONTHLY, 1, datetime(2026, 1, 31, 9, tzinfo=UTC)), people)
    for rule, code in (
        (NewRule(" ", NIGHTS, weekly), "duty.no_name"),
        (NewRule("x", WeeklyWindow(frozenset(), NIGHTS.hours), weekly), "duty.no_days"),
        (NewRule("x", NIGHTS, monthly), "duty.monthly_day"),
    ):
        with pytest.raises(Refused) as refused:
            desk.duty_rules.add(anna, rule)
        assert refused.value.code == code
    with pytest.raises(NotFound):
        desk.duty_rules.add(anna, NewRule("x", NIGHTS, Rotation(weekly.cadence, ("999",))))
    assert desk.duty_rules.all() == ()


def test_adding_a_person_leaves_the_next_eight_weeks_as_they_were(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    clock.advance(2 * DAY)
    now = clock.now()
    before = desk.duty.between(now - WEEK, now + 8 * WEEK)
    changes = desk.duty_rules.change_people(anna, nights, [team["anna"], team["bob"], team["cat"]])
    assert desk.duty.between(now - WEEK, now + 8 * WEEK) == before
    later = {row.person_id for row in desk.duty.between(now, now + 16 * WEEK).pieces}
    assert team["cat"] in later

    undo(desk, anna, changes)
    later = {row.person_id for row in desk.duty.between(now, now + 16 * WEEK).pieces}
    assert team["cat"] not in later


def test_a_later_edit_replaces_the_one_that_has_not_begun(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int]
) -> None:
    desk.duty_rules.change_people(anna, nights, [team["cat"]], local("09:00", 21))
    desk.duty_rules.change_people(anna, nights, [team["bob"]], local("09:00", 14))
    assert on_duty(desk, local("23:00", 30)) == [team["bob"]]
    assert on_duty(desk, local("23:00", 1)) == [team["anna"]]
    with pytest.raises(Refused) as refused:
        desk.duty_rules.change_people(anna, nights, [team["bob"]], local("09:00", -1))
    assert refused.value.code == "duty.past"


def test_ending_a_rule_keeps_what_was(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    clock.advance(2 * DAY)
    changes = desk.duty_rules.end(anna, nights)
    assert on_duty(desk, local("23:00", 1)) == [team["anna"]]
    assert on_duty(desk, local("23:00", 3)) == []
    assert [rule.rotation for rule in desk.duty_rules.all()] == [None]
    with pytest.raises(Refused) as refused:
        desk.duty_rules.end(anna, nights)
    assert refused.value.code == "duty.ended"

    undo(desk, anna, changes)
    assert on_duty(desk, local("23:00", 3)) == [team["anna"]]


def test_a_new_rule_is_undone_with_its_version(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    rotation = Rotation(Cadence(Every.WEEKLY, 1, local("09:00")), (str(team["bob"]),))
    changes = desk.duty_rules.add(anna, NewRule("Nights", NIGHTS, rotation))
    undo(desk, anna, changes)
    assert desk.duty_rules.all() == ()
    assert on_duty(desk, local("23:00")) == []


def test_overrides_replace_and_end(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    override = NewOverride(local("18:00"), local("09:00", 2), team["cat"], team["anna"])
    changes = desk.duty_overrides.add(anna, override)
    assert on_duty(desk, local("23:00")) == [team["cat"]]
    [row] = desk.duty.who_is_on(local("23:00"))
    assert row.source is ShiftSource.OVERRIDE
    assert len(desk.duty_overrides.between(local("00:00"), local("23:00"))) == 1

    clock.advance(16 * HOUR)  # Tuesday 01:00
    assert changes.created is not None
    ended = desk.duty_overrides.end(anna, changes.created)
    assert on_duty(desk, clock.now() - HOUR) == [team["cat"]]
    assert on_duty(desk, clock.now() + HOUR) == [team["anna"]]
    with pytest.raises(Refused) as refused:
        desk.duty_overrides.end(anna, changes.created)
    assert refused.value.code == "duty.past"
    with pytest.raises(ChangedMeanwhile):
        undo(desk, anna, changes)
    undo(desk, anna, ended)
    assert on_duty(desk, clock.now() + HOUR) == [team["cat"]]


def test_overlapping_overrides_of_one_person_are_refused_on_lines_that_meet(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], lines: tuple[int, int]
) -> None:
    first, second = lines
    span = (local("18:00"), local("22:00"))
    desk.duty_overrides.add(anna, NewOverride(*span, add_id=team["bob"], line_id=first))
    desk.duty_overrides.add(anna, NewOverride(*span, add_id=team["bob"], line_id=second))
    for line_id in (first, None):
        with pytest.raises(Refused) as refused:
            desk.duty_overrides.add(
                anna, NewOverride(local("20:00"), local("23:00"), None, team["bob"], line_id)
            )
        assert refused.value.code == "duty.override_overlap"
        assert refused.value.facts["person"] == "Bob"
    with pytest.raises(Refused) as refused:
        desk.duty_overrides.add(anna, NewOverride(local("01:00"), local("23:00"), team["cat"]))
    assert refused.value.code == "duty.past"


def test_absences_and_wishes(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    away = (local("00:00", 3), local("00:00", 5))
    changes = desk.availability.add_absence(anna, team["bob"], *away, AbsenceKind.SICK, " flu ")
    [row] = desk.availability.absences(local("00:00", 4), local("00:00", 9))
    assert (row.person_id, row.kind, row.note) == (team["bob"], AbsenceKind.SICK, "flu")
    assert desk.availability.absences(local("00:00", 5), local("00:00", 9)) == ()
    removed = desk.availability.remove_absence(anna, row.id)
    undo(desk, anna, removed)
    undo(desk, anna, changes)
    assert desk.availability.absences(*away) == ()
    with pytest.raises(Refused):
        desk.availability.add_absence(anna, team["bob"], away[1], away[0])

    day = date(2026, 12, 31)
    desk.availability.wish(anna, team["bob"], day, WishKind.WANTED)
    changed = desk.availability.wish(anna, team["bob"], day, WishKind.IMPOSSIBLE)
    [wish] = desk.availability.wishes(day, day)
    assert (wish.person_id, wish.day, wish.kind) == (team["bob"], day, WishKind.IMPOSSIBLE)
    undo(desk, anna, changed)
    assert desk.availability.wishes(day, day)[0].kind is WishKind.WANTED
    desk.availability.wish(anna, team["bob"], day, None)
    assert desk.availability.wishes(day, day) == ()


def test_a_swap_is_asked_taken_and_undone(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int]
) -> None:
    shift_id = desk.duty.who_is_on(local("23:00"))[0].shift_id
    part = ShiftPart(2 * HOUR, 4 * HOUR)
    asked = desk.swaps.ask(anna, shift_id, team["anna"], part=part, message="please")
    assert asked.created is not None
    assert on_duty(desk, local("23:00")) == [team["anna"]]
    taken = desk.swaps.take(actor(team["bob"]), asked.created, team["bob"])
    assert on_duty(desk, local("19:59")) == [team["anna"]]
    assert on_duty(desk, local("23:00")) == [team["bob"]]
    assert on_duty(desk, local("00:00", 1)) == [team["anna"]]
    [row] = desk.swaps.between(local("00:00"), local("23:00"))
    assert (row.taker_id, row.state, row.decided_by_id) == (team["bob"], SwapState.TAKEN, None)

    desk.swaps.take_back(anna, asked.created)
    assert on_duty(desk, local("23:00")) == [team["anna"]]
    with pytest.raises(ChangedMeanwhile):
        undo(desk, anna, taken)


def test_only_those_concerned_and_leads_decide(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int]
) -> None:
    shift_id = desk.duty.who_is_on(local("23:00"))[0].shift_id
    cat, lea = actor(team["cat"]), actor(team["lea"])
    with pytest.raises(Refused) as refused:
        desk.swaps.ask(cat, shift_id, team["anna"])
    assert refused.value.code == "swap.not_yours"
    with pytest.raises(Refused) as refused:
        desk.swaps.ask(anna, f"{nights}:2026-12-01", team["anna"], team["anna"])
    assert refused.value.code == "swap.own_shift"
    with pytest.raises(Refused) as refused:
        desk.swaps.ask(lea, shift_id, team["bob"])
    assert refused.value.code == "swap.not_held"
    with pytest.raises(NotFound):
        desk.swaps.ask(anna, "no such shift", team["anna"])

    swap = desk.swaps.ask(lea, shift_id, team["anna"], team["bob"]).created or 0
    with pytest.raises(Refused) as refused:
        desk.swaps.take(cat, swap, team["cat"])
    assert refused.value.code == "swap.not_for_you"
    desk.swaps.take(lea, swap, team["bob"])
    [row] = desk.swaps.between(local("00:00"), local("23:00"))
    assert row.decided_by_id == team["lea"]
    with pytest.raises(Refused) as refused:
        desk.swaps.decline(actor(team["bob"]), swap)
    assert refused.value.code == "swap.not_open"


def test_a_swap_taken_late_leaves_what_was(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    shift_id = desk.duty.who_is_on(local("23:00"))[0].shift_id
    swap = desk.swaps.ask(anna, shift_id, team["anna"]).created or 0
    clock.advance(12 * HOUR)  # 21:00
    desk.swaps.take(actor(team["bob"]), swap, team["bob"])
    assert on_duty(desk, local("20:59")) == [team["anna"]]
    assert on_duty(desk, local("21:00")) == [team["bob"]]


def test_a_running_shift_can_be_taken_over(
    desk: Desk, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    shift_id = desk.duty.who_is_on(local("23:00"))[0].shift_id
    bob = actor(team["bob"])
    with pytest.raises(Refused) as refused:
        desk.swaps.take_over_now(bob, shift_id, team["anna"], team["bob"])
    assert refused.value.code == "swap.not_running"
    clock.advance(12 * HOUR)
    desk.swaps.take_over_now(bob, shift_id, team["anna"], team["bob"])
    assert on_duty(desk, clock.now() - HOUR) == [team["anna"]]
    assert on_duty(desk, clock.now()) == [team["bob"]]
    # And on from there: the second swap follows the first.
    clock.advance(HOUR)
    desk.swaps.take_over_now(actor(team["cat"]), shift_id, team["bob"], team["cat"])
    assert on_duty(desk, clock.now() - HOUR / 2) == [team["bob"]]
    assert on_duty(desk, clock.now()) == [team["cat"]]
