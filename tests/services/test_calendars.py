"""Calendars: versions, what an edit moves, counting open tickets anew, and taking it all back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import event

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor, Priority, Status
from desktop.domain.worktime import CalendarSpec, Interval, Override, OverrideKind
from desktop.domain.worktime_text import Week
from desktop.services.calendars import CalendarRow
from desktop.services.desk import Desk
from desktop.services.due_moves import Moves
from desktop.services.rows import Sort, TicketQuery, View
from tests.dump import dump
from tests.services.test_tickets import make

SHORT = ((Interval(9 * 60, 12 * 60),),) * 5 + ((),) * 2
LONG = ((Interval(8 * 60, 20 * 60),),) * 5 + ((),) * 2


def business(desk: Desk) -> CalendarRow:
    return desk.calendars.one(BUSINESS_HOURS)


def undo(desk: Desk, by: Actor, changes: Changes) -> Changes:
    assert changes.undo is not None
    return desk.undo.undo(by, changes.undo)


def first_due(desk: Desk, number: int) -> datetime:
    [found] = [
        clock.due_at
        for clock in desk.tickets.detail(number).clocks
        if clock.kind == "first_response"
    ]
    assert found is not None
    return found


def assert_rebuild_equals_stored(desk: Desk) -> None:
    assert desk.clocks.rebuild() == 0


def test_new_desk_tells_who_counts_on_its_calendars(desk: Desk, anna: Actor) -> None:
    make(desk, anna)

    hours, always = desk.calendars.all()

    assert (hours.name, hours.used_by) == ("Business hours", ("Small 24/7", "Business hours"))
    assert hours.tickets == 1
    assert [spec.version for spec in hours.versions] == [1]
    assert hours.spec.valid_from is None
    assert always.tickets == 0


def test_edit_makes_a_version_for_new_tickets_and_leaves_the_promised_dates(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    old = make(desk, anna)
    promised = first_due(desk, old)
    clock.advance(timedelta(minutes=1))

    desk.calendars.edit(anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=SHORT))
    new = make(desk, anna)

    assert first_due(desk, old) == promised
    assert first_due(desk, new) == clock.now() + timedelta(days=1, hours=1)
    assert [spec.version for spec in business(desk).versions] == [2, 1]
    assert business(desk).spec.valid_from == clock.now()
    assert_rebuild_equals_stored(desk)


def test_preview_counts_and_writes_nothing(desk: Desk, anna: Actor, clock: ManualClock) -> None:
    clock.advance(timedelta(hours=8, minutes=30))
    make(desk, anna)
    clock.advance(timedelta(hours=16, minutes=30))
    make(desk, anna)
    before = dump(desk)

    shorter = desk.calendars.preview(BUSINESS_HOURS, replace(business(desk).spec, weekly=SHORT))
    longer = desk.calendars.preview(BUSINESS_HOURS, replace(business(desk).spec, weekly=LONG))
    same = desk.calendars.preview(BUSINESS_HOURS, business(desk).spec)

    assert shorter == Moves(2, 0, 2, 0)
    assert longer == Moves(2, 1, 1, 1), "with evenings counted, the first was due at 9:30 today"
    assert same == Moves(2, 0, 0, 0)
    assert dump(desk) == before


def test_preview_of_a_calendar_that_never_opens_moves_everything_later(
    desk: Desk, anna: Actor
) -> None:
    make(desk, anna)

    closed = replace(business(desk).spec, weekly=((),) * 7)

    assert desk.calendars.preview(BUSINESS_HOURS, closed) == Moves(1, 0, 1, 0)


def test_recompute_does_what_the_preview_said_and_undo_leaves_no_trace(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    number = make(desk, anna)
    solved = make(desk, anna)
    desk.tickets.set_status(anna, [solved], Status.SOLVED)
    clock.advance(timedelta(hours=1))
    before, due = dump(desk), first_due(desk, number)
    shorter = replace(business(desk).spec, weekly=SHORT)

    changes = desk.calendars.edit(anna, BUSINESS_HOURS, shorter, recompute=True)

    assert changes.tickets == {number}, "what is solved is not counted anew"
    assert first_due(desk, number) == due + timedelta(hours=21)
    assert desk.tickets.detail(number).ticket.next_due_at == due + timedelta(hours=21)
    assert_rebuild_equals_stored(desk)

    undo(desk, anna, changes)

    assert dump(desk) == before
    assert_rebuild_equals_stored(desk)


def test_late_by_an_edit_alone_is_told_apart_from_a_miss(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    clock.advance(timedelta(hours=8, minutes=30))
    number = make(desk, anna)
    clock.advance(timedelta(hours=16, minutes=30))

    desk.calendars.edit(
        anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=LONG), recompute=True
    )
    clock.advance(timedelta(minutes=1))
    desk.tickets.log_call(anna, number, "Told by phone")

    [answered] = [
        clock.result
        for clock in desk.tickets.detail(number).clocks
        if clock.kind == "first_response"
    ]
    assert answered == "reclassified"


def test_recompute_leaves_the_other_calendar_at_its_version(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    number = make(desk, anna, priority=Priority.HIGH)
    due = first_due(desk, number)
    always = desk.calendars.one("always")
    closed_today = Override(OverrideKind.MAINTENANCE, label="Migration")
    clock.advance(timedelta(minutes=5))
    desk.calendars.edit(
        anna, "always", replace(always.spec, overrides={clock.now().date(): closed_today})
    )

    desk.calendars.edit(
        anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=SHORT), recompute=True
    )

    assert first_due(desk, number) == due
    assert_rebuild_equals_stored(desk)


def test_recompute_is_no_edit_of_an_imported_ticket(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    number = make(desk, anna)
    updated = desk.tickets.detail(number).ticket.updated_at
    clock.advance(timedelta(minutes=5))

    desk.calendars.edit(
        anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=SHORT), recompute=True
    )

    assert desk.tickets.detail(number).ticket.updated_at == updated


def test_version_that_begins_later_applies_from_then(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    later = clock.now() + timedelta(days=1)
    desk.calendars.edit(
        anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=SHORT), valid_from=later
    )

    today = make(desk, anna)
    assert first_due(desk, today) == clock.now() + timedelta(hours=4)
    clock.advance(timedelta(days=1))
    tomorrow = make(desk, anna)
    assert first_due(desk, tomorrow) == clock.now() + timedelta(days=1, hours=1)


def test_edit_refuses_the_past_and_a_recompute_later(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    spec, moment = business(desk).spec, timedelta(minutes=1)
    with pytest.raises(Refused, match=r"calendar\.in_the_past"):
        desk.calendars.edit(anna, BUSINESS_HOURS, spec, valid_from=clock.now() - moment)
    with pytest.raises(Refused, match=r"calendar\.recomputes_now"):
        desk.calendars.edit(
            anna, BUSINESS_HOURS, spec, valid_from=clock.now() + moment, recompute=True
        )


def test_second_editor_is_told_that_the_calendar_has_changed(desk: Desk, anna: Actor) -> None:
    spec = business(desk).spec
    desk.calendars.edit(anna, BUSINESS_HOURS, replace(spec, weekly=SHORT))

    with pytest.raises(ChangedMeanwhile):
        desk.calendars.edit(anna, BUSINESS_HOURS, replace(spec, weekly=LONG))

    assert business(desk).spec.weekly == SHORT


def test_undo_of_an_edit_puts_tickets_that_came_since_under_the_old_hours(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    changes = desk.calendars.edit(anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=SHORT))
    number = make(desk, anna)

    undo(desk, anna, changes)

    assert first_due(desk, number) == clock.now() + timedelta(hours=4)
    assert_rebuild_equals_stored(desk)


def test_undo_is_refused_once_a_clock_was_judged_by_the_version(desk: Desk, anna: Actor) -> None:
    changes = desk.calendars.edit(anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=SHORT))
    desk.tickets.log_call(anna, make(desk, anna), "Told by phone")

    with pytest.raises(Refused, match=r"calendar\.version_used"):
        undo(desk, anna, changes)


def test_undo_is_refused_after_another_edit(desk: Desk, anna: Actor) -> None:
    first = desk.calendars.edit(anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=SHORT))
    desk.calendars.edit(anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=LONG))

    with pytest.raises(ChangedMeanwhile):
        undo(desk, anna, first)


def test_calendar_is_made_renamed_and_removed_and_each_is_taken_back(
    desk: Desk, anna: Actor
) -> None:
    empty = dump(desk)
    created = desk.calendars.create(anna, replace(business(desk).spec, name="  Night   shift "))
    key = desk.calendars.all()[-1].key
    assert desk.calendars.one(key).name == "Night shift"

    made = dump(desk)
    renamed = desk.calendars.rename(anna, key, "Nights")
    assert desk.calendars.one(key).name == "Nights"
    undo(desk, anna, renamed)
    assert dump(desk) == made

    deleted = desk.calendars.delete(anna, key)
    assert dump(desk) == empty
    undo(desk, anna, deleted)
    assert dump(desk) == made
    undo(desk, anna, created)
    assert dump(desk) == empty


def test_calendar_in_use_stays(desk: Desk, anna: Actor) -> None:
    with pytest.raises(Refused) as refused:
        desk.calendars.delete(anna, BUSINESS_HOURS)
    assert refused.value.facts["users"] == "Small 24/7, Business hours"


@pytest.mark.parametrize(
    ("name", "code"), [("  ", "calendar.no_name"), ("business HOURS", "calendar.name_taken")]
)
def test_names_are_there_and_unique(desk: Desk, anna: Actor, name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        desk.calendars.create(anna, CalendarSpec(name, "UTC"))
    assert refused.value.code == code


def test_calendar_is_found_by_name_or_key_in_force_now(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    desk.calendars.edit(
        anna,
        BUSINESS_HOURS,
        replace(business(desk).spec, weekly=SHORT),
        valid_from=clock.now() + timedelta(days=1),
    )

    assert desk.calendars.named(" business hours ").spec.version == 1
    assert desk.calendars.named("always").spec.always
    with pytest.raises(Refused) as refused:
        desk.calendars.named("Nights")
    assert refused.value.facts["known"] == "Business hours, Round the clock"
    with pytest.raises(NotFound):
        desk.calendars.one("nights")


def test_never_opening_is_a_state_that_is_shown(desk: Desk, anna: Actor) -> None:
    desk.calendars.edit(anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=((),) * 7))
    number = make(desk, anna)

    assert business(desk).never_opens
    assert all(clock.due_at is None for clock in desk.tickets.detail(number).clocks)


def test_ticket_that_will_never_be_due_says_so_and_stands_last(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    before = make(desk, anna)
    desk.calendars.edit(anna, BUSINESS_HOURS, replace(business(desk).spec, weekly=((),) * 7))
    clock.advance(timedelta(seconds=1))
    never = make(desk, anna)
    also = make(desk, anna)
    desk.tickets.log_call(anna, also, "Told by phone")

    rows = desk.tickets.page(TicketQuery(View.ALL_OPEN, sort=Sort.NEXT_DUE)).rows

    assert rows[0].id == before
    assert [(row.sla_result, row.next_due_at) for row in rows[1:]] == [("running", None)] * 2
    kinds = {row.id: row.next_due_kind for row in rows}
    assert (kinds[never], kinds[also]) == ("first_response", "solution")


def test_overrides_survive_the_records(desk: Desk, anna: Actor) -> None:
    day = Override(
        OverrideKind.SHORT_DAY, (Interval(540, 1020),), "Канун", "ru 2026", hard_close=True
    )
    spec = replace(business(desk).spec, overrides={date(2026, 11, 3): day})
    desk.calendars.edit(anna, BUSINESS_HOURS, spec)

    assert business(desk).spec.overrides == {date(2026, 11, 3): day}


def test_recompute_asks_the_database_no_more_for_many_tickets(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    make(desk, anna)
    few = _statements(desk, lambda: _recompute(desk, anna, SHORT))
    for _ in range(9):
        make(desk, anna)
    clock.advance(timedelta(minutes=1))

    many = _statements(desk, lambda: _recompute(desk, anna, LONG))

    assert many <= few + 2


def _recompute(desk: Desk, by: Actor, week: Week) -> None:
    spec = replace(business(desk).spec, weekly=week)
    desk.calendars.edit(by, BUSINESS_HOURS, spec, recompute=True)


def _statements(desk: Desk, work: Callable[[], None]) -> int:
    """Return how many statements `work` sends."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        sent.append(statement)

    event.listen(desk.database.engine, "before_cursor_execute", note)
    work()
    event.remove(desk.database.engine, "before_cursor_execute", note)
    return len(sent)
