"""The team's rules of rest: usual at first, kept whole, undone, and never a reason to fail."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.changes import Topic
from desktop.domain.duty_hours import Night
from desktop.domain.duty_rules import PRESETS, DutyRules
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.domain.worktime_spec import Interval
from desktop.services.desk import Desk

OWN = DutyRules(
    "ours",
    timedelta(hours=10, minutes=30),
    0,
    2,
    None,
    3,
    timedelta(hours=36),
    False,
    Night(Interval.parse("23:00", "05:00"), timedelta(hours=1)),
    True,
)


def test_the_usual_rules_hold_until_others_are_set(desk: Desk) -> None:
    assert desk.rest_rules.read() == DutyRules()


@pytest.mark.parametrize("rules", [*PRESETS[1:], OWN], ids=lambda rules: rules.law)
def test_rules_come_back_as_they_were_saved(desk: Desk, anna: Actor, rules: DutyRules) -> None:
    changes = desk.rest_rules.save(anna, rules)
    assert changes.topics == {Topic.SETTINGS, Topic.DUTY}
    assert desk.rest_rules.read() == rules
    assert not desk.rest_rules.save(anna, rules)


def test_an_edit_is_undone(desk: Desk, anna: Actor) -> None:
    first = desk.rest_rules.save(anna, OWN).undo
    second = desk.rest_rules.save(anna, replace(OWN, rest=timedelta(hours=9))).undo
    assert first and second
    desk.undo.undo(anna, second)
    assert desk.rest_rules.read() == OWN
    desk.undo.undo(anna, first)
    assert desk.rest_rules.read() == DutyRules()


@pytest.mark.parametrize("kept", ["{", "[]", '{"rest": "x"}', '{"night": [1]}', '{"rest": -5}'])
def test_a_setting_of_nonsense_is_the_usual_rules(desk: Desk, anna: Actor, kept: str) -> None:
    desk.settings.set(None, "duty.rest_rules", kept)
    assert desk.rest_rules.read() == DutyRules()


@pytest.mark.parametrize(
    ("rule", "value"),
    [
        ("rest", timedelta(hours=-1)),
        ("rest", timedelta(days=7)),
        ("nights_in_7_days", 8),
        ("weekends_in_a_row", -1),
        ("weekly_hours", timedelta(0)),
        ("averaged_weeks", 0),
        ("weekly_rest", timedelta(days=8)),
        ("night", Night(least=timedelta(0))),
    ],
)
def test_what_no_week_has_is_refused(rule: str, value: object) -> None:
    with pytest.raises(Refused) as refused:
        replace(DutyRules(), **{rule: value})  # type: ignore[arg-type]
    assert refused.value.facts == {"rule": rule}
