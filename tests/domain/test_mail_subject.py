"""Subjects: our number, and what is left without reply and forward marks."""

from __future__ import annotations

import pytest

from desktop.domain.mail_subject import SUBJECT_LIMIT, bare_subject, shortened, ticket_number


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("Re: Printer [#1234]", 1234),
        ("[#12] Re: older [#15]", 15),
        ("#1234", None),
        ("[#]", None),
        ("[# 12]", None),
        ("[#" + "9" * 19 + "]", None),
        ("", None),
    ],
)
def test_number_of_a_subject(subject: str, number: int | None) -> None:
    assert ticket_number(subject) == number


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: Printer", "Printer"),
        ("RE: FW: Re[2]: Принтер [#12]", "Принтер"),
        ("Отв: НА: Пересл: Договор", "Договор"),
        ("Fwd:Re:x", "x"),
        ("Re^2: x", "x"),
        ("Reply needed: x", "Reply needed: x"),
        ("Наши цены: скидка", "Наши цены: скидка"),
        ("", ""),
        ("Re:", ""),
    ],
)
def test_bare_subject_has_no_nested_marks(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


def test_a_long_subject_ends_in_an_ellipsis() -> None:
    cut = shortened("ж" * 5000)
    assert len(cut) == SUBJECT_LIMIT
    assert cut.endswith("ж…")
    assert shortened("short") == "short"
