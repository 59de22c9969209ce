"""The search language: every typed text means something, in both languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.explain_words import Language
from desktop.domain.search_completion import completions, written
from desktop.domain.search_language import LENGTH_LIMIT, Moment, Term, read_search
from desktop.domain.search_words import SPELLINGS, VALUES, Operator

TODAY = date(2026, 11, 25)


def only(text: str) -> Term:
    (term,) = read_search(text, TODAY).terms
    return term


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("is:mine", Operator.IS, "mine"),
        ("IS:Mine", Operator.IS, "mine"),
        ("это:мои", Operator.IS, "mine"),
        ("is:мои", Operator.IS, "mine"),
        ("sla:просрочено", Operator.SLA, "overdue"),
        ("срок:critical", Operator.SLA, "critical"),
        ("это:открытые", Operator.IS, "open"),
        ("это:решенные", Operator.IS, "solved"),
        ("кому:разработчику", Operator.TO, "dev"),
        ("есть:вложения", Operator.HAS, "file"),
        ("prio:critical", Operator.PRIORITY, "critical"),
        ("приоритет:высокий", Operator.PRIORITY, "high"),
        ("from:it@nord.example", Operator.FROM, "it@nord.example"),
        ('от:"Ирина П"', Operator.FROM, "Ирина П"),
        ('client:"Nord Clinic', Operator.CLIENT, "Nord Clinic"),
        ("тег:печать", Operator.TAG, "печать"),
        ("to:dev", Operator.TO, "dev"),
        ("has:file", Operator.HAS, "file"),
    ],
)
def test_operator(text: str, operator: Operator, value: str) -> None:
    term = only(text)
    assert (term.operator, term.value, term.is_known) == (operator, value, True)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("due:<1h", Moment(timedelta(hours=1))),
        ("due:1ч", Moment(timedelta(hours=1))),
        ("истекает:>2д", Moment(timedelta(days=2), is_less=False)),
        ("created:<2w", Moment(timedelta(weeks=2))),
        ("created:2026-11-01", Moment(None, True, date(2026, 11, 1), date(2026, 11, 1))),
        ("created:>2026-11-01", Moment(first_day=date(2026, 11, 2))),
        ("created:>=2026-11-01", Moment(first_day=date(2026, 11, 1))),
        ("создано:<01.11.2026", Moment(last_day=date(2026, 10, 31))),
        (
            "created:2026-11-01..2026-11-05",
            Moment(None, True, date(2026, 11, 1), date(2026, 11, 5)),
        ),
        ("created:2026-11-01..", Moment(first_day=date(2026, 11, 1))),
        ("created:вчера", Moment(None, True, date(2026, 11, 24), date(2026, 11, 24))),
        ("due:tomorrow", Moment(None, True, date(2026, 11, 26), date(2026, 11, 26))),
    ],
)
def test_moment(text: str, moment: Moment) -> None:
    assert only(text).moment == moment


@pytest.mark.parametrize("text", ["срок:<1ч", "sla:<1h", "истекает:<1ч"])
def test_a_span_after_the_name_of_the_due_column_is_compared_with_it(text: str) -> None:
    (term,) = read_search(text, TODAY).terms
    assert (term.operator, term.moment) == (Operator.DUE, Moment(timedelta(hours=1)))


@pytest.mark.parametrize(
    "text",
    [
        "foo:bar",
        "is:nonsense",
        "prio:",
        "due:soonish",
        "due:99x",
        "created:2026-02-30",
        "created:..",
    ],
)
def test_what_is_no_operator_is_searched_as_text_and_says_so(text: str) -> None:
    term = only(text)
    assert (term.operator, term.is_known, term.value) == (None, False, text)


@pytest.mark.parametrize("text", ["https://nord.example/a?b", "10:30", "C:\\Windows", "a_b:c"])
def test_what_only_looks_like_an_operator_is_a_word(text: str) -> None:
    search = read_search(text, TODAY)
    assert "".join(term.value for term in search.terms) == text
    assert search.operators == ()


def test_words_phrases_numbers_and_what_must_not_be() -> None:
    terms = read_search('printer -fax "не печатает" -"to do" #1047 -#9 -is:spam ##', TODAY).terms
    assert [(t.value, t.is_phrase, t.is_negated, t.number) for t in terms] == [
        ("printer", False, False, None),
        ("fax", False, True, None),
        ("не печатает", True, False, None),
        ("to do", True, True, None),
        ("#1047", False, False, 1047),
        ("#9", False, True, 9),
        ("spam", False, True, None),
        ("##", False, False, None),
    ]


@given(st.text(max_size=200))
def test_any_text_is_read_and_its_terms_stand_where_they_say(text: str) -> None:
    end = 0
    for term in read_search(text, TODAY).terms:
        assert end <= term.start < term.end <= len(text)
        end = term.end


def test_a_pasted_novel_is_cut() -> None:
    assert read_search("a " * LENGTH_LIMIT, TODAY).terms[-1].end <= LENGTH_LIMIT


@given(st.sampled_from(Operator), st.sampled_from(Language), st.data())
def test_a_chip_reads_back_as_the_same_term(
    operator: Operator, language: Language, data: st.DataObject
) -> None:
    if operator in VALUES:
        value = data.draw(st.sampled_from(sorted(VALUES[operator])))
    elif operator in (Operator.DUE, Operator.CREATED):
        value = "<1h"
    else:
        value = data.draw(st.sampled_from(["nord", "Nord Clinic", "Ирина"]))
    text = f'{SPELLINGS[operator][0]}:"{value}"'
    term = only(text)
    again = only(written(term, text, language))
    assert (again.operator, again.value, again.moment) == (term.operator, term.value, term.moment)


@pytest.mark.parametrize(
    ("text", "language", "offered"),
    [
        ("sl", Language.ENGLISH, ["sla:"]),
        ("printer с", Language.RUSSIAN, ["срок:", "создано:"]),
        ("is:un", Language.ENGLISH, ["unassigned", "unread"]),
        ("is:", Language.RUSSIAN, [words[1] for words in VALUES[Operator.IS].values()]),
        ("-has:", Language.ENGLISH, ["file", "note"]),
        ("due:<1", Language.RUSSIAN, ["<1ч", "<1д"]),
        ("from:a", Language.ENGLISH, []),
        ("foo:a", Language.ENGLISH, []),
        ("", Language.ENGLISH, []),
    ],
)
def test_completions(text: str, language: Language, offered: list[str]) -> None:
    found = completions(text, len(text), language)
    assert [completion.text for completion in found] == offered
    for completion in found:
        term = read_search(text[: completion.start] + completion.text, TODAY).terms[-1]
        assert term.operator is completion.operator or completion.text.endswith(":")


def test_no_spelling_means_two_things() -> None:
    words = [word for spellings in SPELLINGS.values() for word in spellings]
    assert len(words) == len(set(words))
    for values in VALUES.values():
        words = [word for spellings in values.values() for word in spellings]
        assert len(words) == len(set(words))
