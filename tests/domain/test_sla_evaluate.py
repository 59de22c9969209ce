"""Clocks from events: the golden cases with pauses, and the rules K1 to K18 one by one."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from desktop.domain.errors import NotFound, Refused
from desktop.domain.sla import ClockKind, ClockResult, Policy, PolicyBook, Target
from desktop.domain.sla_clock import Breach, Holder, HolderKind
from desktop.domain.sla_evaluate import evaluate
from desktop.domain.sla_presets import BUSINESS_HOURS, ROUND_THE_CLOCK
from desktop.domain.ticket import Priority, Status
from tests.domain.sla_cases import (
    ANNA,
    CALENDARS,
    FOUR_HOURS,
    PRESET,
    History,
    at,
    book,
    hours,
    policy,
)


@pytest.mark.parametrize(
    ("paused", "resumed", "due"),
    [
        ("23 17:00", "24 10:00", "24 13:00"),
        ("23 19:00", "24 08:00", "24 11:00"),
    ],
)
def test_golden_due_time_after_a_pause(paused: str, resumed: str, due: str) -> None:
    history = (
        History("23 16:00", FOUR_HOURS)
        .status(paused, "waiting_customer")
        .then(resumed, "customer_message")
    )
    assert history.solution("24 10:00").due_at == at(due)


def test_golden_warning_is_in_business_time() -> None:
    three_hours = book(policy(Target(BUSINESS_HOURS, 180)))
    clock = History("20 15:05", three_hours).solution("20 15:05")
    assert clock.due_at == at("23 09:05")
    assert clock.warnings[75] == at("20 17:20")


def test_answer_out_of_hours_is_met_although_the_due_time_was_closing_time() -> None:
    history = History("23 14:00", FOUR_HOURS).then("23 23:00", "agent_message")
    clock = history.first("24 12:00")
    assert clock.due_at == at("23 18:00")
    assert clock.met_until == at("24 09:00")
    assert clock.result is ClockResult.MET
    assert clock.breached_at is None


@pytest.mark.parametrize(("answer", "result"), [("24 09:00", "met"), ("24 09:01", "missed")])
def test_closing_time_targets_are_late_after_the_next_opening(answer: str, result: str) -> None:
    clock = History("23 14:00", FOUR_HOURS).then(answer, "agent_message").first("24 12:00")
    assert clock.result == result


def test_an_answer_out_of_hours_counts_with_what_was_used_so_far() -> None:
    clock = History("21 03:10", FOUR_HOURS).then("21 04:00", "agent_message").first("24 12:00")
    assert (clock.result, clock.used, clock.wall) == ("met", hours(0), timedelta(minutes=50))
    assert clock.stopped_at == at("21 04:00")


def test_send_and_wait_is_an_answer() -> None:
    history = (
        History("23 10:00", FOUR_HOURS)
        .then("23 11:00", "agent_message")
        .status("23 11:00", "waiting_customer")
    )
    assert history.first("25 12:00").result is ClockResult.MET
    assert history.solution("25 12:00").used == hours(1)


@pytest.mark.parametrize("kind", ["auto_message", "note"])
def test_automatic_mail_and_notes_move_no_clock(kind: str) -> None:
    quiet = (
        History("23 10:00", FOUR_HOURS)
        .then("23 11:00", "agent_message")
        .status("23 11:00", "waiting_customer")
    )
    before = quiet.evaluation("24 12:00")
    assert quiet.then("23 12:00", kind).evaluation("24 12:00").clocks == before.clocks


def test_first_response_never_pauses() -> None:
    history = History("23 10:00", FOUR_HOURS).status("23 11:00", "waiting_customer")
    clock = history.first("23 12:00")
    assert clock.result is ClockResult.RUNNING
    assert clock.used == hours(2)
    assert clock.due_at == at("23 14:00")


def test_a_paused_clock_has_no_due_time_and_says_when_it_would_be_due() -> None:
    history = History("23 10:00", FOUR_HOURS).status("23 11:00", "waiting_third_party")
    clock = history.solution("24 12:00")
    assert clock.result is ClockResult.PAUSED
    assert clock.due_at is clock.met_until is None
    assert clock.left == hours(3)
    assert clock.paused_since == at("23 11:00")
    assert clock.due_if_resumed_at == at("24 15:00")


def test_a_paused_clock_cannot_breach_and_an_overdue_one_freezes() -> None:
    history = History("23 10:00", FOUR_HOURS).status("23 11:00", "waiting_date")
    assert history.solution("2027-11-23T12:00").breached_at is None
    late = History("23 10:00", FOUR_HOURS).status("23 16:00", "waiting_date")
    clock = late.solution("2027-11-23T12:00")
    assert clock.breached_at == at("23 14:00")
    assert clock.left == -hours(2)


def test_a_customer_message_ends_the_pause_when_it_was_received() -> None:
    history = (
        History("23 10:00", FOUR_HOURS)
        .then("23 11:00", "agent_message")
        .status("23 11:00", "waiting_customer")
        .then("23 13:00", "customer_message")
        .status("23 13:20", "open")
    )
    assert history.solution("23 14:00").used == hours(2)
    assert history.next("23 14:00").started_at == at("23 13:00")


@pytest.mark.parametrize(("pauses", "used"), [(False, 3), (True, 1)])
def test_deferral_pauses_only_where_the_policy_says_so(pauses: bool, used: int) -> None:
    rows = book(policy(Target(BUSINESS_HOURS, 240, developers_pause=pauses)))
    history = History("23 10:00", rows).then("23 11:00", "deferred")
    history.then("23 11:30", "handoff_released")
    assert history.solution("23 13:00").used == hours(used)


def test_next_response_counts_from_the_oldest_unanswered_message_each_round() -> None:
    history = (
        History("23 09:00", FOUR_HOURS)
        .then("23 09:10", "customer_message")
        .then("23 09:30", "agent_message")
        .then("23 10:00", "customer_message")
        .then("23 11:00", "customer_message")
        .then("23 12:00", "agent_message")
        .then("23 13:00", "customer_message")
        .then("23 14:00", "no_reply_needed")
    )
    rounds = [
        (clock.round, clock.started_at, clock.stopped_at, clock.result)
        for clock in history.evaluation("24 12:00").clocks
        if clock.kind is ClockKind.NEXT_RESPONSE
    ]
    assert rounds == [
        (1, at("23 10:00"), at("23 12:00"), "met"),
        (2, at("23 13:00"), at("23 14:00"), "met"),
    ]


def test_a_logged_call_is_a_first_response() -> None:
    clock = History("23 10:00", FOUR_HOURS).then("23 10:05", "call_logged").first("24 12:00")
    assert clock.result is ClockResult.MET


def test_a_ticket_opened_towards_a_customer_arms_next_response_on_the_first_message() -> None:
    history = History("23 10:00", FOUR_HOURS, outbound=True).then("23 10:00", "agent_message")
    assert history.evaluation("23 12:00").clock(ClockKind.FIRST_RESPONSE) is None
    assert history.evaluation("23 12:00").clock(ClockKind.NEXT_RESPONSE) is None
    history.then("23 13:00", "customer_message")
    assert history.next("23 14:00").used == hours(1)


def test_a_ticket_without_priority_is_measured_as_normal() -> None:
    clock = History("23 10:00", priority=None).first("23 10:00")
    assert (clock.priority, clock.target) == (Priority.NORMAL, hours(4))


def test_a_change_of_priority_recomputes_from_the_start_over_the_pauses() -> None:
    history = (
        History("23 10:00", priority="normal")
        .status("23 11:00", "waiting_customer")
        .status("23 12:00", "open")
        .then("23 14:00", "priority_changed", priority="high")
    )
    clock = history.solution("23 14:00")
    assert (clock.target, clock.used) == (hours(8), hours(3))
    assert clock.due_at == at("24 10:00")
    assert clock.result is ClockResult.RUNNING


def test_late_by_a_change_alone_is_reported_apart() -> None:
    history = (
        History("23 10:00", priority="normal")
        .then("23 12:00", "priority_changed", priority="critical")
        .then("23 12:05", "agent_message")
    )
    clock = history.first("23 13:00")
    assert clock.result is ClockResult.RECLASSIFIED
    assert clock.breached_at == at("23 12:00")


def test_late_after_a_change_is_a_miss_like_any_other() -> None:
    history = (
        History("23 10:00", priority="normal")
        .then("23 10:10", "priority_changed", priority="critical")
        .then("23 12:05", "agent_message")
    )
    clock = history.first("23 13:00")
    assert clock.result is ClockResult.MISSED
    assert clock.breached_at == at("23 10:15")


def test_a_breach_stays_when_the_target_is_made_longer_afterwards() -> None:
    history = (
        History("23 10:00", priority="critical")
        .then("23 11:00", "priority_changed", priority="low")
        .then("23 11:05", "agent_message")
    )
    clock = history.first("23 13:00")
    assert clock.result is ClockResult.MISSED
    assert clock.breach == Breach(
        at("23 10:15"), timedelta(minutes=15), Priority.CRITICAL, 1, 1, reclassified=False
    )
    assert clock.target == hours(8)


def test_a_change_after_the_answer_does_not_judge_it_again() -> None:
    history = (
        History("23 10:00", priority="normal")
        .then("23 12:00", "agent_message")
        .then("23 12:30", "priority_changed", priority="critical")
    )
    clock = history.first("23 13:00")
    assert (clock.result, clock.priority) == (ClockResult.MET, Priority.NORMAL)


def test_a_clock_the_new_policy_lacks_is_cancelled_with_the_reason() -> None:
    without = Policy(2, "Bare", 1, {})
    policies = PolicyBook(1, [policy(Target(BUSINESS_HOURS, 240)), without])
    history = History("23 10:00", policies).then("23 11:00", "policy_changed", policy=2)
    clock = history.solution("25 12:00")
    assert (clock.result, clock.reason) == (ClockResult.CANCELLED, "policy")
    assert clock.stopped_at == at("23 11:00")
    back = history.then("23 12:00", "policy_changed", policy=1).solution("23 13:00")
    assert (back.result, back.used) == (ClockResult.RUNNING, hours(3))


def test_a_policy_without_a_row_gives_no_clock() -> None:
    history = History("23 10:00", book(policy(Target(BUSINESS_HOURS, 60))))
    assert [clock.kind for clock in history.evaluation("23 11:00").clocks] == [ClockKind.SOLUTION]


def test_an_edited_policy_applies_to_new_tickets_only() -> None:
    old = policy(Target(BUSINESS_HOURS, 240))
    new = policy(Target(BUSINESS_HOURS, 60), version=2, valid_from=at("23 12:00"))
    policies = book(old, new)
    assert History("23 11:00", policies).solution("23 13:00").policy_version == 1
    assert History("23 12:00", policies).solution("23 13:00").policy_version == 2
    applied = History("23 11:00", policies).then("23 12:30", "policy_changed")
    assert applied.solution("23 13:00").result is ClockResult.RUNNING
    assert applied.solution("23 13:00").breached_at == at("23 12:30")


def test_an_unknown_policy_is_named() -> None:
    with pytest.raises(NotFound) as missing:
        History("23 10:00", policy=9).evaluation("23 11:00")
    assert missing.value.facts == {"noun": "policy", "id": 9}


def test_an_excused_breach_leaves_the_figures_and_keeps_its_raw_result() -> None:
    history = (
        History("23 10:00", FOUR_HOURS)
        .then("23 16:00", "agent_message")
        .then("23 17:00", "clock_excused", clock="first_response", reason="provider down")
    )
    clock = history.first("24 10:00")
    assert (clock.result, clock.judged) == (ClockResult.EXCUSED, ClockResult.MISSED)
    assert (clock.excuse, clock.breached_at) == ("provider down", at("23 14:00"))


def test_reopening_in_the_window_resumes_and_leaves_out_the_time_solved() -> None:
    history = (
        History("23 10:00", FOUR_HOURS)
        .then("23 11:00", "agent_message")
        .then("23 12:00", "solved")
        .then("24 10:00", "customer_message")
    )
    clock = history.solution("24 11:00")
    assert clock.result is ClockResult.RUNNING
    assert (clock.used, clock.solved) == (hours(3), hours(22))
    assert (clock.first_result, clock.first_stopped_at) == (ClockResult.MET, at("23 12:00"))
    assert clock.due_at == at("24 12:00")
    assert history.next("24 11:00").started_at == at("24 10:00")


def test_a_message_after_the_window_does_not_reopen_even_a_closed_ticket() -> None:
    history = (
        History("2026-11-02T10:00", FOUR_HOURS)
        .then("2026-11-02T11:00", "agent_message")
        .then("2026-11-02T12:00", "solved")
        .then("2026-11-05T12:00", "closed")
    )
    in_time = History("2026-11-02T10:00", FOUR_HOURS)
    in_time.events = [*history.events]
    in_time.then("2026-11-09T11:00", "customer_message")
    assert in_time.solution("23 10:00").stopped_at is None
    history.then("2026-11-10T11:00", "customer_message")
    assert history.solution("23 10:00").stopped_at == at("2026-11-02T12:00")
    assert history.evaluation("23 10:00").clock(ClockKind.NEXT_RESPONSE) is None


def test_a_breach_survives_solving_and_reopening() -> None:
    history = (
        History("23 10:00", FOUR_HOURS).then("23 16:00", "solved").then("23 16:30", "reopened")
    )
    clock = history.then("23 17:00", "solved").solution("24 10:00")
    assert (clock.result, clock.first_result) == (ClockResult.MISSED, ClockResult.MISSED)
    assert clock.breached_at == at("23 14:00")


def test_solving_without_an_answer_cancels_the_response_and_reopening_resumes_it() -> None:
    history = History("23 10:00", FOUR_HOURS).then("23 11:00", "solved")
    clock = history.first("24 10:00")
    assert (clock.result, clock.reason) == (ClockResult.CANCELLED, "solved")
    resumed = history.then("24 10:00", "reopened").first("24 11:00")
    assert (resumed.result, resumed.used) == (ClockResult.RUNNING, hours(2))


def test_merging_closes_the_absorbed_clocks_uncounted() -> None:
    history = History("23 10:00", FOUR_HOURS).then("23 11:00", "merged", into=7)
    assert {clock.result for clock in history.evaluation("25 10:00").clocks} == {ClockResult.MERGED}
    late = History("23 10:00", FOUR_HOURS).then("23 15:00", "merged", into=7)
    assert late.solution("25 10:00").result is ClockResult.MISSED


def test_the_survivor_answers_for_the_older_unanswered_message() -> None:
    unanswered = at("23 09:30").isoformat()
    history = (
        History("23 10:00", FOUR_HOURS)
        .then("23 10:10", "agent_message")
        .then("23 10:30", "customer_message")
        .then("23 11:00", "merged", absorbed=5, unanswered_since=unanswered)
    )
    assert history.next("23 12:00").started_at == at("23 09:30")
    assert history.next("23 12:00").used == hours(2.5)


def test_a_first_response_of_the_survivor_starts_with_the_older_message() -> None:
    unanswered = at("23 09:30").isoformat()
    history = History("23 10:00", FOUR_HOURS).then(
        "23 11:00", "merged", absorbed=5, unanswered_since=unanswered
    )
    clock = history.first("23 12:00")
    assert (clock.started_at, clock.used) == (at("23 09:30"), hours(2.5))


def test_a_split_ticket_starts_at_the_moved_message() -> None:
    history = History("23 12:00", FOUR_HOURS).then(
        "23 12:00", "split", started_at=at("23 10:00").isoformat()
    )
    assert history.solution("23 12:00").used == hours(2)
    assert history.first("23 12:00").started_at == at("23 10:00")


def test_spam_is_cancelled_and_not_spam_resumes() -> None:
    history = History("23 10:00", FOUR_HOURS).then("23 11:00", "spam")
    assert history.first("25 10:00").result is ClockResult.CANCELLED
    clock = history.then("23 13:00", "spam", value=False).first("23 14:00")
    assert (clock.result, clock.used) == (ClockResult.RUNNING, hours(2))


@pytest.mark.parametrize(
    ("start", "wall", "target", "due"),
    [
        ("21 03:10", False, 4.5, "23 13:30"),
        ("21 03:10", True, 4.5, "23 13:30"),
        ("23 10:00", False, 4, "23 14:00"),
    ],
)
def test_a_clock_that_starts_out_of_hours_gets_more(
    start: str, wall: bool, target: float, due: str
) -> None:
    row = Target(BUSINESS_HOURS, 240, out_of_hours_minutes=30, out_of_hours_wall=wall)
    clock = History(start, book(policy(row))).solution(start)
    assert (clock.target, clock.due_at) == (hours(target), at(due))


def test_wall_minutes_beyond_closing_time_are_lost_to_the_night() -> None:
    row = Target(BUSINESS_HOURS, 9 * 60, out_of_hours_minutes=30, out_of_hours_wall=True)
    clock = History("21 03:10", book(policy(row))).solution("21 03:10")
    assert (clock.due_at, clock.met_until) == (at("23 18:00"), at("24 09:00"))


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [("23 16:00", 3, "26 18:00"), ("20 17:30", 1, "23 18:00"), ("21 03:10", 1, "23 18:00")],
)
def test_business_days_become_minutes_at_the_start(start: str, days: int, due: str) -> None:
    rows = book(policy(Target(BUSINESS_HOURS, business_days=days)))
    assert History(start, rows).solution(start).due_at == at(due)


def test_a_pause_moves_a_target_in_days_by_its_minutes() -> None:
    rows = book(policy(Target(BUSINESS_HOURS, business_days=1)))
    history = (
        History("23 16:00", rows).status("24 10:00", "waiting_customer").status("24 12:00", "open")
    )
    assert history.solution("24 12:00").due_at == at("25 11:00")


def test_a_calendar_that_never_opens_has_no_due_time_and_says_so() -> None:
    for target in (Target("never", 60), Target("never", business_days=2)):
        clock = History("23 16:00", book(policy(target))).solution("2027-11-23T16:00")
        assert clock.due_at is clock.breached_at is None
        assert clock.never_opens
        assert clock.warnings == {}


def test_a_promise_is_kept_by_the_next_message_after_the_one_that_made_it() -> None:
    history = (
        History("23 10:00")
        .then("23 11:00", "promise_set", due=at("25 12:00").isoformat())
        .then("23 11:00", "agent_message")
        .status("23 11:00", "waiting_customer")
    )
    clock = history.clock(ClockKind.PROMISE, "24 12:00")
    assert (clock.result, clock.due_at) == (ClockResult.RUNNING, at("25 12:00"))
    assert clock.warnings[50] == at("24 11:30")
    kept = history.then("25 12:00", "agent_message").clock(ClockKind.PROMISE, "26 12:00")
    assert kept.result is ClockResult.MET


def test_a_solved_ticket_leaves_no_promise_to_break() -> None:
    """It runs in no solved ticket, and each promise is one of its own (sla.md 3)."""
    history = (
        History("23 10:00")
        .then("23 11:00", "promise_set", due=at("23 14:00").isoformat())
        .then("23 12:00", "solved")
        .then("23 16:00", "customer_message")
    )
    clock = history.clock(ClockKind.PROMISE, "23 17:00")
    assert (clock.result, clock.breach) == (ClockResult.CANCELLED, None)
    assert (clock.stopped_at, clock.reason) == (at("23 12:00"), "solved")


def test_a_promise_that_was_broken_before_the_solution_stays_broken() -> None:
    history = (
        History("23 10:00")
        .then("23 11:00", "promise_set", due=at("23 14:00").isoformat())
        .then("23 15:00", "solved")
    )
    clock = history.clock(ClockKind.PROMISE, "23 17:00")
    assert (clock.result, clock.breached_at) == (ClockResult.MISSED, at("23 14:00"))


def test_a_new_promise_replaces_the_one_before() -> None:
    history = (
        History("23 10:00")
        .then("23 11:00", "promise_set", due=at("24 12:00").isoformat())
        .then("23 12:00", "promise_set", due=at("25 12:00").isoformat())
    )
    first, second = (
        clock for clock in history.evaluation("25 13:00").clocks if clock.kind is ClockKind.PROMISE
    )
    assert (first.result, first.reason) == (ClockResult.CANCELLED, "replaced")
    assert (second.round, second.breached_at) == (2, at("25 12:00"))


def test_a_handoff_runs_the_developers_clocks() -> None:
    history = (
        History("23 09:00")
        .then("23 10:00", "deferred")
        .then("23 10:10", "handoff_released")
        .then("23 10:30", "handoff_accepted")
        .then("23 11:00", "handoff_returned")
        .then("23 13:00", "handoff_info_supplied")
        .then("23 14:30", "handoff_answered")
        .then("24 10:00", "handoff_done")
    )
    found = {
        clock.kind: (clock.used, clock.result) for clock in history.evaluation("25 10:00").clocks
    }
    assert found[ClockKind.OLA_ACCEPT] == (timedelta(minutes=20), "met")
    assert found[ClockKind.OLA_ANSWER] == (hours(2), "met")
    assert found[ClockKind.OLA_FIX] == (hours(6.5), "met")
    assert found[ClockKind.OLA_INFO] == (hours(2), "missed")


def test_an_incomplete_handoff_starts_no_acceptance_clock() -> None:
    history = History("23 09:00").then("23 10:00", "handoff_released", complete=False)
    assert history.evaluation("23 11:00").clock(ClockKind.OLA_ACCEPT) is None


def test_undone_events_leave_history_as_it_was() -> None:
    history = History("23 10:00", FOUR_HOURS).then("23 11:00", "customer_message")
    before = history.evaluation("24 12:00")
    history.then("23 12:00", "solved").then("23 12:01", "undone", events=[3])
    assert history.evaluation("24 12:00").clocks == before.clocks
    history.then("23 12:02", "undone", events=[4])
    assert history.solution("24 12:00").result is ClockResult.MET


def test_events_are_read_in_the_order_of_their_instants() -> None:
    history = (
        History("23 10:00", FOUR_HOURS)
        .then("23 11:00", "agent_message")
        .status("23 11:00", "waiting_customer")
        .then("23 13:00", "customer_message")
        .then("23 13:30", "priority_changed", priority="high")
        .then("23 14:00", "agent_message")
        .then("23 16:00", "solved")
    )
    expected = history.evaluation("24 12:00")
    for seed in range(5):
        shuffled = random.Random(seed).sample(history.events, len(history.events))
        assert evaluate(shuffled, FOUR_HOURS, CALENDARS, at("24 12:00")) == expected


def test_a_message_older_than_the_ticket_counts_from_the_ticket() -> None:
    history = History("23 10:00", FOUR_HOURS).then("23 09:00", "agent_message")
    assert history.first("23 11:00").wall == hours(0)


def test_nothing_that_happened_is_left_out_for_a_slow_clock() -> None:
    history = History("23 10:00", FOUR_HOURS).then("23 12:00", "agent_message")
    assert history.evaluation("23 11:59").at == at("23 12:00")
    assert history.first("23 09:00").used == hours(2)


def test_nothing_has_begun_without_a_creation() -> None:
    assert evaluate([], PRESET, CALENDARS, at("23 10:00")).clocks == ()


def test_the_next_due_clock_is_the_earliest_that_runs() -> None:
    history = History("23 10:00", priority="high")
    assert history.evaluation("23 10:00").next_due == history.first("23 10:00")
    history.then("23 10:10", "agent_message").status("23 10:10", "waiting_customer")
    assert history.evaluation("23 11:00").next_due is None


def test_a_pause_that_begins_this_instant_already_stands() -> None:
    clock = History("23 10:00", FOUR_HOURS).status("23 11:00", "waiting_date").solution("23 11:00")
    assert clock.result is ClockResult.PAUSED
    assert clock.due_at is None
    assert clock.paused_since == at("23 11:00")
    assert clock.due_if_resumed_at == at("23 14:00")


def test_used_closed_paused_and_solved_add_up_to_the_wall() -> None:
    history = (
        History("23 16:00", FOUR_HOURS)
        .status("23 19:00", "waiting_customer")
        .status("24 08:00", "open")
        .then("24 10:00", "solved")
        .then("24 12:00", "reopened")
    )
    clock = history.solution("24 12:30")
    assert clock.used + clock.closed + clock.paused + clock.solved == clock.wall
    assert (clock.used, clock.closed) == (hours(3.5), hours(2))
    assert (clock.paused, clock.solved) == (hours(13), hours(2))


@pytest.mark.parametrize(
    "arguments",
    [
        {},
        {"minutes": 0},
        {"business_days": -1},
        {"minutes": 5, "business_days": 1},
        {"minutes": 5, "out_of_hours_minutes": -1},
    ],
)
def test_a_target_without_one_positive_length_is_refused(arguments: dict[str, int]) -> None:
    with pytest.raises(Refused, match=r"policy\.bad_target"):
        Target(ROUND_THE_CLOCK, **arguments)  # type: ignore[arg-type]


def test_who_had_the_ball_adds_up_and_knows_when_nobody_was_on_duty() -> None:
    history = (
        History("23 16:00", FOUR_HOURS)
        .then("23 17:00", "assigned", person=ANNA)
        .status("24 09:00", "waiting_customer")
        .status("24 10:00", "waiting_third_party")
        .then("24 11:00", "deferred")
        .then("24 12:00", "assigned", person=None)
        .status("24 13:00", "open")
        .then("25 13:00", "solved")
    )
    duty = CALENDARS.find(BUSINESS_HOURS, at("23 16:00"))
    evaluation = evaluate(history.events, FOUR_HOURS, CALENDARS, at("25 14:00"), covered=duty)
    expected = {
        Holder(HolderKind.UNASSIGNED): hours(1 + 5 + 4),
        Holder(HolderKind.PERSON, ANNA): hours(16),
        Holder(HolderKind.CUSTOMER): hours(1),
        Holder(HolderKind.THIRD_PARTY): hours(1),
        Holder(HolderKind.DEVELOPERS): hours(2),
        Holder(HolderKind.NOBODY_ON_DUTY): hours(15),
    }
    solution = evaluation.clock(ClockKind.SOLUTION)
    assert solution is not None
    assert solution.held == expected
    assert evaluation.held == {**expected, Holder(HolderKind.ENDED): hours(1)}
    assert evaluation.status is Status.SOLVED
