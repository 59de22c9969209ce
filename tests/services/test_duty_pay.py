"""Pay rules are kept in order and undone; the pay list reads log and plan, and says why."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty_hours import DutyHours, OnHolidays
from desktop.domain.duty_pay import PayRule
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow
from desktop.domain.errors import NotFound, Refused
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor
from desktop.domain.worktime_spec import Interval, Override, OverrideKind
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_pay import PayOptions
from desktop.services.export_format import Preset
from tests.dump import dump
from tests.services.duty_team import add_line, add_nights, add_team, local

TUESDAY = date(2026, 11, 24)
USUAL = PayRule("usual", Decimal("10.50"))


def weekly(start: str, end: str, on_holidays: OnHolidays = OnHolidays.ALSO) -> DutyHours:
    return DutyHours(WeeklyWindow(EVERY_DAY, Interval.parse(start, end)), on_holidays)


NIGHT = PayRule("night", Decimal(20), weekly("22:00", "06:00"))


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def add_rules(desk: Desk, by: Actor, *rules: PayRule) -> list[int]:
    return [desk.pay_rules.save(by, rule).created or 0 for rule in rules]


def listed(desk: Desk, options: PayOptions) -> list[dict[str, str]]:
    sink = io.StringIO(newline="")
    count = desk.duty_pay.write(options, sink)
    text = sink.getvalue().removeprefix("\ufeff")
    delimiter = ";" if options.preset is Preset.EXCEL_RU else ","
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    assert count == len(rows)
    return rows


def test_rules_come_back_as_they_were_saved(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    people = frozenset({str(team["bob"]), str(team["cat"])})
    rules = (
        replace(NIGHT, people=people),
        PayRule("holiday", Decimal("99.99"), weekly("00:00", "24:00", OnHolidays.ONLY)),
        PayRule("move", Decimal(50), only=(local("10:00"), local("12:00"))),
        USUAL,
    )
    add_rules(desk, anna, *rules)
    assert tuple(row.rule for row in desk.pay_rules.all()) == rules


def test_rules_are_changed_moved_and_deleted_and_each_step_is_undone(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    night, usual = add_rules(
        desk, anna, replace(NIGHT, people=frozenset({str(team["bob"])})), USUAL
    )
    for change in (
        lambda: desk.pay_rules.save(
            anna, replace(USUAL, people=frozenset({str(team["cat"])})), rule_id=night
        ),
        lambda: desk.pay_rules.move(anna, usual, 0),
        lambda: desk.pay_rules.delete(anna, night),
        lambda: desk.pay_rules.save(anna, NIGHT),
    ):
        before = dump(desk)
        changes = change()
        assert dump(desk) != before
        assert changes.undo is not None
        desk.undo.undo(anna, changes.undo)
        assert dump(desk) == before
    desk.pay_rules.move(anna, usual, 0)
    assert [row.id for row in desk.pay_rules.all()] == [usual, night]


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (PayRule(" ", Decimal(1)), "pay.no_name"),
        (PayRule("a", Decimal(1), people=frozenset()), "pay.no_people"),
        (
            PayRule("a", Decimal(1), DutyHours(WeeklyWindow(frozenset(), Interval(0, 60)))),
            "duty.no_days",
        ),
        (PayRule("a", Decimal(1), only=(local("12:00"), local("12:00"))), "duty.ends_before_start"),
    ],
)
def test_rules_that_say_nothing_are_refused(
    desk: Desk, anna: Actor, rule: PayRule, code: str
) -> None:
    with pytest.raises(Refused) as caught:
        desk.pay_rules.save(anna, rule)
    assert caught.value.code == code


def test_what_is_not_there_is_not_found(desk: Desk, anna: Actor) -> None:
    for ask in (
        lambda: desk.pay_rules.save(anna, USUAL, rule_id=9),
        lambda: desk.pay_rules.save(anna, replace(USUAL, people=frozenset({"99"}))),
        lambda: desk.pay_rules.delete(anna, 9),
        lambda: desk.pay_rules.move(anna, 9, 0),
    ):
        with pytest.raises(NotFound):
            ask()


def test_a_night_is_paid_by_interval_with_the_reason(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    once = PayRule("storm", Decimal(100), only=(local("20:00", 1), local("21:00", 1)))
    add_rules(desk, anna, NIGHT, USUAL, once)

    rows = listed(desk, PayOptions(TUESDAY, TUESDAY))

    assert rows[0]["start"] == "2026-11-24T00:00:00+03:00"
    assert [
        (row["end"][:16], row["hours"], row["rule"], row["rate"], row["amount"]) for row in rows
    ] == [
        ("2026-11-24T06:00", "6.00", "night", "20.00", "120.00"),
        ("2026-11-24T09:00", "3.00", "usual", "10.50", "31.50"),
        ("2026-11-24T20:00", "2.00", "usual", "10.50", "21.00"),
        ("2026-11-24T21:00", "1.00", "storm", "100.00", "100.00"),
        ("2026-11-24T22:00", "1.00", "usual", "10.50", "10.50"),
        ("2026-11-25T00:00", "2.00", "night", "20.00", "40.00"),
    ]
    reasons = {row["rule"]: row["reason"] for row in rows}
    assert reasons == {
        "night": "Mo-Su 22-6: the first rule in order that holds",
        "usual": "at all hours, no rule before it holds",
        "storm": (
            "for this time only, 24 Nov 2026, 20:00 – 24 Nov 2026, 21:00: beats all other rules"
        ),
    }
    (total,) = desk.duty_pay.totals(PayOptions(TUESDAY, TUESDAY))
    assert (total.name, total.hours, total.amount) == ("Bob", 15, Decimal("323.00"))


def test_for_excel_in_russian_there_is_a_mark_semicolons_and_decimal_commas(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    add_rules(desk, anna, NIGHT)
    sink = io.StringIO(newline="")
    desk.duty_pay.write(PayOptions(TUESDAY, TUESDAY, Preset.EXCEL_RU), sink)
    lines = sink.getvalue().split("\r\n")
    assert lines[0] == (
        '\ufeff"Сотрудник";"Начало";"Конец";"Часов";"Правило";"Ставка за час";"Сумма";"Основание"'
    )
    assert lines[1] == (
        '"Bob";"24.11.2026 00:00";"24.11.2026 06:00";"6,00";"night";"20,00";"120,00";'
        '"Пн-Вс 22-6: первое по порядку действующее правило"'
    )
    assert lines[2].endswith('"";"";"0,00";"ни одно правило не действует: не оплачивается"')


def test_names_that_a_spreadsheet_would_run_are_made_harmless(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    role = desk.people.all()[0].role
    desk.people.edit(team["bob"], name='=HYPERLINK("x")', email="", role=role)
    add_nights(desk, anna, team["bob"])
    add_rules(desk, anna, replace(USUAL, name="@SUM(1)"))
    (row, _) = listed(desk, PayOptions(TUESDAY, TUESDAY, Preset.EXCEL_EN))
    assert (row["Person"], row["Rule"]) == ('\'=HYPERLINK("x")', "'@SUM(1)")


def test_the_past_is_paid_as_it_was_worked_and_the_future_as_planned(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    add_nights(desk, anna, team["bob"])
    add_rules(desk, anna, USUAL)
    override = NewOverride(local("18:00"), local("20:00"), team["cat"], team["bob"])
    created = desk.duty_overrides.add(anna, override)
    clock.advance(timedelta(days=2))
    assert created.undo is not None
    desk.undo.undo(anna, created.undo)

    options = PayOptions(TUESDAY - timedelta(days=1), TUESDAY + timedelta(days=2))
    totals = {each.name: each.hours for each in desk.duty_pay.totals(options)}

    assert totals == {"Bob": 4 * 15 - 9 - 2, "Cat": 2}


def test_on_duty_for_two_lines_at_once_is_paid_once(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    line = add_line(desk, "First line")
    twice = NewOverride(local("19:00", 1), local("21:00", 1), add_id=team["bob"], line_id=line)
    desk.duty_overrides.add(anna, twice)
    add_nights(desk, anna, team["bob"])
    (total,) = desk.duty_pay.totals(PayOptions(TUESDAY, TUESDAY))
    assert total.hours == 15


def test_holidays_are_those_of_the_working_calendar(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    add_rules(desk, anna, PayRule("feast", Decimal(1), weekly("00:00", "24:00", OnHolidays.ONLY)))
    spec = desk.calendars.one(BUSINESS_HOURS).spec
    feast = Override(OverrideKind.HOLIDAY, (), "Feast")
    desk.calendars.edit(anna, BUSINESS_HOURS, replace(spec, overrides={TUESDAY: feast}))
    options = PayOptions(TUESDAY, TUESDAY + timedelta(days=1))
    assert [row["rule"] for row in listed(desk, options)] == ["feast", "feast", "", ""]
    assert listed(desk, options)[0]["reason"].startswith("holidays, Mo-Su 0-24")


def test_periods_that_cannot_be_are_refused(desk: Desk, anna: Actor) -> None:
    for first, last, code in (
        (TUESDAY, TUESDAY - timedelta(days=1), "export.period"),
        (TUESDAY, TUESDAY + timedelta(days=4000), "pay.too_long"),
    ):
        with pytest.raises(Refused) as caught:
            desk.duty_pay.write(PayOptions(first, last), io.StringIO())
        assert caught.value.code == code
