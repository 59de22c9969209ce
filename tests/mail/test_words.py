"""Words are the same whichever way they are taken apart."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.terms import Terms
from desktop.mail.words import stems_of, terms_of, words_of

ASCII = st.text(alphabet=[chr(code) for code in range(128)], max_size=200)


@given(text=ASCII)
def test_plain_ascii_has_the_words_that_any_text_has(text: str) -> None:
    assert words_of(text) == re.findall(r"[^\W_]+", text.lower())
    assert words_of(f"{text} ж") == [*words_of(text), "ж"]


@pytest.mark.parametrize("text", ["", "Ёлки, ёлки! printers printers", "a_b\x1fc", "1.5 kg"])
def test_every_word_stands_once_beside_its_stem(text: str) -> None:
    words = list(dict.fromkeys(words_of(text)))
    assert list(terms_of(text).pairs()) == list(zip(words, stems_of(words), strict=True))


def test_a_word_that_is_its_own_stem_is_not_written_twice() -> None:
    assert terms_of("the printers") == Terms("the printers", " printer")
