"""Pay: ordered rules, the first that holds wins, one-off rules beat them (duty.md 5)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.domain.duty import Shift
from desktop.domain.duty_hours import OnHolidays
from desktop.domain.duty_pay import PayRule, pay_lines
from desktop.domain.duty_window import EVERY_DAY
from desktop.domain.errors import Refused
from tests.domain.duty_times import ZONE, hours, shift, span, told

HOLIDAYS = frozenset({date(2026, 11, 4)})
HOLIDAY = PayRule("holiday", Decimal(30), hours("00:00", "24:00", EVERY_DAY, OnHolidays.ONLY))
WEEKEND = PayRule("weekend", Decimal(20), hours("00:00", "24:00", frozenset({5, 6})))
NIGHT = PayRule("night", Decimal(15), hours("22:00", "06:00"))
USUAL = PayRule("usual", Decimal(10))


def paid(*shifts: Shift, rules: tuple[PayRule, ...]) -> list[tuple[str, str, str, Decimal]]:
    return [
        (*told((line.start_at, line.end_at)), line.rule.name if line.rule else "", line.amount)
        for line in pay_lines(shifts, rules, ZONE, HOLIDAYS)
    ]


def test_the_first_rule_that_holds_wins() -> None:
    friday = shift("27 18:00", "28 09:00")
    assert paid(friday, rules=(HOLIDAY, WEEKEND, NIGHT, USUAL)) == [
        ("27 18:00", "27 22:00", "usual", Decimal(40)),
        ("27 22:00", "28 00:00", "night", Decimal(30)),
        ("28 00:00", "28 09:00", "weekend", Decimal(180)),
    ]
    assert paid(friday, rules=(NIGHT, WEEKEND, USUAL))[1] == (
        "27 22:00",
        "28 06:00",
        "night",
        Decimal(120),
    )


def test_holidays_are_local_dates() -> None:
    assert paid(shift("03 22:00", "04 02:00"), rules=(HOLIDAY, USUAL)) == [
        ("03 22:00", "04 00:00", "usual", Decimal(20)),
        ("04 00:00", "04 02:00", "holiday", Decimal(60)),
    ]


def test_a_one_off_rule_beats_those_before_it() -> None:
    agreed = PayRule("agreed", Decimal(50), only=span("27 19:00", "27 20:00"))
    found = paid(shift("27 18:00", "27 21:00"), rules=(USUAL, agreed))
    assert [(name, amount) for *_, name, amount in found] == [
        ("usual", Decimal(10)),
        ("agreed", Decimal(50)),
        ("usual", Decimal(10)),
    ]


def test_rules_can_be_for_some_people_only() -> None:
    lead = PayRule("lead", Decimal(40), people=frozenset({"lea"}))
    found = paid(
        shift("23 18:00", "23 19:00", "lea"), shift("23 18:00", "23 19:00"), rules=(lead, USUAL)
    )
    assert [name for *_, name, _ in found] == ["usual", "lead"]


def test_hours_no_rule_pays_are_listed_with_nothing() -> None:
    assert paid(shift("23 18:00", "23 23:00"), rules=(NIGHT,)) == [
        ("23 18:00", "23 22:00", "", Decimal(0)),
        ("23 22:00", "23 23:00", "night", Decimal(15)),
    ]


def test_a_person_on_duty_twice_at_a_time_is_paid_once() -> None:
    found = list(
        pay_lines(
            [shift("23 18:00", "23 22:00", id="1"), shift("23 20:00", "24 00:00", id="2")],
            (USUAL,),
            ZONE,
            HOLIDAYS,
        )
    )
    assert [(line.shift_id, line.hours) for line in found] == [("1", 4), ("2", 2)]


def test_amounts_are_rounded_by_the_line() -> None:
    [line] = pay_lines(
        [shift("23 18:00", "23 18:20")], (PayRule("odd", Decimal("10.03")),), ZONE, HOLIDAYS
    )
    assert line.amount == Decimal("3.34")
    assert line.end_at - line.start_at == timedelta(minutes=20)


def test_a_rate_below_zero_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        PayRule("fine", Decimal(-1))
    assert refused.value.code == "pay.negative"


@pytest.mark.parametrize("rate", ["NaN", "sNaN", "Infinity", "-Infinity", "1e30", "1000000.01"])
def test_a_rate_that_is_no_amount_is_refused(rate: str) -> None:
    with pytest.raises(Refused) as refused:
        PayRule("fine", Decimal(rate))
    assert refused.value.code == "pay.bad_rate"
