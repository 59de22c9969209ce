"""Policies: versions, what an edit moves, who follows which, and taking it all back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.clock import ManualClock
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.sla import ClockKind, Policy, PolicySource, Target
from desktop.domain.sla_presets import BUSINESS_HOURS, business_hours_only
from desktop.domain.ticket import Actor, Priority, Status
from desktop.domain.worktime import CalendarSpec
from desktop.models.people import Category, Organisation, Requester
from desktop.services.desk import Desk
from desktop.services.due_moves import Moves
from desktop.services.policy_edits import PolicyRow
from desktop.services.tickets import ManualTicket
from tests.dump import dump
from tests.services.test_tickets import make

SMALL, HOURS = 1, 2
FIRST = (Priority.NORMAL, ClockKind.FIRST_RESPONSE)
SOLUTION = (Priority.NORMAL, ClockKind.SOLUTION)


def undo(desk: Desk, by: Actor, changes: Changes) -> Changes:
    assert changes.undo is not None
    return desk.undo.undo(by, changes.undo)


def small(desk: Desk) -> Policy:
    return desk.policy_edits.one(SMALL).policy


def with_row(policy: Policy, cell: tuple[Priority, ClockKind], target: Target | None) -> Policy:
    rows = {key: row for key, row in policy.rows.items() if key != cell}
    return replace(policy, rows=rows if target is None else rows | {cell: target})


def first_due(desk: Desk, number: int) -> datetime:
    [found] = [c.due_at for c in desk.tickets.detail(number).clocks if c.kind == "first_response"]
    assert found is not None
    return found


def result(desk: Desk, number: int, kind: ClockKind) -> str:
    [found] = [c.result for c in desk.tickets.detail(number).clocks if c.kind == kind.value]
    return found


def names(rows: tuple[PolicyRow, ...]) -> list[str]:
    return [row.name for row in rows]


def followed(desk: Desk, number: int) -> str:
    return desk.policy_edits.choice(number).followed


@pytest.fixture
def category(desk: Desk) -> int:
    with desk.database.write() as session:
        found = Category(name="Network")
        session.add(found)
        session.flush()
        return found.id


@pytest.fixture
def organisation(desk: Desk) -> int:
    with desk.database.write() as session:
        nord = Organisation(name="Nord", domain="nord.example")
        session.add(nord)
        session.flush()
        session.add(Requester(email="it@nord.example", name="Olga", organisation_id=nord.id))
        return nord.id


def make_for(desk: Desk, by: Actor, *, email: str = "", category: int | None = None) -> int:
    manual = ManualTicket("Down", "", requester_email=email, category_id=category)
    number = desk.tickets.create(by, manual).created
    assert number is not None
    return number


def test_edit_makes_a_version_for_new_tickets_and_leaves_the_promised_dates(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    old = make(desk, anna)
    promised = first_due(desk, old)
    clock.advance(timedelta(minutes=1))

    desk.policy_edits.save(anna, with_row(small(desk), FIRST, Target(BUSINESS_HOURS, 30)))
    new = make(desk, anna)

    assert first_due(desk, old) == promised
    assert first_due(desk, new) == clock.now() + timedelta(minutes=30)
    assert (small(desk).version, small(desk).valid_from) == (2, clock.now())
    assert desk.clocks.rebuild() == 0


def test_preview_counts_and_writes_nothing(desk: Desk, anna: Actor, clock: ManualClock) -> None:
    make(desk, anna)
    make(desk, anna)
    solved = make(desk, anna)
    desk.tickets.set_status(anna, [solved], Status.SOLVED)
    clock.advance(timedelta(hours=1))
    before = dump(desk)

    sooner = with_row(small(desk), FIRST, Target(BUSINESS_HOURS, 120))
    late = with_row(small(desk), FIRST, Target(BUSINESS_HOURS, 30))
    later = with_row(small(desk), FIRST, Target(BUSINESS_HOURS, 480))

    assert desk.policy_edits.preview(sooner) == Moves(2, 2, 0, 0)
    assert desk.policy_edits.preview(late) == Moves(2, 2, 0, 2)
    assert desk.policy_edits.preview(later) == Moves(2, 0, 2, 0)
    assert desk.policy_edits.preview(small(desk)) == Moves(2, 0, 0, 0)
    assert dump(desk) == before


def test_recompute_does_what_the_preview_said_and_undo_leaves_no_trace(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(hours=1))
    before, due = dump(desk), first_due(desk, number)
    late = with_row(small(desk), FIRST, Target(BUSINESS_HOURS, 30))

    changes = desk.policy_edits.save(anna, late, recompute=True)

    assert changes.tickets == {number}
    assert first_due(desk, number) == due - timedelta(hours=3, minutes=30)
    clock.advance(timedelta(minutes=1))
    desk.tickets.log_call(anna, number, "Told by phone")
    assert result(desk, number, ClockKind.FIRST_RESPONSE) == "reclassified"
    assert desk.clocks.rebuild() == 0

    with pytest.raises(Refused) as refusal:
        undo(desk, anna, changes)
    assert refusal.value.code == "policy.version_used", "a clock was judged by it"

    again = make(desk, anna)
    clock.advance(timedelta(minutes=1))
    before, due = dump(desk), first_due(desk, again)
    back = with_row(small(desk), FIRST, Target(BUSINESS_HOURS, 240))
    changes = desk.policy_edits.save(anna, back, recompute=True)
    assert first_due(desk, again) != due

    undo(desk, anna, changes)

    assert dump(desk) == before
    assert desk.clocks.rebuild() == 0


def test_undo_of_an_edit_judges_what_came_since_by_the_version_before(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    clock.advance(timedelta(minutes=1))
    edit = desk.policy_edits.save(anna, with_row(small(desk), FIRST, Target(BUSINESS_HOURS, 30)))
    new = make(desk, anna)

    undo(desk, anna, edit)

    assert small(desk).version == 1
    assert first_due(desk, new) == clock.now() + timedelta(hours=4)
    assert desk.clocks.rebuild() == 0


def test_clock_that_the_new_version_lacks_is_cancelled_with_the_reason(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(minutes=1))

    edit = desk.policy_edits.save(anna, with_row(small(desk), SOLUTION, None), recompute=True)

    assert result(desk, number, ClockKind.SOLUTION) == "cancelled"
    judged = desk.clocks.evaluation(number).clock(ClockKind.SOLUTION)
    assert judged is not None
    assert judged.reason == "policy"
    undo(desk, anna, edit)
    assert result(desk, number, ClockKind.SOLUTION) == "running"


def test_recompute_is_no_edit_of_an_imported_ticket(desk: Desk, anna: Actor) -> None:
    number = make(desk, anna)
    before = desk.tickets.row(number)

    desk.policy_edits.save(
        anna, with_row(small(desk), FIRST, Target(BUSINESS_HOURS, 300)), recompute=True
    )

    after = desk.tickets.row(number)
    assert (after.is_unread, after.updated_at) == (before.is_unread, before.updated_at)


def test_saving_an_old_version_is_refused_and_the_same_is_nothing(desk: Desk, anna: Actor) -> None:
    old = small(desk)
    assert desk.policy_edits.save(anna, old) == NOTHING
    desk.policy_edits.save(anna, replace(old, thresholds=(80,)))

    with pytest.raises(ChangedMeanwhile):
        desk.policy_edits.save(anna, replace(old, thresholds=(60,)))
    assert small(desk).thresholds == (80,)


def test_everything_of_a_policy_is_kept(desk: Desk, anna: Actor) -> None:
    wanted = replace(
        with_row(
            small(desk),
            SOLUTION,
            Target(
                BUSINESS_HOURS,
                business_days=2,
                out_of_hours_minutes=45,
                out_of_hours_wall=True,
                developers_pause=True,
            ),
        ),
        name="Everything",
        thresholds=(10, 99),
        reopen_window=timedelta(days=14),
        auto_close_days=None,
        ola_reserve_percent=25,
    )

    desk.policy_edits.save(anna, wanted)

    stored = small(desk)
    assert replace(stored, version=wanted.version, valid_from=wanted.valid_from) == wanted


def test_renaming_makes_no_version(desk: Desk, anna: Actor) -> None:
    renamed = desk.policy_edits.rename(anna, SMALL, " Round  the clock ")
    assert (small(desk).name, small(desk).version) == ("Round the clock", 1)
    undo(desk, anna, renamed)
    desk.policy_edits.save(anna, replace(small(desk), name="Small"))
    assert (small(desk).name, small(desk).version) == ("Small", 1)


@pytest.mark.parametrize(
    ("name", "code"),
    [("  ", "policy.no_name"), ("business HOURS", "policy.name_taken")],
)
def test_names_are_there_and_each_once(desk: Desk, anna: Actor, name: str, code: str) -> None:
    for refused in (
        lambda: desk.policy_edits.rename(anna, SMALL, name),
        lambda: desk.policy_edits.create(anna, name, business_hours_only()),
        lambda: desk.policy_edits.save(anna, replace(small(desk), name=name)),
    ):
        with pytest.raises(Refused) as refusal:
            refused()
        assert refusal.value.code == code


def test_policy_is_made_of_a_preset_or_of_another_and_removed_again(
    desk: Desk, anna: Actor
) -> None:
    before = dump(desk)
    made = desk.policy_edits.create(anna, "Gold", business_hours_only())
    assert made.created is not None
    assert desk.policy_edits.one(made.created).policy.rows == business_hours_only().rows
    copied = desk.policy_edits.create(anna, "Copy", small(desk))
    assert names(desk.policy_edits.all()) == ["Small 24/7", "Business hours", "Copy", "Gold"]

    deleted = desk.policy_edits.delete(anna, made.created)
    assert names(desk.policy_edits.all()) == ["Small 24/7", "Business hours", "Copy"]
    undo(desk, anna, deleted)
    assert names(desk.policy_edits.all()) == ["Small 24/7", "Business hours", "Copy", "Gold"]
    undo(desk, anna, copied)
    undo(desk, anna, made)
    assert dump(desk) == before


def test_policy_that_tickets_know_stays(
    desk: Desk, anna: Actor, category: int, organisation: int
) -> None:
    def refusal(policy_id: int) -> str:
        with pytest.raises(Refused) as refused:
            desk.policy_edits.delete(anna, policy_id)
        return refused.value.code

    assert refusal(SMALL) == "policy.is_default"
    for source, owner in (
        (PolicySource.ORGANISATION, organisation),
        (PolicySource.CATEGORY, category),
    ):
        assigned = desk.policy_edits.assign(anna, source, owner, HOURS)
        assert refusal(HOURS) == "policy.in_use"
        undo(desk, anna, assigned)
    made = desk.policy_edits.create(anna, "Once", small(desk))
    assert made.created is not None
    number = make(desk, anna)
    desk.tickets.set_policy(anna, [number], made.created)
    desk.tickets.set_policy(anna, [number], SMALL)
    assert refusal(made.created) == "policy.in_use", "its history names it"
    with pytest.raises(ChangedMeanwhile):
        undo(desk, anna, made)
    desk.policy_edits.delete(anna, HOURS)


def test_other_default_is_for_new_tickets_only(desk: Desk, anna: Actor) -> None:
    old = make(desk, anna)
    due = first_due(desk, old)

    chosen = desk.policy_edits.set_default(anna, HOURS)
    new = make(desk, anna)

    assert (followed(desk, old), followed(desk, new)) == ("Small 24/7", "Business hours")
    assert first_due(desk, new) != due
    assert desk.clocks.rebuild() == 0, "what came before keeps its dates"
    assert first_due(desk, old) == due
    assert names(desk.policy_edits.all()) == ["Business hours", "Small 24/7"]
    undo(desk, anna, chosen)
    assert names(desk.policy_edits.all()) == ["Small 24/7", "Business hours"]


def test_organisation_wins_over_category_and_category_over_default(
    desk: Desk, anna: Actor, category: int, organisation: int
) -> None:
    edits = desk.policy_edits
    gold = edits.create(anna, "Gold", small(desk)).created
    edits.assign(anna, PolicySource.ORGANISATION, organisation, gold)
    edits.assign(anna, PolicySource.CATEGORY, category, HOURS)

    both = make_for(desk, anna, email="it@nord.example", category=category)
    only_category = make_for(desk, anna, email="someone@else.example", category=category)
    neither = make_for(desk, anna)

    assert followed(desk, both) == "Gold"
    assert followed(desk, only_category) == "Business hours"
    assert followed(desk, neither) == "Small 24/7"
    steps = edits.choice(both).steps
    assert [(step.source, step.of, step.policy, step.decides) for step in steps] == [
        (PolicySource.ORGANISATION, "Nord", "Gold", True),
        (PolicySource.CATEGORY, "Network", "Business hours", False),
        (PolicySource.DEFAULT, "", "Small 24/7", False),
    ]
    sources = [edits.choice(each).source for each in (both, only_category, neither)]
    assert sources == [PolicySource.ORGANISATION, PolicySource.CATEGORY, PolicySource.DEFAULT]
    assert desk.tickets.detail(both).policy_source is PolicySource.ORGANISATION


def test_assigning_leaves_the_tickets_that_are_there(
    desk: Desk, anna: Actor, category: int
) -> None:
    number = make_for(desk, anna, category=category)

    assigned = desk.policy_edits.assign(anna, PolicySource.CATEGORY, category, HOURS)

    assert followed(desk, number) == "Small 24/7"
    assert desk.policy_edits.choice(number).source is None, "kept from before"
    assert desk.clocks.rebuild() == 0
    [owner] = desk.policy_edits.owners()
    assert (owner.source, owner.name, owner.policy_id) == (PolicySource.CATEGORY, "Network", HOURS)
    assert desk.policy_edits.one(HOURS).followers.categories == ("Network",)
    assert desk.policy_edits.one(SMALL).followers.tickets == 1
    undo(desk, anna, assigned)
    assert desk.policy_edits.choice(number).source is PolicySource.DEFAULT


def test_what_cannot_be_promised_is_not_saved(desk: Desk, anna: Actor) -> None:
    closed = desk.calendars.create(anna, CalendarSpec("Closed", "UTC"))
    [key] = [row.key for row in desk.calendars.all() if row.name == "Closed"]
    assert closed.created is not None

    for wrong, code in (
        (replace(small(desk), rows={}), "policy.no_rows"),
        (with_row(small(desk), FIRST, Target("gone", 60)), "policy.no_calendar"),
        (with_row(small(desk), FIRST, Target(key, 60)), "policy.never_opens"),
        (replace(small(desk), thresholds=(100,)), "policy.bad_thresholds"),
    ):
        for refused in (
            lambda wrong=wrong: desk.policy_edits.save(anna, wrong),
            lambda wrong=wrong: desk.policy_edits.preview(wrong),
        ):
            with pytest.raises(Refused) as refusal:
                refused()
            assert refusal.value.code == code
    assert small(desk).version == 1


def test_nobody_edits_what_is_not_there(desk: Desk, anna: Actor, category: int) -> None:
    gone = replace(small(desk), id=99)
    for refused in (
        lambda: desk.policy_edits.one(99),
        lambda: desk.policy_edits.save(anna, gone),
        lambda: desk.policy_edits.preview(gone),
        lambda: desk.policy_edits.rename(anna, 99, "New"),
        lambda: desk.policy_edits.delete(anna, 99),
        lambda: desk.policy_edits.set_default(anna, 99),
        lambda: desk.policy_edits.assign(anna, PolicySource.CATEGORY, category, 99),
        lambda: desk.policy_edits.assign(anna, PolicySource.ORGANISATION, 99, HOURS),
        lambda: desk.policy_edits.choice(99),
    ):
        with pytest.raises(NotFound):
            refused()


def test_open_tickets_follow_the_new_policy_of_their_owner_when_asked(
    desk: Desk, anna: Actor, clock: ManualClock, category: int, organisation: int
) -> None:
    edits = desk.policy_edits
    mine = make_for(desk, anna, category=category)
    solved = make_for(desk, anna, category=category)
    desk.tickets.set_status(anna, [solved], Status.SOLVED)
    firms = make_for(desk, anna, email="it@nord.example", category=category)
    edits.assign(anna, PolicySource.ORGANISATION, organisation, SMALL)
    edits.assign(anna, PolicySource.CATEGORY, category, HOURS)
    clock.advance(timedelta(minutes=5))
    before, due = dump(desk), first_due(desk, mine)

    assert edits.preview_follow(PolicySource.CATEGORY, category) == Moves(1, 0, 1, 0)
    changes = edits.follow(anna, PolicySource.CATEGORY, category)

    assert changes.tickets == {mine}
    assert followed(desk, mine) == "Business hours"
    assert {followed(desk, each) for each in (solved, firms)} == {"Small 24/7"}
    assert first_due(desk, mine) > due
    assert desk.clocks.rebuild() == 0
    assert edits.preview_follow(PolicySource.CATEGORY, category) == Moves(0, 0, 0, 0)
    assert edits.follow(anna, PolicySource.CATEGORY, category) is NOTHING
    undo(desk, anna, changes)
    assert followed(desk, mine) == "Small 24/7"
    assert dump(desk) == before
    assert desk.clocks.rebuild() == 0


def test_following_is_not_taken_back_from_tickets_with_another_policy_by_now(
    desk: Desk, anna: Actor, category: int
) -> None:
    number = make_for(desk, anna, category=category)
    desk.policy_edits.assign(anna, PolicySource.CATEGORY, category, HOURS)
    changes = desk.policy_edits.follow(anna, PolicySource.CATEGORY, category)
    desk.tickets.set_policy(anna, [number], SMALL)

    with pytest.raises(ChangedMeanwhile):
        undo(desk, anna, changes)


def test_owner_without_a_policy_any_more_sends_its_tickets_to_the_next_in_order(
    desk: Desk, anna: Actor, category: int, organisation: int
) -> None:
    edits = desk.policy_edits
    edits.assign(anna, PolicySource.CATEGORY, category, HOURS)
    gold = edits.create(anna, "Gold", small(desk)).created
    edits.assign(anna, PolicySource.ORGANISATION, organisation, gold)
    both = make_for(desk, anna, email="it@nord.example", category=category)
    alone = make_for(desk, anna, email="it@nord.example")
    edits.assign(anna, PolicySource.ORGANISATION, organisation, None)

    edits.follow(anna, PolicySource.ORGANISATION, organisation)

    assert (followed(desk, both), followed(desk, alone)) == ("Business hours", "Small 24/7")
