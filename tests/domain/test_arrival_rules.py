"""Rules at arrival: what matches, and that the first match wins for each field."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.arrival_rules import (
    ArrivalRule,
    ArrivingMail,
    Condition,
    Field,
    Part,
    matches,
    sort_out,
)
from desktop.domain.errors import Refused
from desktop.domain.ticket import Priority

MAIL = ArrivingMail(
    mailbox_id=3,
    recipients=("urgent@desk.example", "boss@nord.example"),
    sender="irina@nord.example",
    organisation_id=7,
    subject="Счёт не ОТКРЫВАЕТСЯ (C++)",
    text="The server room is on fire.\nPlease   call\nback.",
    headers={"importance": "High", "x-camera": "gate 4"},
)


@pytest.mark.parametrize(
    ("part", "value", "holds"),
    [
        (Part.MAILBOX, "3", True),
        (Part.MAILBOX, "33", False),
        (Part.ORGANISATION, "7", True),
        (Part.ORGANISATION, "None", False),
        (Part.RECIPIENT, "urgent@desk.example", True),
        (Part.RECIPIENT, "URGENT@*", True),
        (Part.RECIPIENT, "@nord.example", True),
        (Part.RECIPIENT, "urgent", False),
        (Part.RECIPIENT, "*urgent@*.*", True),
        (Part.SENDER, "*@nord.example", True),
        (Part.SENDER, "@ord.example", False),
        (Part.SENDER, "irina@nord.example*irina@nord.example", False),
        (Part.SENDER, "i*a@n*.example", True),
        (Part.SUBJECT, "счет", True),
        (Part.SUBJECT, "сч", False),
        (Part.SUBJECT, "откры*", True),
        (Part.SUBJECT, "c++", True),
        (Part.SUBJECT, "fire", False),
        (Part.WORDS, "fire", True),
        (Part.WORDS, "please call back", True),
        (Part.WORDS, "all back", False),
        (Part.WORDS, "не открывается", True),
        (Part.WORDS, "*", False),
    ],
)
def test_condition(part: Part, value: str, *, holds: bool) -> None:
    rule = ArrivalRule("r", (Condition(part, (value,)),), Priority.HIGH)
    assert matches(rule, MAIL) is holds


@pytest.mark.parametrize(
    ("header", "values", "holds"),
    [
        ("Importance", ("high",), True),
        ("Importance", ("low",), False),
        ("X-Camera", (), True),
        ("X-Camera", ("",), True),
        ("X-Other", (), False),
    ],
)
def test_header_condition(header: str, values: tuple[str, ...], *, holds: bool) -> None:
    rule = ArrivalRule("r", (Condition(Part.HEADER, values, header),), Priority.HIGH)
    assert matches(rule, MAIL) is holds


def test_all_conditions_must_hold_and_one_value_is_enough() -> None:
    either = Condition(Part.WORDS, ("flood", "fire"))
    elsewhere = Condition(Part.SENDER, ("@other.example",))
    assert matches(ArrivalRule("r", (either,), Priority.HIGH), MAIL)
    assert not matches(ArrivalRule("r", (either, elsewhere), Priority.HIGH), MAIL)


def test_the_first_match_wins_for_each_field_and_is_named() -> None:
    fire = Condition(Part.WORDS, ("fire",))
    rules = (
        ArrivalRule("off", (fire,), Priority.LOW, is_active=False),
        ArrivalRule("elsewhere", (Condition(Part.WORDS, ("flood",)),), Priority.LOW),
        ArrivalRule("fire", (fire,), Priority.CRITICAL),
        ArrivalRule("all", (Condition(Part.MAILBOX, ("3",)),), Priority.LOW, 5, tags=("x",)),
        ArrivalRule("last", (fire,), category_id=6, assignee_id=2, line_id=1, tags=("y",)),
    )
    found = sort_out(rules, MAIL)
    assert found.values == {
        Field.PRIORITY: Priority.CRITICAL,
        Field.CATEGORY: 5,
        Field.TAGS: ("x",),
        Field.ASSIGNEE: 2,
        Field.LINE: 1,
    }
    assert found.rules == {
        Field.PRIORITY: "fire",
        Field.CATEGORY: "all",
        Field.TAGS: "all",
        Field.ASSIGNEE: "last",
        Field.LINE: "last",
    }


GOOD = ArrivalRule("r", (Condition(Part.WORDS, ("fire",)),), Priority.HIGH)


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (replace(GOOD, name=" "), "rule.no_name"),
        (replace(GOOD, conditions=()), "rule.no_condition"),
        (replace(GOOD, conditions=(Condition(Part.WORDS, ("", " * ")),)), "rule.empty_condition"),
        (replace(GOOD, conditions=(Condition(Part.HEADER, (), "X Y"),)), "rule.bad_header"),
        (replace(GOOD, conditions=(Condition(Part.HEADER, (), "X:\n"),)), "rule.bad_header"),
        (replace(GOOD, priority=None), "rule.sets_nothing"),
    ],
)
def test_a_rule_that_means_nothing_is_refused(rule: ArrivalRule, code: str) -> None:
    GOOD.check()
    with pytest.raises(Refused) as caught:
        rule.check()
    assert caught.value.code == code


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_value_and_no_text_breaks_matching(value: str, text: str) -> None:
    mail = replace(MAIL, subject=text, sender=text, headers={"x": text})
    conditions = (
        Condition(Part.SUBJECT, (value,)),
        Condition(Part.SENDER, (value,)),
        Condition(Part.HEADER, (value,), "X"),
    )
    for condition in conditions:
        matches(ArrivalRule("r", (condition,), Priority.HIGH), mail)


@given(st.text(alphabet="ab@.", min_size=1, max_size=12))
def test_an_address_is_matched_by_itself_and_by_its_domain(address: str) -> None:
    mail = replace(MAIL, sender=address)
    assert matches(ArrivalRule("r", (Condition(Part.SENDER, (f"{address}*",)),)), mail)
    domain = address[address.rfind("@") :] if "@" in address else address
    assert matches(ArrivalRule("r", (Condition(Part.SENDER, (domain,)),)), mail)
