"""Every refusal the program can raise has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import desktop
from desktop.domain.errors import DatabaseTooNew, Refused
from desktop.domain.sentences import SENTENCES, filled

SOURCE = Path(desktop.__file__).parent
RAISED = re.compile(r'(?:Refused|Unavailable)\(\s*"([a-z_]+\.[a-z_]+)"')
OWN_CODE = re.compile(r'^    code = "([a-z_]+\.?[a-z_]*)"', re.MULTILINE)
BASES = {"desk", "unavailable"}
"""Codes of the base classes, which are never raised as such."""


def test_every_code_raised_in_the_source_has_a_sentence() -> None:
    found = set()
    for path in SOURCE.rglob("*.py"):
        text = path.read_text("utf-8")
        found.update(RAISED.findall(text), OWN_CODE.findall(text))

    assert len(found) > 80
    assert found - BASES - SENTENCES.keys() == set()


def test_a_fact_that_is_missing_reads_as_a_dash() -> None:
    sentence = filled(SENTENCES["database.too_new"], DatabaseTooNew())
    assert "–" in sentence and "{" not in sentence


def test_facts_fill_the_sentence() -> None:
    error = Refused("person.name_taken", name="Vera")
    assert "Vera" in filled(SENTENCES[error.code], error)
