"""Templates of replies: filled once, never evaluated, blocking while something is missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import Refused
from desktop.domain.reply_template import ReplyTemplate, Variable, fill, gaps

TEXT = "Dear {client_name}, #{ticket_number}: {next_date}. {my_name}"


def test_values_are_put_in_and_what_is_missing_stays_and_is_told() -> None:
    values = {Variable.CLIENT_NAME: "Irina", Variable.TICKET_NUMBER: "1047", Variable.MY_NAME: " "}
    filled = fill(TEXT, values)
    assert filled == "Dear Irina, #1047: {next_date}. {my_name}"
    assert [gap.variable for gap in gaps(filled)] == [Variable.NEXT_DATE, Variable.MY_NAME]
    assert [filled[gap.start : gap.end] for gap in gaps(filled)] == ["{next_date}", "{my_name}"]


def test_a_value_is_not_looked_through_again() -> None:
    values = {Variable.CLIENT_NAME: "{my_name}", Variable.MY_NAME: "Anna"}
    assert fill("{client_name}", values) == "{my_name}"


@given(st.text(max_size=60), st.text(max_size=20))
def test_any_text_is_filled_without_being_evaluated(text: str, value: str) -> None:
    fill(text, dict.fromkeys(Variable, value))
    if "{" not in text:
        assert fill(text, dict.fromkeys(Variable, value)) == text


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (ReplyTemplate(" ", "x"), "template.no_name"),
        (ReplyTemplate("n" * 101, "x"), "template.no_name"),
        (ReplyTemplate("n", " \n"), "template.no_text"),
        (ReplyTemplate("n", "x" * 20_001), "template.no_text"),
        (ReplyTemplate("n", "{my_name} {client}"), "template.unknown_variable"),
    ],
)
def test_a_template_nobody_could_use_is_refused(template: ReplyTemplate, code: str) -> None:
    with pytest.raises(Refused) as caught:
        template.check()
    assert caught.value.code == code


def test_braces_of_other_things_are_no_variables() -> None:
    ReplyTemplate("n", 'JSON {"a": 1}, {0}, { my_name }, {My}').check()
