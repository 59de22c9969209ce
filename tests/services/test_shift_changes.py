"""The shift change: a duty that begins is accepted, or the leads hear of it, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor, Role, Source
from desktop.mail.parse import parse_mail
from desktop.models.duty_notice import ShiftChange
from desktop.models.outbox import Outbox, OutboxKind, OutboxRecipient
from desktop.services.desk import Desk, open_desk
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import add_nights, add_team, local
from tests.services.duty_telling import MINUTE, follow, waiting, written
from tests.services.mail_rig import MailRig
from tests.services.mail_world import header


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


@pytest.fixture
def nights(desk: Desk, anna: Actor, team: dict[str, int]) -> int:
    """Bob has the nights of this week, Cat those of the next."""
    return add_nights(desk, anna, team["bob"], team["cat"])


def actor(person_id: int) -> Actor:
    return Actor(person_id, Source.WINDOW)


def changes(desk: Desk) -> list[tuple[int, int | None]]:
    """Receiver and giver of every change, by instant."""
    statement = select(ShiftChange.person_id, ShiftChange.giver_id).order_by(
        ShiftChange.at, ShiftChange.id
    )
    with desk.database.read() as session:
        return [(person, giver) for person, giver in session.execute(statement)]


def begin(desk: Desk, clock: ManualClock) -> None:
    """Monday 18:00: Bob's night begins."""
    clock.jump_to(local("18:00"))
    follow(desk)


def hand_over(desk: Desk, by: Actor, team: dict[str, int]) -> None:
    """Cat is on duty from 15:00 to 18:00, when Bob's night begins."""
    desk.duty_overrides.add(by, NewOverride(local("15:00"), local("18:00"), add_id=team["cat"]))


