"""What holds for every history: the properties of sla.md K24, K21 and K6 on random tickets."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.explain import explain
from desktop.domain.explain_words import Language
from desktop.domain.sla import (
    ClockKind,
    ClockResult,
    EventKind,
    Policy,
    PolicyBook,
    Target,
    TicketEvent,
)
from desktop.domain.sla_clock import Motion
from desktop.domain.sla_evaluate import Evaluation, evaluate
from desktop.domain.sla_presets import BUSINESS_HOURS, small_round_the_clock
from desktop.domain.ticket import Priority, Status
from tests.domain.sla_cases import ANNA, CALENDARS, MOSCOW, PRESET, policy
from tests.domain.sla_histories import END, SPAN, START, histories, odd_history


def judged(events: list[TicketEvent], minutes: int = 0) -> Evaluation:
    return evaluate(events, PRESET, CALENDARS, END + timedelta(minutes=minutes))


ODD_POLICIES = PolicyBook(
    1,
    [
        small_round_the_clock(),
        Policy(2, "Bare", 1, {(Priority.HIGH, ClockKind.SOLUTION): Target(BUSINESS_HOURS, 60)}),
        policy(
            Target(
                BUSINESS_HOURS,
                business_days=1,
                out_of_hours_minutes=90,
                out_of_hours_wall=True,
                developers_pause=True,
            ),
            *ClockKind,
            number=3,
        ),
    ],
)


def every_second_is_told(evaluation: Evaluation) -> None:
    for clock in evaluation.clocks:
        reached = clock.started_at
        for segment in clock.segments:
            assert segment.start_at == reached
            assert segment.span > timedelta(0)
            reached = segment.end_at
        assert reached == (clock.stopped_at or evaluation.at)
        counted = sum((each.span for each in clock.segments if each.counts), timedelta(0))
        assert counted == clock.used
        assert sum(clock.held.values(), timedelta(0)) == clock.wall
        parts = (clock.used, clock.closed, clock.paused, clock.solved)
        assert min(parts) >= timedelta(0)
        assert sum(parts, timedelta(0)) == clock.wall


@settings(deadline=None)
@given(histories())
def test_every_second_of_a_clock_has_one_holder_and_one_kind(events: list[TicketEvent]) -> None:
    evaluation = judged(events)
    every_second_is_told(evaluation)
    assert sum(evaluation.held.values(), timedelta(0)) == evaluation.at - START


def test_no_history_is_too_odd_to_be_judged_and_explained() -> None:
    chance = Random(11)
    duty = CALENDARS.find(BUSINESS_HOURS, END)
    for _ in range(300):
        evaluation = evaluate(odd_history(chance), ODD_POLICIES, CALENDARS, END, covered=duty)
        every_second_is_told(evaluation)
        for clock in evaluation.clocks:
            for language in Language:
                text = explain(evaluation, clock.kind, language, MOSCOW, {}, number=clock.round)
                assert "{" not in str(text)


@settings(deadline=None)
@given(histories(), st.integers(0, 5_000), st.integers(0, 5_000))
def test_used_time_and_breaches_only_ever_grow(
    events: list[TicketEvent], first: int, second: int
) -> None:
    earlier, now = (judged(events, minutes) for minutes in sorted((first, second)))
    for before, after in zip(earlier.clocks, now.clocks, strict=True):
        assert before.used <= after.used
        if before.breached_at is not None:
            assert after.breached_at == before.breached_at
        if before.stopped_at is not None:
            assert after == before


@settings(deadline=None)
@given(histories())
def test_no_clock_is_breached_while_it_stands(events: list[TicketEvent]) -> None:
    for clock in judged(events).clocks:
        if clock.breached_at is None or clock.judged is ClockResult.RECLASSIFIED:
            continue
        after = [each for each in clock.segments if each.start_at == clock.breached_at]
        within = [
            each for each in clock.segments if each.start_at < clock.breached_at < each.end_at
        ]
        found = after or within
        assert found, "a breach lies in the life of its clock"
        if all(each.kind is not EventKind.PRIORITY_CHANGED for each in events):
            assert all(each.counts for each in found)


@settings(deadline=None)
@given(histories(), st.integers(0, SPAN // 60), st.sampled_from(["note", "status"]))
def test_splitting_a_spell_changes_nothing(
    events: list[TicketEvent], minutes: int, how: str
) -> None:
    """An event that says the same status again, or says nothing, cuts no pause and no count."""
    when = START + timedelta(minutes=minutes)
    kind, data = EventKind.NOTE, {}
    if how == "status":
        status = _status_at(events, minutes)
        kind, data = EventKind.STATUS_CHANGED, {"status": status.value}
    extra = TicketEvent(99, when, kind, ANNA, data)
    assert judged([*events, extra]).clocks == judged(events).clocks


@settings(deadline=None)
@given(histories())
def test_due_when_running_on_is_when_the_target_is_used(events: list[TicketEvent]) -> None:
    """Asked again at its due time and at the last instant in time, a clock agrees with itself."""
    for clock in judged(events).clocks:
        if clock.result is not ClockResult.RUNNING or clock.breached_at is not None:
            continue
        assert clock.due_at is not None
        assert clock.met_until is not None
        for moment in (clock.due_at, clock.met_until):
            again = evaluate(events, PRESET, CALENDARS, moment).clocks
            [same] = [
                each for each in again if (each.kind, each.round) == (clock.kind, clock.round)
            ]
            assert same.used == clock.target
            assert same.breached_at is None
            assert same.due_at == clock.due_at
        beyond = evaluate(events, PRESET, CALENDARS, clock.met_until + timedelta(seconds=1)).clocks
        assert any(each.breached_at == clock.met_until for each in beyond)


@settings(deadline=None)
@given(histories(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_read_does_not_matter(
    events: list[TicketEvent], chance: object
) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert judged(shuffled) == judged(events)


@settings(deadline=None)
@given(histories(), st.data())
def test_an_undone_tail_never_happened(events: list[TicketEvent], data: st.DataObject) -> None:
    gone = data.draw(st.sets(st.sampled_from([each.id for each in events[1:]] or [0])))
    undone = TicketEvent(200, END, EventKind.UNDONE, ANNA, {"events": sorted(gone)})
    kept = [each for each in events if each.id not in gone]
    assert judged([*events, undone]).clocks == judged(kept).clocks


@settings(deadline=None)
@given(histories())
def test_responses_and_promises_are_never_paused(events: list[TicketEvent]) -> None:
    for clock in judged(events).clocks:
        if clock.kind.value in {"first_response", "promise"}:
            assert all(each.motion is not Motion.PAUSED for each in clock.segments)


@settings(max_examples=30, deadline=None)
@given(histories(), st.integers(1, 500))
def test_moving_a_history_by_weeks_moves_its_clocks(events: list[TicketEvent], weeks: int) -> None:
    """Moscow has no clock changes any more, so a shift by whole weeks changes no span."""
    by = timedelta(weeks=weeks)
    moved = [replace(each, at=each.at + by, data=_moved(each, by)) for each in events]
    now = END
    for before, after in zip(
        evaluate(events, PRESET, CALENDARS, now).clocks,
        evaluate(moved, PRESET, CALENDARS, now + by).clocks,
        strict=True,
    ):
        assert (after.used, after.target, after.result) == (
            before.used,
            before.target,
            before.result,
        )


def _moved(event: TicketEvent, by: timedelta) -> dict[str, object]:
    data = dict(event.data)
    if event.kind is EventKind.PROMISE_SET:
        moved = datetime.fromisoformat(str(data["due"])) + by
        data["due"] = moved.isoformat()
    return data


def _status_at(events: list[TicketEvent], minutes: int) -> Status:
    """The status just after that minute."""
    when = START + timedelta(minutes=minutes)
    until = [each for each in events if each.at <= when]
    status = evaluate(until, PRESET, CALENDARS, when).status
    assert status is not None
    return status
