"""Words and sentences: every enum member has a word, every error code a sentence."""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter

import pytest

from desktop.cli import sentences as printed
from desktop.domain.errors import ChangedMeanwhile, DatabaseTooNew, Refused
from desktop.domain.sentences import SENTENCES
from desktop.domain.ticket import Priority, Status
from desktop.ui import texts


def test_every_member_of_every_enum_has_its_own_word() -> None:
    for kind, words in texts.WORDS.items():
        assert {member.value for member in kind} == set(words), kind
        assert len(set(words.values())) == len(words), kind


def test_word_is_looked_up_by_enum_not_by_its_text() -> None:
    assert texts.word(Status.NEW) == "New"
    assert texts.word(Priority.NORMAL) == "Normal"


def test_sentence_is_filled_with_the_facts_of_the_error() -> None:
    assert "1.4" in texts.sentence(DatabaseTooNew(made_by="1.4", ours="1.0"))


def test_presets_are_named_as_the_lists_show_them(speak: Callable[[str], None]) -> None:
    speak("ru")
    in_use = Refused("calendar.in_use", name="Business hours", users="Small 24/7, Ours")
    assert texts.sentence(in_use) == (
        "«Рабочее время» нельзя удалить: по нему считаются сроки (Малая команда, 24/7, Ours)."
    )
    assert "«Ours»" in texts.sentence(Refused("policy.name_taken", name="Ours"))


def test_missing_fact_does_not_break_the_sentence() -> None:
    assert "{" not in texts.sentence(DatabaseTooNew())


def test_unknown_code_is_still_a_sentence() -> None:
    assert "brand.new" in texts.sentence(Refused("brand.new"))


def test_window_and_command_line_say_the_same() -> None:
    assert printed.sentence(ChangedMeanwhile()) == texts.sentence(ChangedMeanwhile())


@pytest.mark.parametrize("text", SENTENCES.values())
def test_sentence_is_a_sentence(text: str) -> None:
    assert text[0].isupper() or text[0] in "{“#"
    assert text.rstrip("”").endswith((".", "?", "…"))
    assert "!" not in text
    names = [name for _, name, _, _ in Formatter().parse(text) if name is not None]
    assert all(name.isidentifier() for name in names)
