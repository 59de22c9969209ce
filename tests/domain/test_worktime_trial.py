"""A date tried out: the golden cases with their calculation, pauses, and what never comes."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from desktop.domain.durations import Duration
from desktop.domain.explain_words import Language
from desktop.domain.sla_presets import business_hours
from desktop.domain.worktime import CalendarSpec, WorkCalendar
from desktop.domain.worktime_pauses import Pause
from desktop.domain.worktime_trial import tried

MOSCOW = ZoneInfo("Europe/Moscow")
HOURS = WorkCalendar(business_hours("Europe/Moscow"))
NEVER = WorkCalendar(CalendarSpec("", "Europe/Moscow"))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=MOSCOW)


def test_each_line_says_what_was_counted_and_the_sum_adds_up() -> None:
    trial = tried(HOURS, at("2026-11-20T17:30"), Duration(60), Language.ENGLISH)

    assert trial.due_at == at("2026-11-23T09:30")
    assert trial.lines == (
        "20 Nov 17:30 → 18:00: counted 0 h 30 min",
        "20 Nov 18:00 → 23 Nov 09:00: out of hours 63 h 0 min",
        "23 Nov 09:00 → 09:30: counted 0 h 30 min",
        "Together: counted 1 h 0 min + out of hours 63 h 0 min = 64 h 0 min.",
    )


def test_lines_speak_russian() -> None:
    trial = tried(HOURS, at("2026-11-23T16:00"), Duration(60), Language.RUSSIAN)

    assert trial.lines[0].startswith("23 ноября 16:00 → 17:00: ")


def test_business_days_end_with_the_last_of_them() -> None:
    trial = tried(HOURS, at("2026-11-20T17:30"), Duration(business_days=2), Language.ENGLISH)

    assert trial.due_at == at("2026-11-24T18:00")


def test_pauses_are_told_apart() -> None:
    pause = Pause(at("2026-11-23T17:00"), at("2026-11-24T10:00"))

    trial = tried(HOURS, at("2026-11-23T16:00"), Duration(240), Language.ENGLISH, [pause, pause])

    assert trial.due_at == at("2026-11-24T13:00")
    assert trial.lines[1] == "23 Nov 17:00 → 24 Nov 10:00: paused 17 h 0 min"


def test_long_calculation_fits_a_screen() -> None:
    trial = tried(HOURS, at("2026-11-23T16:00"), Duration(business_days=60), Language.ENGLISH)

    assert 2 <= len(trial.lines) <= 13


def test_calendar_that_never_opens_has_no_due_time_and_says_so() -> None:
    for target in (Duration(60), Duration(business_days=1)):
        trial = tried(NEVER, at("2026-11-23T16:00"), target, Language.ENGLISH)
        assert (trial.due_at, trial.paused, trial.lines) == (None, False, ())


def test_pause_without_an_end_is_no_due_time_either() -> None:
    pause = Pause(at("2026-11-23T16:30"), None)

    trial = tried(HOURS, at("2026-11-23T16:00"), Duration(60), Language.ENGLISH, [pause])

    assert (trial.due_at, trial.paused) == (None, True)
