"""Words of the duty calendar: every kind has some, in both languages, with the figures in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.duty import AbsenceKind, ShiftSource, WishKind
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_fairness import Burden
from desktop.domain.duty_rules import RUSSIA
from desktop.domain.duty_swap import SwapState
from desktop.services.duty_candidates import CandidateRow
from desktop.ui.duty.candidate_words import effect_text, standing_text
from desktop.ui.duty.words import conflict_text, duty_word, hours_text, times_text

SPANS = {ConflictKind.REST, ConflictKind.WEEKLY_HOURS, ConflictKind.WEEKLY_REST}
COUNTS = {ConflictKind.NIGHTS, ConflictKind.WEEKENDS}


def found(kind: ConflictKind) -> Conflict:
    return Conflict(
        kind,
        span=timedelta(hours=9, minutes=30) if kind in SPANS else None,
        count=5 if kind in COUNTS else None,
        absence=AbsenceKind.SICK if kind is ConflictKind.ABSENCE else None,
    )


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_kind_has_words_and_tells_its_figure(
    speak: Callable[[str], None], language: str
) -> None:
    speak(language)
    texts = {kind: conflict_text(found(kind), RUSSIA) for kind in ConflictKind}

    assert len(set(texts.values())) == len(ConflictKind)
    assert all("9" in texts[kind] for kind in SPANS)
    assert all("5" in texts[kind] for kind in COUNTS)
    assert not any("{" in text or "%" in text for text in texts.values())
    if language == "ru":
        assert not any("a" <= letter <= "z" for text in texts.values() for letter in text)


def test_the_figure_of_the_rule_stands_beside_the_one_found(speak: Callable[[str], None]) -> None:
    assert conflict_text(found(ConflictKind.REST)) == "rest 9 h 30 min, should be 11 h"
    assert conflict_text(Conflict(ConflictKind.NIGHTS, count=4)) == "4 nights in 7 days (limit 3)"
    over = Conflict(ConflictKind.WEEKLY_HOURS, span=timedelta(hours=52))
    assert conflict_text(over, RUSSIA) == "52 h a week (limit 40 h)"


@pytest.mark.parametrize("kind", [ShiftSource, AbsenceKind, WishKind, Burden, SwapState])
def test_every_member_has_a_word_of_its_own(
    speak: Callable[[str], None], kind: type[StrEnum]
) -> None:
    for language in ("en", "ru"):
        speak(language)
        assert len({duty_word(member) for member in kind}) == len(kind)


def test_who_may_cover_is_told_in_one_line(speak: Callable[[str], None]) -> None:
    free = standing_text((), timedelta(hours=40), 12 * 60)
    assert free == "12 h below average, free, 40 h rest"
    short = (Conflict(ConflictKind.REST, span=timedelta(hours=9)),)
    told = standing_text(short, timedelta(hours=9), -60)
    assert told == "1 h above average, rest 9 h, should be 11 h"
    assert standing_text((), None, 20) == "at the average, free"
    for debt, nights, said in (
        (720, 2.6, "3 nights below average"),
        (-720, -1, "1 night above average"),
        (720, -2, "12 h below average"),
        (720, 0.4, "12 h below average"),
    ):
        assert standing_text((), None, debt, nights=nights) == f"{said}, free"


@pytest.mark.parametrize(
    ("owed", "adds", "told"),
    [
        (
            {Burden.NIGHTS: 2.6},
            {Burden.NIGHTS: 1},
            "3 nights below average, free, 40 h rest; then 2 nights below average",
        ),
        (
            {Burden.NIGHTS: 1, Burden.WEEKEND_DAYS: -1},
            {Burden.NIGHTS: 1, Burden.WEEKEND_DAYS: 2},
            "1 night below average, 1 weekend day above average, free, 40 h rest; "
            "then at the average, 3 weekend days above average",
        ),
        (
            {Burden.HOLIDAYS: 0.2},
            {Burden.HOLIDAYS: 1},
            "at the average, free, 40 h rest; then 1 holiday above average",
        ),
        ({}, {}, "12 h below average, free, 40 h rest; then 4 h below average"),
    ],
)
def test_a_swap_is_told_in_what_makes_the_duty_hard(
    speak: Callable[[str], None], owed: dict[Burden, float], adds: dict[Burden, int], told: str
) -> None:
    speak("en")
    rest = timedelta(hours=40)
    row = CandidateRow(1, "Bob", True, (), rest, 12 * 60, None, None, (), owed, adds)
    assert effect_text(row, timedelta(hours=8)) == told
    speak("ru")
    assert effect_text(row, timedelta(hours=8)) != told


def test_long_spans_stay_hours_and_a_day_is_named_once(speak: Callable[[str], None]) -> None:
    assert hours_text(timedelta(hours=40)) == "40 h"
    moscow = ZoneInfo("Europe/Moscow")
    start_at = datetime(2026, 11, 28, 19, 0, tzinfo=UTC)
    night = (start_at, start_at + timedelta(hours=8))
    assert times_text(night, moscow) == "Sat 28 Nov 22:00 – Sun 29 Nov 06:00"
    evening = (start_at, start_at + timedelta(hours=1))
    assert times_text(evening, moscow) == "Sat 28 Nov 22:00 – 23:00"
