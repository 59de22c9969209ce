"""Typed lengths: what people write in either language, what nobody can tell, and the way back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.durations import MAX_BUSINESS_DAYS, MAX_MINUTES, Duration
from desktop.domain.errors import Refused
from desktop.domain.explain_words import Language


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("15m", 15),
        ("15 min", 15),
        ("90M", 90),
        ("4h", 240),
        (" 1h30m ", 90),
        ("1 h 30 min", 90),
        ("1.5h", 90),
        ("1,5 ч", 90),
        ("15 мин", 15),
        ("15 мин.", 15),
        ("4 ч", 240),
        ("1 час 5 минут", 65),
        ("72 часа", 4320),
        ("1\N{NO-BREAK SPACE}ч\N{NO-BREAK SPACE}30\N{NO-BREAK SPACE}мин", 90),
        ("0h 5m", 5),
    ],
)
def test_hours_and_minutes_are_read(text: str, minutes: int) -> None:
    assert Duration.parse(text) == Duration(minutes=minutes)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3bd", 3),
        ("10 BD", 10),
        ("1 business day", 1),
        ("2 business days", 2),
        ("3 рд", 3),
        ("3 р.д.", 3),
        ("5 раб. дн.", 5),
        ("1 рабочий день", 1),
        ("2 рабочих дня", 2),
    ],
)
def test_business_days_are_read(text: str, days: int) -> None:
    assert Duration.parse(text) == Duration(business_days=days)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "duration.unreadable"),
        ("   ", "duration.unreadable"),
        ("90", "duration.unreadable"),
        ("1d", "duration.unreadable"),
        ("-4h", "duration.unreadable"),
        ("3bd 2h", "duration.unreadable"),
        ("30m 1h", "duration.unreadable"),
        ("1h 1h", "duration.unreadable"),
        ("0.001h", "duration.unreadable"),
        ("1.5bd", "duration.unreadable"),
        ("soon", "duration.unreadable"),
        ("٣h", "duration.unreadable"),
        ("0m", "duration.nothing"),
        ("0bd", "duration.nothing"),
        ("501bd", "duration.too_long"),
        ("999999999h", "duration.too_long"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        Duration.parse(text)
    assert refusal.value.code == code
    assert refusal.value.facts["text"] == text.strip()


durations = st.one_of(
    st.builds(Duration, minutes=st.integers(1, MAX_MINUTES)),
    st.builds(Duration, business_days=st.integers(1, MAX_BUSINESS_DAYS)),
)


@given(durations, st.sampled_from(Language))
def test_what_is_written_is_read_back_in_any_spelling(length: Duration, language: Language) -> None:
    written = length.text(language)
    for spelled in (written, written.upper(), written.replace("\N{NO-BREAK SPACE}", "")):
        assert Duration.parse(spelled) == length


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        length = Duration.parse(text)
    except Refused:
        return
    assert (length.minutes or length.business_days or 0) > 0
