"""The order of what was found: more words in the subject, then side by side."""

from __future__ import annotations

import time

import pytest

from desktop.domain.relevance import Relevance
from desktop.domain.terms import folded

PRINTER = [("принтера", "принтер")]
OUTLOOK_CRASHES = [("outlook", "outlook"), ("crashes", "crash")]


@pytest.mark.parametrize(
    ("words", "subject", "held"),
    [
        (PRINTER, "Принтер не печатает", 1),
        (PRINTER, "[Принтеры] встали", 1),
        (PRINTER, "Микропринтер", 0),
        (PRINTER, "Счёт", 0),
        ([("елка", "елк")], "Ёлки", 1),
        (OUTLOOK_CRASHES, "Outlook crashed again", 2),
        (OUTLOOK_CRASHES, "Crash of the printer", 1),
        ([("a", "a")], "Plan A", 1),
        ([("a", "a")], "Any plan", 0),
        ([("c", "c"), ("c", "c")], "C and C", 1),
        ([("(x", "(x")], "Re: (x", 1),
    ],
)
def test_words_begin_with_the_word_or_its_stem(
    words: list[tuple[str, str]], subject: str, held: int
) -> None:
    assert Relevance(words).words_in(folded(subject)) == held


@pytest.mark.parametrize(
    ("text", "is_close"),
    [
        ("my outlook crashed", True),
        ("Outlook – crashes", True),
        ("outlook\ncrash", True),
        ("crashes of outlook", False),
        ("outlook never crashes", False),
        ("", False),
    ],
)
def test_side_by_side_is_in_the_order_that_was_typed(text: str, is_close: bool) -> None:
    relevance = Relevance(OUTLOOK_CRASHES)
    assert relevance.has_order
    assert relevance.is_side_by_side_in(folded(text)) is is_close


def test_one_word_has_no_order() -> None:
    relevance = Relevance(PRINTER)
    assert not relevance.has_order
    assert not relevance.is_side_by_side_in("принтер")


@pytest.mark.parametrize("text", ["outlook " * 5_000, "outlook" + "." * 50_000, "o" * 50_000])
def test_no_text_holds_it_up(text: str) -> None:
    relevance = Relevance(OUTLOOK_CRASHES)
    begun = time.process_time()
    relevance.is_side_by_side_in(text)
    relevance.words_in(text)
    assert time.process_time() - begun < 0.1
