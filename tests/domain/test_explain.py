"""The printed explanation: its exact words for known tickets, and its sums for any ticket."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.explain import WORDS, LineKind, explain
from desktop.domain.explain_spells import MAX_SPELLS
from desktop.domain.explain_words import Language, Part
from desktop.domain.sla import ClockKind, ClockResult, Policy, PolicyBook, Target
from desktop.domain.sla_evaluate import evaluate
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Priority
from tests.domain.explain_reader import Reader
from tests.domain.sla_cases import (
    ANNA,
    CALENDARS,
    FOUR_HOURS,
    MOSCOW,
    OLEG,
    PRESET,
    History,
    at,
    book,
    policy,
)
from tests.domain.sla_histories import END, random_history

ENGLISH, RUSSIAN = Language.ENGLISH, Language.RUSSIAN
SOLUTION = ClockKind.SOLUTION
STANDARD = book(
    Policy(
        1,
        "Standard",
        3,
        {
            (Priority.HIGH, SOLUTION): Target(BUSINESS_HOURS, 8 * 60),
            (Priority.HIGH, ClockKind.FIRST_RESPONSE): Target(BUSINESS_HOURS, 8 * 60),
            (Priority.HIGH, ClockKind.OLA_ANSWER): Target(BUSINESS_HOURS, 4 * 60),
        },
    )
)


def story() -> History:
    """The ticket of sla.md 3."""
    return (
        History("20 17:30", STANDARD, priority="high", assignee=ANNA)
        .status("23 10:10", "waiting_customer")
        .then("23 14:40", "handoff_released")
        .then("23 14:40", "handoff_accepted")
    )


def told(
    history: History, now: str, language: Language = ENGLISH, kind: ClockKind = SOLUTION
) -> str:
    explanation = explain(
        history.evaluation(now), kind, language, MOSCOW, {ANNA: "Anna", OLEG: "Oleg"}
    )
    assert explanation is not None
    return str(explanation)


def test_the_example_of_the_design_in_english() -> None:
    assert told(story(), "23 15:30") == (
        "Solution · High · policy Standard v3 · "
        "target 8 h 0 min business time, calendar “Business hours” v1\n"
        "20 Nov 17:30 → 18:00: counted 0 h 30 min (Anna)\n"
        "20 Nov 18:00 → 23 Nov 09:00: out of hours 63 h 0 min (Anna)\n"
        "23 Nov 09:00 → 10:10: counted 1 h 10 min (Anna)\n"
        "23 Nov 10:10 → 14:40: paused 4 h 30 min (waiting for client)\n"
        "23 Nov 14:40 → now, 15:30: counted 0 h 50 min "
        "(developers, Developer feedback (OLA) due 24 Nov 09:40)\n"
        "Together: counted 2 h 30 min + out of hours 63 h 0 min + paused 4 h 30 min"
        " = 70 h 0 min.\n"
        "Who had it: Anna 64 h 40 min with 1 h 40 min counted; client 4 h 30 min; "
        "developers 0 h 50 min with 0 h 50 min counted.\n"
        "Used 2 h 30 min, left 5 h 30 min, due 24 Nov 12:00.\n"
        "Being deferred or with the developers does not stop this clock.\n"
        "Solved now, it is met with 5 h 30 min to spare.\n"
        "If you set “waiting for client” now, the clock stops with 5 h 30 min left.\n"
        "Times in Europe/Moscow."
    )


def test_the_example_of_the_design_in_russian() -> None:
    assert told(story(), "23 15:30", RUSSIAN) == (
        "Решение · Высокий · политика Standard, версия 3 · "
        "норма 8 ч 0 мин рабочего времени, календарь «Рабочее время», версия 1\n"
        "20 ноября 17:30 → 18:00: учтено 0 ч 30 мин (Anna)\n"
        "20 ноября 18:00 → 23 ноября 09:00: нерабочее время 63 ч 0 мин (Anna)\n"
        "23 ноября 09:00 → 10:10: учтено 1 ч 10 мин (Anna)\n"
        "23 ноября 10:10 → 14:40: пауза 4 ч 30 мин (ждём клиента)\n"
        "23 ноября 14:40 → сейчас, 15:30: учтено 0 ч 50 мин "
        "(разработчики, Отклик разработчика (OLA): срок 24 ноября 09:40)\n"
        "Вместе: учтено 2 ч 30 мин + нерабочее время 63 ч 0 мин + пауза 4 ч 30 мин"
        " = 70 ч 0 мин.\n"
        "У кого была заявка: Anna 64 ч 40 мин, в том числе учтено 1 ч 40 мин; "
        "клиент 4 ч 30 мин; разработчики 0 ч 50 мин, в том числе учтено 0 ч 50 мин.\n"
        "Использовано 2 ч 30 мин, осталось 5 ч 30 мин, срок 24 ноября 12:00.\n"
        "Пока заявка отложена или у разработчиков, эти часы идут.\n"
        "Если решить сейчас, будет в срок, в запасе 5 ч 30 мин.\n"
        "Если сейчас поставить «Ждём клиента», часы остановятся, останется 5 ч 30 мин.\n"
        "Время: Europe/Moscow."
    )


@pytest.mark.parametrize(
    ("count", "days"),
    [
        (1, "1 рабочий день"),
        (3, "3 рабочих дня"),
        (5, "5 рабочих дней"),
        (11, "11 рабочих дней"),
        (21, "21 рабочий день"),
        (112, "112 рабочих дней"),
    ],
)
def test_russian_counts_its_business_days(count: int, days: str) -> None:
    rows = book(policy(Target(BUSINESS_HOURS, business_days=count)))
    assert f"норма {days}, на момент начала" in told(History("20 17:30", rows), "23 10:00", RUSSIAN)


@pytest.mark.parametrize(
    ("history", "now", "english", "russian"),
    [
        pytest.param(
            History("23 14:00", FOUR_HOURS),
            "23 15:00",
            "until 24 Nov 09:00 it is still in time",
            "до 24 ноября 09:00 ещё в срок",
            id="closing time",
        ),
        pytest.param(
            History("23 10:00", FOUR_HOURS).status("23 11:00", "waiting_third_party"),
            "23 12:00",
            "left 3 h 0 min. Paused since 23 Nov 11:00; due 23 Nov 15:00 if resumed now.",
            "осталось 3 ч 0 мин. Пауза с 23 ноября 11:00; если возобновить сейчас, "
            "срок 23 ноября 15:00.",
            id="paused",
        ),
        pytest.param(
            History("23 10:00", FOUR_HOURS),
            "23 16:00",
            "Used 6 h 0 min, over by 2 h 0 min, was due 23 Nov 14:00. Late since 23 Nov 14:00.",
            "сверх нормы 2 ч 0 мин, срок был 23 ноября 14:00. Просрочено с 23 ноября 14:00.",
            id="late",
        ),
        pytest.param(
            History("23 10:00", FOUR_HOURS).then("23 12:00", "solved"),
            "23 16:00",
            "Met 23 Nov 12:00: used 2 h 0 min of 4 h 0 min. Was due 23 Nov 14:00.",
            "В срок, 23 ноября 12:00: использовано 2 ч 0 мин из 4 ч 0 мин.",
            id="met",
        ),
        pytest.param(
            History("23 10:00", FOUR_HOURS)
            .then("23 16:00", "solved")
            .then("23 17:00", "clock_excused", clock="solution", reason="power cut"),
            "24 16:00",
            "Excused and left out of the figures: power cut.",
            "Нарушение снято и не входит в показатели: power cut.",
            id="excused",
        ),
        pytest.param(
            History("23 10:00", FOUR_HOURS).then(
                "23 15:00", "clock_excused", clock="solution", reason="power cut"
            ),
            "23 16:00",
            "When it has stopped, it is left out of the figures: power cut.",
            "нарушение не войдёт в показатели: power cut.",
            id="excused while it runs",
        ),
        pytest.param(
            History("23 10:00", priority="normal").then(
                "24 12:00", "priority_changed", priority="critical"
            ),
            "24 13:00",
            "The change of 24 Nov 12:00 alone made it late.",
            "Срок нарушен только из-за изменения 24 ноября 12:00.",
            id="reclassified",
        ),
        pytest.param(
            History("23 10:00", priority="high").then(
                "24 12:00", "priority_changed", priority="low"
            ),
            "24 13:00",
            "Late since 24 Nov 09:00 under the target of that time, 8 h 0 min;",
            "Просрочено с 24 ноября 09:00 по норме того времени, 8 ч 0 мин;",
            id="late under an earlier target",
        ),
        pytest.param(
            History("23 10:00", FOUR_HOURS).then("23 11:00", "spam"),
            "23 12:00",
            "Cancelled 23 Nov 11:00: marked as spam.",
            "Отменено 23 ноября 11:00: отмечено как спам.",
            id="spam",
        ),
        pytest.param(
            History("23 10:00", FOUR_HOURS).then("23 11:00", "merged", into=2),
            "23 12:00",
            "Merged into another ticket 23 Nov 11:00",
            "Объединено с другой заявкой 23 ноября 11:00",
            id="merged",
        ),
        pytest.param(
            History("23 10:00", FOUR_HOURS)
            .then("23 12:00", "solved")
            .then("24 10:00", "customer_message"),
            "24 11:00",
            "First solved 23 Nov 12:00: met. The time solved is not counted.",
            "Впервые решено 23 ноября 12:00: в срок. Время в «Решено» не учитывается.",
            id="reopened",
        ),
        pytest.param(
            History("23 10:00", book(policy(Target("never", 60)))),
            "23 11:00",
            "The calendar “Never” has no open hour in the next 400 days: there is no due time.",
            "срока нет",
            id="never opens",
        ),
        pytest.param(
            History("23 10:00", book(policy(Target("never", 60)))).then("23 11:00", "solved"),
            "23 12:00",
            "Used 0 h 0 min. The calendar “Never” has no open hour",
            "Использовано 0 ч 0 мин. В календаре «Never» нет ни одного рабочего часа",
            id="solved where it never opens",
        ),
        pytest.param(
            History(
                "23 10:00", book(policy(Target(BUSINESS_HOURS, 240, developers_pause=True)))
            ).then("23 11:00", "deferred"),
            "23 12:00",
            "Under this policy the clock stands while deferred or with developers.",
            "По этой политике часы стоят, пока заявка отложена или у разработчиков.",
            id="developers pause",
        ),
        pytest.param(
            History("21 03:10", book(policy(Target(BUSINESS_HOURS, 60, out_of_hours_minutes=30)))),
            "23 09:10",
            "target 1 h 30 min business time, calendar “Business hours” v1, "
            "0 h 30 min of it because it started out of hours",
            "из них 0 ч 30 мин за начало в нерабочее время",
            id="out of hours",
        ),
    ],
)
def test_the_sentence_that_says_why(history: History, now: str, english: str, russian: str) -> None:
    assert english in told(history, now)
    assert russian in told(history, now, RUSSIAN)


def test_a_presets_names_are_told_in_the_language_that_is_read() -> None:
    text = told(History("23 10:00"), "23 11:00", RUSSIAN)
    assert "политика Малая команда, 24/7, версия 1" in text
    assert "календарь «Рабочее время»" in text


def test_days_that_never_come_are_told_without_hours() -> None:
    history = History("23 10:00", book(policy(Target("never", business_days=3))))
    assert "target 3 business days, calendar “Never” v1\n" in told(history, "23 11:00")
    assert "норма 3 рабочих дня, календарь «Never», версия 1\n" in told(
        history, "23 11:00", RUSSIAN
    )


@pytest.mark.parametrize("reason", ["Power cut.", "Who knows?"])
def test_a_reason_that_ends_itself_gets_no_second_full_stop(reason: str) -> None:
    history = History("23 10:00", FOUR_HOURS).then("23 15:00", "solved")
    history.then("23 16:00", "clock_excused", clock="solution", reason=reason)
    assert f"left out of the figures: {reason}\n" in told(history, "23 17:00")


@pytest.mark.parametrize(
    ("stop", "is_told"),
    [
        (("23 15:00", "solved"), False),
        (("23 20:00", "solved"), True),
        (("23 15:00", "spam"), False),
    ],
    ids=["before the due time", "after it", "spam"],
)
def test_closing_time_is_told_where_it_decides(stop: tuple[str, str], is_told: bool) -> None:
    """K2: due at 18:00, in time until the next opening; of no interest to an earlier answer."""
    history = History("23 14:00", FOUR_HOURS).then(*stop)
    assert ("it is still in time" in told(history, "24 12:00")) is is_told


def test_a_change_of_status_that_changes_nothing_makes_no_line_of_its_own() -> None:
    history = History("23 10:00", FOUR_HOURS).status("23 11:00", "open")
    assert "23 Nov 10:00 → now, 12:00: counted 2 h 0 min" in told(history, "23 12:00")


def test_a_first_reply_is_told_not_to_wait() -> None:
    history = History("23 10:00", FOUR_HOURS)
    text = told(history, "23 11:00", kind=ClockKind.FIRST_RESPONSE)
    assert "Setting “waiting for client” now would not stop this clock." in text
    history.status("23 11:00", "waiting_customer")
    text = told(history, "23 12:00", kind=ClockKind.FIRST_RESPONSE)
    assert "Waiting for the client does not stop this clock." in text
    assert "counted 1 h 0 min (waiting for client)" in text


@pytest.mark.parametrize(
    ("now", "english", "russian"),
    [
        ("23 13:00", "Answered now, it is met with 1 h 0 min to spare.", "в запасе 1 ч 0 мин."),
        ("23 16:00", "Answered now, it is late by 2 h 0 min.", "опоздание составит 2 ч 0 мин."),
    ],
)
def test_what_an_answer_would_do_is_said(now: str, english: str, russian: str) -> None:
    history = History("23 10:00", FOUR_HOURS)
    assert english in told(history, now, kind=ClockKind.FIRST_RESPONSE)
    assert russian in told(history, now, RUSSIAN, ClockKind.FIRST_RESPONSE)


def test_late_under_an_earlier_target_is_not_promised_to_be_met() -> None:
    history = History("23 10:00", priority="high").then(
        "24 12:00", "priority_changed", priority="low"
    )
    assert "to spare" not in told(history, "24 13:00")


def test_who_had_it_adds_up_to_the_wall_time_for_any_history() -> None:
    chance = Random(20261125)
    for _ in range(200):
        evaluation = evaluate(random_history(chance), PRESET, CALENDARS, END)
        clock = chance.choice(evaluation.clocks)
        explanation = explain(evaluation, clock.kind, ENGLISH, MOSCOW, {}, number=clock.round)
        assert explanation is not None
        lines = [line.text for line in explanation.lines if line.kind is LineKind.HELD]
        reader = Reader(ENGLISH, MOSCOW, END.year)
        for text in lines:
            shares = text.removeprefix("Who had it: ").split("; ")
            spans = [reader.span(share) for share in shares]
            assert sum(spans, timedelta(0)) == clock.wall, text


def test_the_policy_version_says_since_when() -> None:
    old, new = (
        policy(Target(BUSINESS_HOURS, 60)),
        policy(Target(BUSINESS_HOURS, 60), version=2, valid_from=at("2025-10-01T00:00")),
    )
    text = told(History("23 10:00", PolicyBook(1, [old, new])), "23 10:30")
    assert "policy Standard v2, valid since 1 Oct 2025 00:00" in text


def test_the_repeated_hour_of_a_clock_change_is_told_apart() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    history = History("2026-10-25T03:30", priority="critical")  # 02:30+02:00 in Berlin
    evaluation = history.evaluation("2026-10-25T04:30")
    explanation = explain(evaluation, SOLUTION, ENGLISH, berlin, {})
    assert "25 Oct 02:30 UTC+0200 → now, 02:30 UTC+0100: counted 1 h 0 min" in str(explanation)


def test_a_ticket_without_that_clock_has_nothing_to_explain() -> None:
    assert explain(story().evaluation("23 15:30"), ClockKind.PROMISE, ENGLISH, MOSCOW, {}) is None


def test_an_earlier_round_can_be_asked_for() -> None:
    history = (
        History("23 10:00", FOUR_HOURS)
        .then("23 11:00", "agent_message")
        .then("23 12:00", "customer_message")
        .then("23 13:00", "agent_message")
        .then("23 14:00", "customer_message")
    )
    evaluation = history.evaluation("23 15:00")
    first = explain(evaluation, ClockKind.NEXT_RESPONSE, ENGLISH, MOSCOW, {}, number=1)
    assert "Met 23 Nov 13:00" in str(first)


@pytest.mark.parametrize("language", Language)
def test_a_long_history_fits_one_screen_and_still_adds_up(language: Language) -> None:
    history = History("02 10:00", PRESET, priority="low", assignee=ANNA)
    for day in range(3, 23):
        history.status(f"{day} 11:00", "waiting_customer").status(f"{day} 13:00", "open")
    explanation = explain(history.evaluation("23 15:00"), SOLUTION, language, MOSCOW, {})
    assert explanation is not None
    spells = [line for line in explanation.lines if line.kind is LineKind.SPELL]
    assert len(spells) <= MAX_SPELLS
    read = Reader(language, MOSCOW, 2026).read(str(explanation))
    assert sum((sum(each[2].values(), timedelta(0)) for each in read.spells), timedelta(0)) == (
        read.wall
    )


def test_the_printed_explanation_read_back_adds_up_for_any_history() -> None:
    """A thousand random tickets, every clock, both languages, three zones to show them in."""
    chance = Random(20261123)
    zones = [MOSCOW, ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")]
    for _ in range(1_000):
        evaluation = evaluate(random_history(chance), PRESET, CALENDARS, END)
        zone = chance.choice(zones)
        clock = chance.choice(evaluation.clocks)
        for language in Language:
            explanation = explain(
                evaluation, clock.kind, language, zone, {ANNA: "Anna"}, number=clock.round
            )
            text = str(explanation)
            read = Reader(language, zone, END.year).read(text)
            reached = clock.started_at
            parts: dict[str, timedelta] = {}
            for start, end, spent, _who in read.spells:
                assert start == reached, text
                assert sum(spent.values(), timedelta(0)) == end - start, text
                for name, span in spent.items():
                    parts[name] = parts.get(name, timedelta(0)) + span
                reached = end
            assert reached == (clock.stopped_at or evaluation.at), text
            assert read.wall == clock.wall, text
            counted = WORDS[language].parts[Part.COUNTED]
            assert parts.get(counted, timedelta(0)) == clock.used, text
            assert read.used == clock.used, text
            if read.spells:
                assert parts == read.totals, text
            if clock.result is ClockResult.RUNNING and read.left is not None:
                assert read.left == clock.left, text
