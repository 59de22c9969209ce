"""A plan in words: whatever it counts has some, in both languages, and so has every broken rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from desktop.domain.duty_plan import PlanCounts
from desktop.ui.duty.words import parts_text

PARTS = [each.name for each in fields(PlanCounts)]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_part_of_the_cost_has_words(speak: Callable[[str], None], language: str) -> None:
    speak(language)
    told = parts_text({name: cost for cost, name in enumerate(PARTS, 1)})
    assert told.count(",") == len(PARTS) - 1
    assert not any(name in told for name in PARTS if "_" in name)
    if language == "ru":
        assert not any("a" <= letter <= "z" for letter in told)
