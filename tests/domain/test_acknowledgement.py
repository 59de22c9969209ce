"""The automatic answer tells a number, hours and a promise, and nothing that came from outside."""

from __future__ import annotations

from datetime import UTC, datetime

from desktop.domain.acknowledgement import acknowledgement
from desktop.domain.sla_presets import business_hours, round_the_clock
from desktop.domain.tongue import Written
from desktop.domain.worktime import CalendarSpec, WorkCalendar

FRIDAY_NIGHT = datetime(2026, 11, 27, 20, 0, tzinfo=UTC)
MOSCOW = WorkCalendar(business_hours("Europe/Moscow"))


def test_english() -> None:
    found = acknowledgement(1042, "Support", MOSCOW, FRIDAY_NIGHT, Written.ENGLISH)

    assert found.subject == "[#1042] We have received your request"
    assert found.text == (
        "Hello,\n\nyour request has arrived; its number is #1042. Our working hours: Mo-Fr 9-18 "
        "(Europe/Moscow). You will hear from us by 30 Nov 2026, 18:00 at the latest.\n\n"
        "This is an automatic answer. To add something, just answer it.\n\nSupport\n"
    )


def test_russian() -> None:
    found = acknowledgement(1042, "", MOSCOW, FRIDAY_NIGHT, Written.RUSSIAN)

    assert found.subject == "[#1042] Мы получили ваше обращение"
    assert "Мы работаем: Пн-Пт 9-18 (Europe/Moscow). Ответим не позже 30.11.2026 18:00." in (
        found.text
    )
    assert found.text.endswith("просто ответьте на него.\n")


def test_a_desk_that_never_closes_says_so() -> None:
    always = WorkCalendar(round_the_clock("UTC"))
    found = acknowledgement(7, "", always, FRIDAY_NIGHT, Written.ENGLISH)
    assert "We work round the clock. You will hear from us by 29 Nov 2026, 00:00" in found.text


def test_a_desk_that_never_opens_promises_nothing() -> None:
    never = WorkCalendar(CalendarSpec("Never", "UTC"))
    found = acknowledgement(7, "", never, FRIDAY_NIGHT, Written.ENGLISH)
    assert found.text.startswith("Hello,\n\nyour request has arrived; its number is #7.\n\n")
