"""Conflicts of a duty, and who can cover it (duty.md F2, F4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from desktop.domain.duty import Absence, AbsenceKind, Shift, Wish, WishKind
from desktop.domain.duty_candidates import who_can_cover
from desktop.domain.duty_check import Engagements, conflicts_of, rest_beside
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_rules import EUROPEAN_UNION, RUSSIA, DutyRules
from desktop.domain.duty_span import Span
from tests.domain.duty_times import ZONE, at, shift, span

HOUR = timedelta(hours=1)
WEDNESDAY_NIGHT = span("25 19:00", "26 09:00")
LENIENT = DutyRules(rest=timedelta(0), nights_in_7_days=0, weekends_in_a_row=0, weekly_hours=None)


def conflicts(
    *duties: Shift, duty: Span = WEDNESDAY_NIGHT, rules: DutyRules = LENIENT, **more: object
) -> list[Conflict]:
    engagements = Engagements("ann", duties, **more)  # type: ignore[arg-type]
    return list(conflicts_of(duty, engagements, rules, ZONE))


def nights(*days: int) -> list[Shift]:
    return [shift(f"{day} 19:00", f"{day + 1} 09:00") for day in days]


def test_nothing_stands_against_a_free_person() -> None:
    assert conflicts(rules=DutyRules()) == []


def test_two_duties_at_once_are_refused_and_the_rest_is_not_counted_then() -> None:
    [found] = conflicts(shift("26 08:00", "26 12:00"), rules=DutyRules())
    assert found.kind is ConflictKind.DOUBLE_BOOKING
    assert found.is_refused


def test_a_moved_shift_is_not_in_its_own_way() -> None:
    moved = Engagements("ann", (shift("25 18:00", "26 08:00", id="17"),))
    assert conflicts_of(WEDNESDAY_NIGHT, moved, LENIENT, ZONE, "17") == ()
    assert conflicts_of(WEDNESDAY_NIGHT, moved, LENIENT, ZONE)


def test_another_duty_at_the_same_times_is_double_booking_but_a_nameless_piece_is_itself() -> None:
    start, end = WEDNESDAY_NIGHT
    [found] = conflicts(Shift(start, end, "ann", "17"))
    assert found.kind is ConflictKind.DOUBLE_BOOKING
    assert conflicts(Shift(start, end, "ann")) == []


def test_absences_and_impossible_wishes() -> None:
    absence = Absence("ann", at("26 00:00"), at("27 00:00"), AbsenceKind.SICK)
    day = date(2026, 11, 25)
    wishes = (Wish("ann", day, WishKind.IMPOSSIBLE), Wish("ann", day, WishKind.UNWANTED))
    assert conflicts(absences=(absence,), wishes=wishes) == [
        Conflict(ConflictKind.ABSENCE, absence=AbsenceKind.SICK),
        Conflict(ConflictKind.IMPOSSIBLE),
    ]
    touching = replace(absence, start_at=at("26 09:00"))
    assert (
        conflicts(absences=(touching,), wishes=(replace(wishes[0], day=date(2026, 11, 26)),)) == []
    )


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (shift("24 19:00", "25 09:00"), 10 * HOUR),
        (shift("26 09:00", "26 19:00"), 0 * HOUR),
        (shift("26 20:00", "27 09:00"), None),  # exactly eleven hours
    ],
)
def test_rest_between_two_duties(other: Shift, expected: timedelta | None) -> None:
    found = conflicts(other, rules=replace(LENIENT, rest=11 * HOUR))
    assert found == ([] if expected is None else [Conflict(ConflictKind.REST, span=expected)])


def test_rest_between_a_duty_and_work() -> None:
    work = (span("25 09:00", "25 18:00"), span("26 11:00", "26 18:00"))
    rules = replace(LENIENT, rest=11 * HOUR)
    assert conflicts(work=work, rules=replace(rules, work_counts=True)) == [
        Conflict(ConflictKind.REST, span=HOUR)
    ]
    assert conflicts(work=work, rules=rules) == [], "the rules leave work aside"
    # Work during a duty belongs to it, and what follows counts from its end.
    assert rest_beside(span("25 00:00", "26 00:00"), [span("25 20:00", "26 02:00")]) is None
    busy = [span("25 20:00", "26 02:00"), span("26 07:00", "26 08:00")]
    assert rest_beside(span("25 00:00", "26 00:00"), busy) == 5 * HOUR


def test_nights_in_any_seven_days() -> None:
    rules = replace(LENIENT, nights_in_7_days=3)
    assert conflicts(*nights(19, 21, 28), rules=rules) == []
    assert conflicts(*nights(19, 21, 23), rules=rules) == [Conflict(ConflictKind.NIGHTS, count=4)]
    assert conflicts(*nights(27, 29, 30), rules=rules) == [Conflict(ConflictKind.NIGHTS, count=4)]
    # Four in seven days of which this one is none are not its doing.
    assert conflicts(*nights(2, 4, 6, 8), rules=rules) == []
    evening = span("25 19:00", "26 00:00")
    assert conflicts(*nights(19, 21, 23), rules=rules, duty=evening) == []


def test_weekends_in_a_row_count_on_both_sides() -> None:
    rules, saturday = replace(LENIENT, weekends_in_a_row=1), span("21 09:00", "21 19:00")
    for others, expected in (
        ([shift("07 09:00", "07 19:00")], []),
        ([shift("27 19:00", "28 09:00"), shift("15 09:00", "15 10:00")], [3]),
        ([shift("22 09:00", "22 19:00")], []),
    ):
        found = conflicts(*others, rules=rules, duty=saturday)
        assert [each.count for each in found] == expected


def test_weekly_hours_are_an_average_with_work() -> None:
    work = tuple(span(f"{day} 09:00", f"{day} 17:00") for day in (23, 24, 25, 26, 27))
    rules = replace(LENIENT, weekly_hours=48 * HOUR)
    counting = replace(rules, work_counts=True)
    assert conflicts(work=work, rules=counting) == [
        Conflict(ConflictKind.WEEKLY_HOURS, span=54 * HOUR)
    ]
    assert conflicts(work=work, rules=replace(counting, averaged_weeks=2)) == []
    assert conflicts(work=work, rules=rules) == [], "the duty alone"


def test_a_night_between_two_days_of_work_breaks_no_usual_rule_but_that_of_a_law() -> None:
    work = tuple(span(f"{day} 09:00", f"{day} 18:00") for day in (23, 24, 25, 26, 27))
    assert conflicts(work=work, rules=DutyRules()) == []
    for law in (EUROPEAN_UNION, RUSSIA):
        assert Conflict(ConflictKind.REST, span=0 * HOUR) in conflicts(work=work, rules=law)


def test_presets_know_the_weekly_rest_and_two_shifts_in_a_row() -> None:
    each_night = [shift(f"{day} 19:00", f"{day + 1} 09:00") for day in (23, 24, 26, 27, 28, 29)]
    kinds = {conflict.kind for conflict in conflicts(*each_night, rules=RUSSIA)}
    assert kinds == {ConflictKind.REST, ConflictKind.NIGHTS, ConflictKind.WEEKLY_REST}
    follows = conflicts(shift("26 09:00", "26 19:00"), rules=RUSSIA)
    assert ConflictKind.SHIFTS_IN_A_ROW in {conflict.kind for conflict in follows}
    assert conflicts(shift("27 20:00", "28 09:00"), rules=EUROPEAN_UNION) == []


def test_candidates_are_ranked_and_those_who_cannot_keep_their_reason() -> None:
    sick = Absence("eve", at("25 00:00"), at("27 00:00"), AbsenceKind.SICK)
    everybody = [
        Engagements("eve", absences=(sick,)),
        Engagements("ann", tuple(nights(24))),
        Engagements("cat", tuple(nights(20))),
        Engagements("bob", tuple(nights(23))),
        Engagements("dee", (shift("29 09:00", "29 19:00"),)),
    ]
    ranked = who_can_cover(WEDNESDAY_NIGHT, everybody, {"bob": 600.0}, DutyRules(), ZONE)
    assert [each.person for each in ranked] == ["bob", "cat", "dee", "ann", "eve"]
    bob, *_, ann, eve = ranked
    assert (bob.debt, bob.since_last, bob.until_next) == (600, 34 * HOUR, None)
    assert ann.is_available
    assert ann.rest == 10 * HOUR
    assert not eve.is_available
