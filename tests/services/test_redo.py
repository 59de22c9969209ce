"""What was taken back can be done again, leaves the same, and can be taken back once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.errors import ChangedMeanwhile
from desktop.domain.sla import ClockKind, EventKind
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor, Status
from desktop.domain.worktime import CalendarSpec
from desktop.mail.outgoing import OutgoingFile
from desktop.services.desk import Desk
from desktop.services.duty_edit_notices import SETTLES
from desktop.services.duty_shifts import NewShift
from desktop.services.replies import Reply
from desktop.services.rows import TicketQuery
from desktop.services.tickets import ManualTicket
from tests.dump import dump
from tests.mailboxes import add_mailbox
from tests.services.duty_team import add_team, local

LOG = OutgoingFile("журнал.txt", "text/plain", b"log")
Command = Callable[[Desk, Actor, int], Changes]


def make(desk: Desk, anna: Actor, subject: str = "Printer") -> int:
    ticket = ManualTicket(subject, "It smokes", requester_email="it@nord.example")
    created = desk.tickets.create(anna, ticket).created
    assert created is not None
    return created


def take_back(desk: Desk, by: Actor, changes: Changes) -> Changes:
    assert changes.undo is not None
    return desk.undo.undo(by, changes.undo)


def hours(desk: Desk, name: str) -> CalendarSpec:
    """The business hours under another name."""
    return replace(desk.calendars.one(BUSINESS_HOURS).spec, name=name)


def merged(desk: Desk, by: Actor, number: int) -> Changes:
    return desk.merging.merge(by, [make(desk, by, "Printer again")], number)


COMMANDS: dict[str, Command] = {
    "solve": lambda desk, by, n: desk.tickets.set_status(by, [n], Status.SOLVED),
    "tags": lambda desk, by, n: desk.tickets.set_tags(by, n, ["vip", "4.2"]),
    "note": lambda desk, by, n: desk.tickets.add_note(by, n, "See the log", (LOG,)),
    "call": lambda desk, by, n: desk.tickets.log_call(by, n, "Called back"),
    "defer": lambda desk, by, n: desk.deferrals.defer(by, n, "Waits for a part", None),
    "merge": merged,
    "setting": lambda desk, by, n: desk.settings.set(by.person_id, "appearance.theme", "dark"),
    "calendar": lambda desk, by, n: desk.calendars.create(by, hours(desk, "Shop")),
}


def test_redo_leaves_what_the_command_left_and_is_undone_like_it(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    for name, command in COMMANDS.items():
        number = make(desk, anna)
        clock.advance(timedelta(minutes=30))
        changes = command(desk, anna, number)
        done = dump(desk)
        clock.advance(timedelta(minutes=5))
        changes = take_back(desk, anna, changes)
        before = dump(desk)
        assert before != done, name
        changes = take_back(desk, anna, changes)
        assert dump(desk) == done, name
        clock.advance(timedelta(minutes=5))
        changes = take_back(desk, anna, changes)
        assert dump(desk) == before, name


def test_a_step_keeps_its_words_both_ways(desk: Desk, anna: Actor) -> None:
    numbers = [make(desk, anna), make(desk, anna)]
    changes = desk.tickets.set_status(anna, numbers, Status.SOLVED)
    for _ in range(3):
        assert changes.undo is not None
        assert (changes.undo.title, changes.undo.count) == ("solved", 2)
        changes = take_back(desk, anna, changes)


def test_history_says_every_step_and_clocks_follow_the_last(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    number = make(desk, anna)
    clock.advance(timedelta(minutes=30))
    solved = desk.tickets.set_status(anna, [number], Status.SOLVED)
    undone = take_back(desk, anna, solved)
    assert _is_running(desk, number)
    redone = take_back(desk, anna, undone)
    assert not _is_running(desk, number)
    take_back(desk, anna, redone)
    assert _is_running(desk, number)

    desk.clocks.rebuild()
    assert _is_running(desk, number)
    kinds = [event.kind for event in desk.tickets.detail(number).events]
    assert kinds.count(EventKind.SOLVED) == 1
    assert kinds.count(EventKind.UNDONE) == 3


def test_a_note_is_found_again(desk: Desk, anna: Actor) -> None:
    number = make(desk, anna)
    changes = desk.tickets.add_note(anna, number, "The client is impatient")
    undone = take_back(desk, anna, changes)
    assert desk.tickets.page(TicketQuery(text="impatient")).rows == ()
    take_back(desk, anna, undone)
    assert [row.id for row in desk.tickets.page(TicketQuery(text="impatient")).rows] == [number]


def test_an_edit_of_hours_is_made_anew_and_not_done_again(desk: Desk, anna: Actor) -> None:
    """Its version holds from the instant it was made: tickets have come since."""
    changes = desk.calendars.edit(anna, BUSINESS_HOURS, hours(desk, "Office"))
    assert take_back(desk, anna, changes).undo is None


def test_a_mail_is_written_anew_and_not_done_again(desk: Desk, anna: Actor) -> None:
    add_mailbox(desk)
    number = make(desk, anna)
    seen = desk.tickets.detail(number).last_message_id
    reply = Reply("Try again", (("Ira", "it@nord.example"),), seen_message_id=seen)
    assert take_back(desk, anna, desk.replies.send(anna, number, reply)).undo is None


def test_a_duty_given_again_is_told_though_the_undo_was_noticed(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    team = add_team(desk, anna)
    tuesday = local("18:00", 1), local("09:00", 2)
    given = desk.duty_shifts.assign(anna, NewShift(team["bob"], *tuesday))
    done = dump(desk)["duty_shift"]
    undone = take_back(desk, anna, given)
    clock.advance(SETTLES)
    assert desk.duty_notices.show_on(team["bob"]) == ()

    redone = take_back(desk, anna, undone)
    assert dump(desk)["duty_shift"] == done
    clock.advance(SETTLES)
    [notice] = desk.duty_notices.show_on(team["bob"])
    assert (notice.start_at, notice.end_at) == tuesday
    assert redone.undo is not None and take_back(desk, anna, redone).undo is not None


def test_a_duty_is_not_given_again_to_who_has_another_one_by_now(desk: Desk, anna: Actor) -> None:
    team = add_team(desk, anna)
    tuesday = local("18:00", 1), local("09:00", 2)
    undone = take_back(desk, anna, desk.duty_shifts.assign(anna, NewShift(team["bob"], *tuesday)))
    desk.duty_shifts.assign(anna, NewShift(team["bob"], local("20:00", 1), local("23:00", 1)))
    with pytest.raises(ChangedMeanwhile):
        take_back(desk, anna, undone)


def test_nothing_is_done_again_over_what_somebody_did_since(desk: Desk, anna: Actor) -> None:
    number = make(desk, anna)
    undone = take_back(desk, anna, desk.tickets.set_status(anna, [number], Status.SOLVED))
    desk.tickets.set_status(anna, [number], Status.WAITING_CUSTOMER)
    before = dump(desk)
    with pytest.raises(ChangedMeanwhile):
        take_back(desk, anna, undone)
    assert dump(desk) == before


def test_a_setting_that_somebody_set_since_stays(desk: Desk, anna: Actor) -> None:
    changes = desk.settings.set(None, "mail.undo_seconds", 30)
    undone = take_back(desk, anna, changes)
    desk.settings.set(None, "mail.undo_seconds", 60)
    with pytest.raises(ChangedMeanwhile):
        take_back(desk, anna, undone)
    assert desk.settings.all(None)["mail.undo_seconds"] == 60


def _is_running(desk: Desk, number: int) -> bool:
    clocks = desk.tickets.detail(number).clocks
    return any(clock.kind == ClockKind.SOLUTION and clock.result == "running" for clock in clocks)
