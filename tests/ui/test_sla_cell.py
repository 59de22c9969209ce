"""What a deadline says: thresholds, wall-clock countdown, both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.deadline import critical_from, soon_from
from desktop.domain.sla import ClockKind, ClockResult
from desktop.ui.sla_cell import (
    Deadline,
    sla_cell,
    sla_sentence,
    state_of,
    state_word,
    target_word,
)
from desktop.ui.sla_state import SlaState

MOSCOW = ZoneInfo("Europe/Moscow")
NOW = datetime(2026, 11, 23, 0, 5, tzinfo=UTC)  # Monday, 03:05 in Moscow


def due_in(
    left: timedelta,
    *,
    target: timedelta = timedelta(hours=8),
    kind: str = ClockKind.FIRST_RESPONSE,
    result: str = ClockResult.RUNNING,
) -> Deadline:
    return Deadline(result, kind, NOW + left, target)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


NEVER_OPENS = Deadline(ClockResult.RUNNING, ClockKind.FIRST_RESPONSE, None, timedelta(hours=4))


@pytest.mark.parametrize(
    ("target_minutes", "soon", "critical"),
    [
        (15, 7.5, 3.75),
        (60, 30, 10),
        (240, 60, 24),
        (480, 120, 48),
        (1440, 240, 60),
        (4320, 240, 60),
    ],
)
def test_thresholds_are_those_of_the_design(
    target_minutes: int, soon: float, critical: float
) -> None:
    target = minutes(target_minutes)
    assert soon_from(target) == minutes(soon)
    assert critical_from(target) == minutes(critical)


@pytest.mark.parametrize(
    ("deadline", "state"),
    [
        (due_in(minutes(121)), SlaState.ON_TRACK),
        (due_in(minutes(120)), SlaState.SOON),
        (due_in(minutes(48)), SlaState.CRITICAL),
        (due_in(minutes(0)), SlaState.CRITICAL),
        (due_in(minutes(-1)), SlaState.OVERDUE),
        (due_in(minutes(121), kind=ClockKind.OLA_ANSWER), SlaState.WITH_DEVELOPER),
        (due_in(minutes(30), kind=ClockKind.OLA_ANSWER), SlaState.CRITICAL),
        (due_in(minutes(-90), result=ClockResult.PAUSED), SlaState.PAUSED),
        (due_in(minutes(-90), result=ClockResult.MET), SlaState.MET),
        (due_in(minutes(90), result=ClockResult.MISSED), SlaState.OVERDUE),
        (due_in(minutes(90), result=ClockResult.RECLASSIFIED), SlaState.OVERDUE),
        (due_in(minutes(90), result=ClockResult.EXCUSED), SlaState.OVERDUE),
        (due_in(minutes(90), result=ClockResult.CANCELLED), None),
        (Deadline(ClockResult.NONE, None, None, timedelta(0)), None),
        (Deadline(ClockResult.RUNNING, ClockKind.SOLUTION, None, minutes(60)), SlaState.PAUSED),
    ],
)
def test_state_follows_from_the_time_left(deadline: Deadline, state: SlaState | None) -> None:
    assert state_of(deadline, NOW) is state


@pytest.mark.parametrize(
    ("deadline", "english", "russian"),
    [
        (due_in(timedelta(seconds=95)), "95 s", "95 с"),
        (due_in(minutes(9.9)), "9 min", "9 мин"),
        (due_in(minutes(59.9)), "59 min", "59 мин"),
        (due_in(minutes(310)), "5 h 10 min", "5 ч 10 мин"),
        (due_in(minutes(300)), "5 h", "5 ч"),
        (due_in(timedelta(hours=32, minutes=55)), "Tue 12:00", "вт 12:00"),
        (due_in(timedelta(days=8)), "1 Dec", "1 дек."),
        (due_in(timedelta(days=60)), "22 Jan 2027", "22.01.2027"),
        (due_in(timedelta(seconds=-20)), "−20 s", "−20 с"),
        (due_in(minutes(-72)), "−1 h 12 min", "−1 ч 12 мин"),
        (due_in(timedelta(days=-3, hours=-4)), "−3 d 4 h", "−3 д 4 ч"),
        (due_in(timedelta(days=-8766, hours=-5)), "−8766 d", "−8766 д"),
        (due_in(minutes(5), result=ClockResult.PAUSED), "paused", "пауза"),
        (due_in(minutes(5), result=ClockResult.MET), "met", "в срок"),
        (due_in(minutes(-5), result=ClockResult.MISSED), "missed", "не в срок"),
        (due_in(minutes(-5), result=ClockResult.EXCUSED), "excused", "снято"),
        (
            due_in(minutes(-5), result=ClockResult.RECLASSIFIED),
            "late by a change",
            "поздно из-за смены условий",
        ),
        (Deadline(ClockResult.NONE, None, None, timedelta(0)), "—", "—"),
        (NEVER_OPENS, "no due time", "срока нет"),
    ],
)
def test_remaining_time_in_both_languages(
    speak: Callable[[str], None], deadline: Deadline, english: str, russian: str
) -> None:
    assert sla_cell(deadline, NOW, MOSCOW).remaining == english
    speak("ru")
    assert sla_cell(deadline, NOW, MOSCOW).remaining == russian


def test_only_a_running_late_clock_stands_on_a_chip() -> None:
    late = sla_cell(due_in(minutes(-5)), NOW, MOSCOW)
    missed = sla_cell(due_in(minutes(-5), result=ClockResult.MISSED), NOW, MOSCOW)
    critical = sla_cell(due_in(minutes(5)), NOW, MOSCOW)
    assert (late.is_loud, late.has_chip) == (True, True)
    assert (missed.is_loud, missed.has_chip) == (False, False)
    assert (critical.is_loud, critical.has_chip) == (True, False)


def test_the_sentence_says_target_moment_and_distance(speak: Callable[[str], None]) -> None:
    deadline = due_in(minutes(9))
    assert sla_sentence(deadline, NOW, MOSCOW) == "First reply: due 23 Nov 2026, 03:14, in 9 min."
    speak("ru")
    late = due_in(minutes(-72), kind=ClockKind.SOLUTION)
    assert (
        sla_sentence(late, NOW, MOSCOW)
        == "Решение: просрочено на 1 ч 12 мин, срок был 23.11.2026 01:53."
    )


def test_a_clock_whose_calendar_never_opens_says_so(speak: Callable[[str], None]) -> None:
    cell = sla_cell(NEVER_OPENS, NOW, MOSCOW)
    assert (cell.state, cell.target, cell.is_loud) == (SlaState.PAUSED, "First reply", False)
    assert (
        sla_sentence(NEVER_OPENS, NOW, MOSCOW)
        == "First reply: no due time, its calendar never opens."
    )
    speak("ru")
    assert (
        sla_sentence(NEVER_OPENS, NOW, MOSCOW)
        == "Первый ответ: срока нет, календарь никогда не открывается."
    )


def test_every_clock_and_state_has_a_word_of_its_own(speak: Callable[[str], None]) -> None:
    for tongue in ("en", "ru"):
        speak(tongue)
        targets = [target_word(kind) for kind in ClockKind]
        states = [state_word(state) for state in (*SlaState, None)]
        assert len(set(targets)) == len(targets)
        assert len(set(states)) == len(states)
        assert all(targets)
    assert target_word(None) == ""


def test_due_at_closing_time_it_is_not_overdue_before_the_next_opening() -> None:
    late_at = NOW + timedelta(hours=15)
    due = Deadline(ClockResult.RUNNING, ClockKind.SOLUTION, NOW, minutes(480), late_at)
    for after, state, words in (
        (timedelta(hours=-5), SlaState.ON_TRACK, "5 h"),
        (timedelta(hours=5), SlaState.CRITICAL, "10 h"),
        (timedelta(hours=15), SlaState.CRITICAL, "0 s"),
        (timedelta(hours=16), SlaState.OVERDUE, "−16 h"),
    ):
        now = NOW + after
        assert state_of(due, now) is state
        assert sla_cell(due, now, UTC).remaining.replace("\xa0", " ") == words
    assert "in time until" in sla_sentence(due, NOW + timedelta(hours=5), UTC)