def test_the_receiver_is_asked_and_accepting_is_recorded(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    hand_over(desk, anna, team)
    begin(desk, clock)
    [notice] = desk.duty_notices.waiting(team["bob"])
    assert (notice.kind, notice.person, notice.other) == (NoticeKind.SHIFT_BEGINS, "Bob", "Cat")
    offered = desk.shift_changes.waiting_for(team["bob"])
    assert offered is not None
    assert (offered.id, offered.giver) == (notice.change_id, "Cat")
    assert offered.until_at == local("09:00", 1)
    clock.advance(5 * MINUTE)
    done = desk.shift_changes.accept(actor(team["bob"]), offered.id)
    assert done.undo is not None
    with desk.database.read() as session:
        change = session.get_one(ShiftChange, offered.id)
        assert (change.accepted_by_id, change.accepted_at) == (team["bob"], local("18:05"))
    assert desk.shift_changes.waiting_for(team["bob"]) is None
    assert waiting(desk, team["bob"]) == []
    assert not desk.shift_changes.accept(actor(team["bob"]), offered.id)
    clock.advance(20 * MINUTE)
    follow(desk)
    assert written(desk, NoticeKind.NOT_ACCEPTED) == []
    desk.undo.undo(actor(team["bob"]), done.undo)
    assert desk.shift_changes.waiting_for(team["bob"]) is not None


def test_a_duty_that_follows_nobodys_is_offered_too(
    desk: Desk, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    begin(desk, clock)
    follow(desk)
    assert changes(desk) == [(team["bob"], None)]
    assert waiting(desk, team["bob"]) == [NoticeKind.SHIFT_BEGINS]


def test_going_on_is_no_change(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    desk.duty_overrides.add(anna, NewOverride(local("15:00"), local("18:00"), add_id=team["bob"]))
    clock.jump_to(local("15:00"))
    follow(desk)
    begin(desk, clock)
    assert changes(desk) == [(team["bob"], None)]
    offered = desk.shift_changes.waiting_for(team["bob"])
    assert offered is not None
    assert (offered.at, offered.until_at) == (local("15:00"), local("09:00", 1))


def test_a_swap_undone_before_the_duty_begins_leaves_it_with_its_holder(
    desk: Desk, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    [shift] = desk.duty.who_is_on(local("20:00"))
    asked = desk.swaps.ask(actor(team["bob"]), shift.shift_id, team["bob"], team["cat"])
    desk.swaps.take(actor(team["cat"]), asked.created or 0, team["cat"])
    follow(desk)
    desk.swaps.take_back(actor(team["bob"]), asked.created or 0)
    begin(desk, clock)
    assert changes(desk) == [(team["bob"], None)]
    assert NoticeKind.SWAP_UNDONE in waiting(desk, team["cat"])
    assert NoticeKind.SWAP_TAKEN not in waiting(desk, team["bob"])


def test_taking_over_at_once_is_a_change_and_ends_the_one_before(
    desk: Desk, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    begin(desk, clock)
    clock.advance(3 * MINUTE)
    [shift] = desk.duty.who_is_on(clock.now())
    desk.swaps.take_over_now(actor(team["cat"]), shift.shift_id, team["bob"], team["cat"])
    follow(desk)
    assert changes(desk) == [(team["bob"], None), (team["cat"], team["bob"])]
    assert desk.shift_changes.waiting_for(team["bob"]) is None
    assert NoticeKind.SHIFT_BEGINS not in waiting(desk, team["bob"])
    clock.advance(20 * MINUTE)
    follow(desk)
    told = {key for _, key in written(desk, NoticeKind.NOT_ACCEPTED)}
    assert len(told) == 1  # of Cat's alone


def test_silence_is_told_once_to_the_leads_and_both_people(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    hand_over(desk, anna, team)
    begin(desk, clock)
    clock.advance(14 * MINUTE)
    follow(desk)
    assert written(desk, NoticeKind.NOT_ACCEPTED) == []
    for _ in range(3):
        clock.advance(MINUTE)
        follow(desk)
    told = sorted(person for person, _ in written(desk, NoticeKind.NOT_ACCEPTED))
    assert told == sorted([team["lea"], team["bob"], team["cat"]])
    [notice] = desk.duty_notices.waiting(team["lea"])
    assert (notice.person, notice.other) == ("Bob", "Cat")
    offered = desk.shift_changes.waiting_for(team["bob"])
    assert offered is not None
    desk.shift_changes.accept(actor(team["lea"]), offered.id)  # a lead may, on the phone with Bob
    assert waiting(desk, team["lea"]) == []


def test_a_shift_found_late_leaves_a_quarter_of_an_hour_to_accept(
    desk: Desk, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    clock.jump_to(local("23:00"))  # no computer ran when it began
    follow(desk)
    assert written(desk, NoticeKind.NOT_ACCEPTED) == []
    clock.advance(15 * MINUTE)
    follow(desk)
    assert len(written(desk, NoticeKind.NOT_ACCEPTED)) == 2


def test_the_job_wakes_for_the_change_and_for_the_silence(
    desk: Desk, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    def next_in() -> timedelta | None:
        held = desk.leases.take("follow_duties")
        assert held is not None
        return desk.shift_changes.follow(held)[1]

    assert next_in() == timedelta(hours=9)
    clock.advance(timedelta(hours=9))
    assert next_in() == timedelta(minutes=15)


def mails(desk: Desk) -> list[tuple[str, bytes]]:
    statement = (
        select(OutboxRecipient.address, Outbox.mime)
        .join(Outbox, Outbox.id == OutboxRecipient.outbox_id)
        .where(Outbox.kind == OutboxKind.ESCALATION)
        .order_by(OutboxRecipient.address)
    )
    with desk.database.read() as session:
        return [(address, mime) for address, mime in session.execute(statement)]


def test_leads_with_an_address_get_one_plain_mail(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    rig = MailRig(desk, anna)
    desk.people.edit(team["lea"], name="Lea", email="lea@desk.example", role=Role.LEAD)
    desk.people.add("Олег", email="oleg@desk.example", role=Role.LEAD)
    desk.people.add("Zoe", role=Role.LEAD)
    begin(desk, clock)
    for _ in range(2):
        clock.advance(16 * MINUTE)
        follow(desk)
    (to_lea, raw), (to_oleg, translated) = mails(desk)
    assert (to_lea, to_oleg) == ("lea@desk.example", "oleg@desk.example")
    assert header(raw, "Auto-Submitted") == "auto-generated"
    mail = parse_mail(raw)
    assert mail.subject == "Shift not accepted: Bob, 23 Nov 2026, 18:00"
    assert "Bob, 23 Nov 2026, 18:00 – 24 Nov 2026, 09:00" in mail.text
    assert parse_mail(translated).subject == "Дежурство не принято: Bob, 23.11.2026 18:00"
    rig.send()
    rig.send()
    assert [to for to, _ in rig.transport.delivered] == ["lea@desk.example", "oleg@desk.example"]


def test_without_a_mailbox_that_sends_there_is_no_mail(
    desk: Desk, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    desk.people.edit(team["lea"], name="Lea", email="lea@desk.example", role=Role.LEAD)
    begin(desk, clock)
    clock.advance(16 * MINUTE)
    follow(desk)
    assert mails(desk) == []
    assert waiting(desk, team["lea"]) == [NoticeKind.NOT_ACCEPTED]


def test_others_cannot_accept_and_what_is_over_cannot_be(
    desk: Desk, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    begin(desk, clock)
    offered = desk.shift_changes.waiting_for(team["bob"])
    assert offered is not None
    with pytest.raises(Refused, match=r"shift\.not_yours"):
        desk.shift_changes.accept(actor(team["cat"]), offered.id)
    clock.jump_to(local("09:00", 1))
    with pytest.raises(Refused, match=r"shift\.over"):
        desk.shift_changes.accept(actor(team["bob"]), offered.id)
    with pytest.raises(NotFound):
        desk.shift_changes.accept(actor(team["bob"]), 999)


def test_a_team_may_leave_it(
    desk: Desk, anna: Actor, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    desk.settings.set(anna.person_id, "duty.accept_shifts", False)
    begin(desk, clock)
    assert changes(desk) == []
    assert waiting(desk, team["bob"]) == []


def test_what_was_offered_under_a_clock_that_ran_ahead_is_offered_again_in_its_time(
    desk: Desk, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    begin(desk, clock)
    clock.jump_to(local("10:00"))
    follow(desk)
    assert changes(desk) == []
    assert desk.shift_changes.waiting_for(team["bob"]) is None
    begin(desk, clock)
    assert changes(desk) == [(team["bob"], None)]
    [notice] = desk.duty_notices.show_on(team["bob"])
    assert notice.kind is NoticeKind.SHIFT_BEGINS


def test_two_workstations_offer_it_once(
    desk: Desk, database_url: str, nights: int, team: dict[str, int], clock: ManualClock
) -> None:
    other = open_desk(database_url, clock=clock)
    begin(desk, clock)
    clock.advance(MINUTE)
    follow(other)
    assert changes(desk) == [(team["bob"], None)]
    [_] = other.duty_notices.show_on(team["bob"])
    assert desk.duty_notices.show_on(team["bob"]) == ()
    other.close()
