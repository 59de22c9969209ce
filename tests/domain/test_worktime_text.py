"""Typed hours: what people write in both languages, what is refused, and the round trip."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import Refused
from desktop.domain.explain_words import Language
from desktop.domain.worktime_spec import FULL_DAY, Interval
from desktop.domain.worktime_text import Week, read_hours, read_week, write_hours, write_week

NINE_TO_SIX = (Interval(540, 1080),)
LUNCH = (Interval(540, 780), Interval(840, 1080))
NIGHT = (Interval(1080, 540),)
CLOSED: tuple[Interval, ...] = ()


@st.composite
def days(draw: st.DrawFn) -> tuple[Interval, ...]:
    """The hours of one day: apart, perhaps the last into the next morning."""
    marks = sorted(draw(st.sets(st.integers(0, FULL_DAY), max_size=8)))
    hours = [Interval(a, b) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    if draw(st.booleans()):
        last = hours[-1].until if hours else 0
        if last < FULL_DAY:
            hours.append(
                Interval(draw(st.integers(last, FULL_DAY - 1)), draw(st.integers(0, last)))
            )
    return tuple(hours)


weeks = st.tuples(*[days()] * 7)


@given(weeks, st.sampled_from(Language))
def test_what_is_written_reads_back(week: Week, language: Language) -> None:
    text = write_week(week, language)

    assert read_week(text) == tuple(tuple(sorted(hours)) for hours in week)
    assert write_week(read_week(text), language) == text


@given(days())
def test_hours_of_a_day_read_back(hours: tuple[Interval, ...]) -> None:
    assert read_hours(write_hours(hours)) == tuple(sorted(hours))


@given(st.text(alphabet="MoПнSa 0159:-–,;.закрыто\n%", max_size=30))
def test_any_text_is_read_or_refused_in_a_sentence(text: str) -> None:
    try:
        assert len(read_week(text)) == 7
    except Refused as refused:
        assert refused.code in ("calendar.bad_week", "calendar.bad_time")
        assert refused.facts["text"]


@pytest.mark.parametrize(
    ("text", "week"),
    [
        ("Mo-Fr 9-13, 14-18", (*[LUNCH] * 5, CLOSED, CLOSED)),
        ("Пн-Пт 9-13, 14-18", (*[LUNCH] * 5, CLOSED, CLOSED)),
        ("пн – пт 09:00–18:00", (*[NINE_TO_SIX] * 5, CLOSED, CLOSED)),
        ("Mon-Wed, Fri 9.00-18.00", (*[NINE_TO_SIX] * 3, CLOSED, NINE_TO_SIX, CLOSED, CLOSED)),
        ("Mo-Fr 9-18, Sa 9-18", (*[NINE_TO_SIX] * 6, CLOSED)),
        ("Mo 9-13; Mo 14-18", (LUNCH, *[CLOSED] * 6)),
        ("9-18", (NINE_TO_SIX,) * 7),
        ("Пн-Вс 9-18; Вс закрыто", (*[NINE_TO_SIX] * 7,)),
        ("Sa-Mo 18-9", (NIGHT, *[CLOSED] * 4, NIGHT, NIGHT)),
        ("понедельник, среда 18-9", (NIGHT, CLOSED, NIGHT, *[CLOSED] * 4)),
        ("Tu 0-24", (CLOSED, (Interval(0, FULL_DAY),), *[CLOSED] * 5)),
        ("", (CLOSED,) * 7),
        ("Sa closed", (CLOSED,) * 7),
        ("Mo\n9-13,14-18", (LUNCH, *[CLOSED] * 6)),
    ],
)
def test_what_people_write(text: str, week: Week) -> None:
    assert read_week(text) == week


@pytest.mark.parametrize(
    ("text", "code", "said"),
    [
        ("Mo 9-25:00", "calendar.bad_time", "25:00"),
        ("Mo 9:75-18", "calendar.bad_time", "9:75"),
        ("Mo 24-9", "calendar.bad_time", "24:00"),
        ("Mo 9", "calendar.bad_week", "Mo 9"),
        ("Mo", "calendar.bad_week", "Mo"),
        ("Xx 9-18", "calendar.bad_week", "Xx 9-18"),
        ("Mo 9-18 please", "calendar.bad_week", "please"),
        ("Mo 9-18 %", "calendar.bad_week", "%"),
        ("Mo 9-18 19", "calendar.bad_week", "19"),
        ("9-18, 19", "calendar.bad_week", "9-18, 19"),
    ],
)
def test_what_is_refused_is_named(text: str, code: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        read_week(text)
    assert (refused.value.code, refused.value.facts["text"]) == (code, said)


def test_days_alike_stand_together() -> None:
    week = (NINE_TO_SIX, CLOSED, NINE_TO_SIX, NINE_TO_SIX, (Interval(570, 1020),), CLOSED, CLOSED)
    assert write_week(week, Language.ENGLISH) == "Mo, We-Th 9-18; Fr 9:30-17"
    assert write_week(week, Language.RUSSIAN) == "Пн, Ср-Чт 9-18; Пт 9:30-17"


@pytest.mark.parametrize("text", ["Mo 9-18", "9-18;", "9-18 19-20"])
def test_hours_of_a_day_name_no_weekday(text: str) -> None:
    with pytest.raises(Refused, match=r"calendar\.bad_week"):
        read_hours(text)
