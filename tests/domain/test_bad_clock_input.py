"""Bad input of calendars, policies, histories: a sentence each, nothing lost, never “due now”."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.durations import Duration
from desktop.domain.errors import DeskError, NotFound
from desktop.domain.explain import explain
from desktop.domain.explain_words import Language
from desktop.domain.sentences import SENTENCES, filled
from desktop.domain.sla import ClockKind, ClockResult, Policy, PolicyBook, Target
from desktop.domain.sla_evaluate import evaluate
from desktop.domain.sla_policy_check import check
from desktop.domain.sla_presets import BUSINESS_HOURS, small_round_the_clock
from desktop.domain.ticket import Priority
from desktop.domain.worktime import CalendarSpec, Interval, WorkCalendar
from tests.domain.sla_cases import CALENDARS, MOSCOW, PRESET, History, at, book, policy

NOW = at("23 09:00")
GOOD = policy(Target(BUSINESS_HOURS, 60))


def weekly(*hours: Interval) -> CalendarSpec:
    return CalendarSpec("Office", "Europe/Berlin", (hours, *((),) * 6))


def saved(wrong: Policy) -> None:
    check(wrong, CALENDARS, NOW)


@pytest.mark.parametrize(
    ("bad", "told"),
    [
        (
            lambda: weekly(Interval.parse("09:00", "13:00"), Interval.parse("12:30", "18:00")),
            "Two intervals overlap on mon: 09:00-13:00 and 12:30-18:00.",
        ),
        (
            lambda: weekly(Interval.parse("20:00", "06:00"), Interval.parse("22:00", "23:00")),
            "Two intervals overlap on mon: 20:00-06:00 and 22:00-23:00.",
        ),
        (lambda: Interval.parse("09:00", "25:00"), "“25:00” is not a time of day."),
        (lambda: Interval.parse("24:00", "06:00"), "“24:00” is not a time of day."),
        (lambda: Interval.parse("9.30", "18:00"), "“9.30” is not a time of day."),
        (
            lambda: CalendarSpec("Office", "Mars/Olympus"),
            "There is no time zone “Mars/Olympus”.",
        ),
        (lambda: Target(BUSINESS_HOURS, 0), "A target needs a length"),
        (lambda: Target(BUSINESS_HOURS), "A target needs a length"),
        (lambda: Target(BUSINESS_HOURS, 60, business_days=1), "A target needs a length"),
        (lambda: Duration.parse("0m"), "“0m” is no time at all"),
        (lambda: Duration.parse("90"), "“90” is not a length of time."),
        (lambda: saved(replace(GOOD, rows={})), "The policy promises nothing"),
        (
            lambda: saved(policy(Target("never", 60))),
            "The calendar “Never” has no open hour in the next 400 days",
        ),
        (lambda: saved(policy(Target("gone", 60))), "there is no “gone” any more"),
        (lambda: saved(replace(GOOD, thresholds=(120,))), "percentages of the target"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    bad: Callable[[], object], told: str
) -> None:
    with pytest.raises(DeskError) as refusal:
        bad()
    sentence = filled(SENTENCES[refusal.value.code], refusal.value)
    assert told in sentence
    assert "{" not in sentence


def test_half_past_two_on_the_night_without_it_is_three() -> None:
    """Berlin, 29 March 2026: hours that begin at 02:30 begin when the clocks have gone forward."""
    sunday = CalendarSpec(
        "Night", "Europe/Berlin", (*((),) * 6, (Interval.parse("02:30", "04:00"),))
    )
    calendar = WorkCalendar(sunday)
    midnight = at("2026-03-29T00:00:00")

    [(opens, closes)] = calendar.segments(midnight, midnight + timedelta(days=1))

    assert opens.isoformat() == "2026-03-29T01:00:00+00:00", "03:00 in Berlin"
    assert closes - opens == timedelta(hours=1)
    due = calendar.add(midnight, timedelta(minutes=30))
    assert due == opens + timedelta(minutes=30)


def test_calendar_that_never_opens_is_never_due_and_says_so() -> None:
    history = History("23 09:00", book(policy(Target("never", 60))))
    clock = history.solution("2030-01-01T00:00")

    assert (clock.due_at, clock.never_opens, clock.breach) == (None, True, None)
    assert clock.result is ClockResult.RUNNING
    assert history.evaluation("23 10:00").next_due is None, "it is not due now"
    for language, told in (
        (Language.ENGLISH, "no open hour in the next 400 days: there is no due time"),
        (Language.RUSSIAN, "400 дней"),
    ):
        evaluation = history.evaluation("23 10:00")
        text = str(explain(evaluation, ClockKind.SOLUTION, language, MOSCOW, {}))
        assert told in text


def test_priority_without_a_row_has_no_clock_and_loses_nothing() -> None:
    rows = {(Priority.HIGH, ClockKind.SOLUTION): Target(BUSINESS_HOURS, 60)}
    history = History("23 09:00", book(replace(GOOD, rows=rows)), priority="low")
    history.status("23 10:00", "waiting_customer")
    assert history.evaluation("23 10:30").next_due is None
    assert history.evaluation("23 10:30").clock(ClockKind.SOLUTION) is None

    history.then("23 11:00", "priority_changed", priority="high")

    clock = history.solution("23 12:00")
    assert (clock.started_at, clock.used) == (at("23 09:00"), timedelta(hours=1)), (
        "the time before is counted when there is a row"
    )


def test_events_out_of_order_are_judged_in_order() -> None:
    history = History("23 09:00")
    history.then("23 12:00", "agent_message").status("23 10:00", "waiting_customer")
    history.then("23 08:00", "note").status("23 11:00", "open")
    backwards = list(reversed(history.events))

    judged = evaluate(backwards, PRESET, CALENDARS, at("23 13:00"))

    assert judged == history.evaluation("23 13:00")
    clock = judged.clock(ClockKind.SOLUTION)
    assert clock is not None
    assert (clock.started_at, clock.paused) == (at("23 09:00"), timedelta(hours=1))


def test_clock_that_is_years_off_changes_no_due_time() -> None:
    """An event of 2035, and a present before the last event: told as of that event."""
    history = History("23 09:00")
    due = history.first("23 09:00").due_at
    future = History("23 09:00").then("2035-03-01T12:00", "agent_message")

    clock = future.first("23 10:00")

    assert due == clock.due_at == at("23 13:00")
    assert (clock.stopped_at, clock.result) == (at("2035-03-01T12:00"), ClockResult.MISSED)
    assert clock.breached_at == at("23 13:00")
    assert future.evaluation("23 10:00").at == at("2035-03-01T12:00")
    created_late = History("2035-03-01T12:00").first("23 10:00")
    assert created_late.due_at == at("2035-03-01T16:00")


def test_history_that_names_what_is_in_no_book_is_refused_by_name() -> None:
    unknown = History("23 09:00", PolicyBook(1, [small_round_the_clock()]), policy=99)
    with pytest.raises(NotFound) as refusal:
        unknown.evaluation("23 10:00")
    assert (refusal.value.facts["noun"], refusal.value.facts["id"]) == ("policy", 99)
