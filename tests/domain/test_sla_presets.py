"""The presets: the figures of sla.md 4, each through a ticket."""

from __future__ import annotations

import pytest

from desktop.domain.sla import ClockKind, PolicyBook
from desktop.domain.sla_presets import business_hours_only
from tests.domain.sla_cases import History, at

BUSINESS_ONLY = PolicyBook(2, [business_hours_only()])


@pytest.mark.parametrize(
    ("priority", "first", "following", "solution"),
    [
        ("critical", "20 17:45", "20 18:00", "20 21:30"),
        ("high", "20 18:30", "20 19:30", "23 16:30"),
        ("normal", "23 12:30", "23 16:30", "25 18:00"),
        ("low", "23 16:30", "24 18:00", "2026-12-04T18:00"),
    ],
)
def test_small_round_the_clock(priority: str, first: str, following: str, solution: str) -> None:
    history = History("20 17:30", priority=priority)
    assert history.first("20 17:30").due_at == at(first)
    assert history.solution("20 17:30").due_at == at(solution)
    history.then("20 17:30", "agent_message").then("20 17:30", "customer_message")
    assert history.next("20 17:30").due_at == at(following)


@pytest.mark.parametrize(
    ("priority", "first", "solution"),
    [
        ("critical", "20 18:00", "23 10:30"),
        ("high", "23 09:30", "23 12:30"),
        ("normal", "23 16:30", "25 14:30"),
        ("low", "25 14:30", "2026-12-02T17:30"),
    ],
)
def test_business_hours(priority: str, first: str, solution: str) -> None:
    history = History("20 17:30", BUSINESS_ONLY, priority=priority)
    assert history.first("20 17:30").due_at == at(first)
    assert history.solution("20 17:30").due_at == at(solution)
    assert history.evaluation("20 17:30").clock(ClockKind.NEXT_RESPONSE) is None


@pytest.mark.parametrize(
    ("priority", "accept", "answer"),
    [("critical", "20 17:45", "20 18:30"), ("normal", "20 18:00", "23 12:30")],
)
def test_developers_clocks(priority: str, accept: str, answer: str) -> None:
    history = History("20 17:00", priority=priority).then("20 17:30", "handoff_released")
    assert history.clock(ClockKind.OLA_ACCEPT, "20 17:30").due_at == at(accept)
    history.then("20 17:30", "handoff_accepted")
    assert history.clock(ClockKind.OLA_ANSWER, "20 17:30").due_at == at(answer)
