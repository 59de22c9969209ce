"""Free time is taken once, whatever overlaps; whose an event is, and why somebody is away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.duty import AbsenceKind
from desktop.domain.duty_event import EventFault, FoundEvent
from desktop.domain.duty_import import FreeTime, Teammate, kind_meant, people_meant
from desktop.domain.duty_span import Span, shared

START = datetime(2026, 11, 23, tzinfo=UTC)


def hours(first: int, length: int) -> Span:
    begin = START + timedelta(hours=first)
    return begin, begin + timedelta(hours=length)


spans = st.lists(st.builds(hours, st.integers(0, 40), st.integers(1, 9)), max_size=12)


@given(spans, spans)
def test_a_span_is_taken_exactly_when_nothing_of_it_is_taken(
    busy: list[Span], wanted: list[Span]
) -> None:
    free, taken = FreeTime(busy), list(busy)
    for span in wanted:
        is_free = not any(any(shared([span], [other])) for other in taken)
        assert free.take(span) is is_free
        taken += [span] if is_free else []


@pytest.mark.parametrize(
    ("summary", "kind"),
    [
        ("Vacation", AbsenceKind.VACATION),
        ("Bob is sick", AbsenceKind.SICK),
        ("Больничный лист", AbsenceKind.SICK),
        ("болеет", AbsenceKind.SICK),
        ("Millie is away", AbsenceKind.VACATION),
        ("", AbsenceKind.VACATION),
    ],
)
def test_sick_leave_is_told_by_its_words(summary: str, kind: AbsenceKind) -> None:
    assert kind_meant(summary) is kind


def test_first_names_and_initials_of_two_people_name_nobody() -> None:
    team = [
        Teammate(1, "Anna Kern", "AK", ""),
        Teammate(2, "Anna Kolb", "AK", ""),
        Teammate(3, "Анна-Мария Ёлкина", "АЁ", ""),
    ]

    def meant(summary: str) -> tuple[int, ...]:
        return people_meant(event(summary), team, {})

    assert meant("Anna") == meant("AK") == ()
    assert meant("Anna Kern") == (1,)
    assert meant("Дежурит ЁЛКИНА Анна-Мария") == (3,)
    assert meant("АЁ") == (3,)


def event(summary: str, fault: EventFault | None = None) -> FoundEvent:
    return FoundEvent("s", "s#1", summary, ("a@b", "Ann"), *hours(1, 2), True, fault)


@pytest.mark.parametrize("fault", [None, *EventFault])
def test_events_cross_the_pipe_between_two_processes_whole(fault: EventFault | None) -> None:
    assert FoundEvent.from_json(event("Ночь", fault).to_json()) == event("Ночь", fault)
