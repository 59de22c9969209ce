"""A calendar is asked by the window, the worker and the jobs at once."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from desktop.domain.worktime import CalendarSpec, Interval, WorkCalendar
from desktop.domain.worktime_local import DAY, MICROS

THREADS = 4
CALENDARS = 6
QUESTIONS = 8
HOUR = 3600 * MICROS
NINE_TO_SIX = (Interval(9 * 60, 18 * 60),)
SPEC = CalendarSpec("office", "Europe/Moscow", weekly=(NINE_TO_SIX,) * 5 + ((), ()))


@pytest.fixture
def hasty_threads() -> Iterator[None]:
    """Let threads take turns after every few steps."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("hasty_threads")
def test_threads_that_ask_at_once_get_the_answers_of_one() -> None:
    rng = random.Random(1)
    starts = [rng.randrange(50 * 365) * DAY for _ in range(QUESTIONS)]
    spans = [rng.randrange(1, 2000) * HOUR for _ in range(QUESTIONS)]
    questions = list(zip(starts, spans, strict=True))
    expected = _answers(WorkCalendar(SPEC), questions)
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(CALENDARS):
            calendar, together = WorkCalendar(SPEC), Barrier(THREADS)
            orders = [rng.sample(questions, len(questions)) for _ in range(THREADS)]

            def ask(
                order: list[tuple[int, int]],
                calendar: WorkCalendar = calendar,
                together: Barrier = together,
            ) -> dict[tuple[int, int], tuple[int | None, int]]:
                together.wait()
                return _answers(calendar, order)

            for answers in pool.map(ask, orders):
                assert answers == expected


def _answers(
    calendar: WorkCalendar, questions: list[tuple[int, int]]
) -> dict[tuple[int, int], tuple[int | None, int]]:
    return {
        (start, span): (calendar.reach(start, span), calendar.open_between(start, start + span))
        for start, span in questions
    }
