"""A mail leaves once, is never sent twice by itself, and no failure goes unseen (2.2)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import DeskError, NotFound, Refused, Unavailable
from desktop.domain.ticket import Actor
from desktop.mail.outgoing import OutgoingFile
from desktop.mail.smtp import Fate
from desktop.services.delivery import MAX_ATTEMPTS
from desktop.services.desk import Desk
from desktop.services.dispatch import LEASE, VERDICT_LEASE
from desktop.services.replies import Reply
from tests.services.mail_rig import Crash, MailRig

UNDO_TIME = timedelta(seconds=15)
IVAN, OLGA = "ivan@customer.example", "olga@customer.example"
LATER = (Fate.TEMPORARY, 451, "try later")
NEVER = (Fate.PERMANENT, 550, "no such user")
SILENCE = (Fate.IN_DOUBT, 0, "connection lost")


@pytest.fixture
def rig(desk: Desk, anna: Actor) -> MailRig:
    return MailRig(desk, anna)


def test_reply_is_held_for_its_undo_time_and_then_sent_once(
    rig: MailRig, clock: ManualClock
) -> None:
    ticket = rig.reply(IVAN, OLGA)
    rig.send()
    assert rig.transport.delivered == []
    assert rig.dispatch.next_in() == UNDO_TIME
    clock.advance(UNDO_TIME)
    rig.send()
    rig.send()
    assert [address for address, _ in rig.transport.delivered] == [IVAN, OLGA]
    assert b"It prints again." in rig.transport.delivered[0][1]
    assert rig.answer(ticket).delivery == "sent"
    assert rig.dispatch.next_in() is None


def test_undo_within_its_time_means_nothing_is_sent(rig: MailRig, clock: ManualClock) -> None:
    changes = rig.reply_changes()
    assert changes.undo is not None
    rig.desk.undo.undo(rig.by, changes.undo)
    clock.advance(UNDO_TIME)
    rig.send()
    assert rig.transport.servers == []


def test_server_gets_the_mailboxes_own_account(rig: MailRig, clock: ManualClock) -> None:
    rig.reply()
    clock.advance(UNDO_TIME)
    rig.send()
    (server,) = rig.transport.servers
    assert (server.host, server.username, server.password) == (
        "smtp.desk.example",
        "support",
        "s3cret",
    )


def test_later_is_tried_again_with_growing_pauses_for_those_alone(
    rig: MailRig, clock: ManualClock
) -> None:
    ticket = rig.reply(IVAN, OLGA)
    rig.transport.fates[OLGA] = LATER
    pauses = []
    clock.advance(UNDO_TIME)
    for _ in range(5):
        rig.send()
        pause = rig.dispatch.next_in()
        assert pause is not None
        pauses.append(pause)
        clock.advance(pause)
    assert pauses == [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 60)]
    assert rig.answer(ticket).delivery == "queued"
    assert rig.answer(ticket).delivery_error == "try later"
    rig.transport.fates.clear()
    rig.send()
    assert [address for address, _ in rig.transport.delivered] == [IVAN, OLGA]
    assert rig.answer(ticket).delivery == "sent"


def test_later_for_a_day_is_a_failure(rig: MailRig, clock: ManualClock) -> None:
    ticket = rig.reply()
    rig.transport.fates[IVAN] = LATER
    clock.advance(UNDO_TIME)
    started_at = clock.now()
    for _ in range(MAX_ATTEMPTS):
        assert not rig.needs_action(ticket)
        rig.send()
        clock.advance(rig.dispatch.next_in() or timedelta())
    assert rig.answer(ticket).delivery == "failed"
    assert rig.needs_action(ticket)
    assert timedelta(hours=23) < clock.now() - started_at < timedelta(hours=25)


def test_refused_recipient_puts_the_ticket_into_needs_action(
    rig: MailRig, clock: ManualClock
) -> None:
    ticket = rig.reply(IVAN, OLGA)
    rig.transport.fates[OLGA] = NEVER
    clock.advance(UNDO_TIME)
    rig.send()
    assert rig.answer(ticket).delivery == "failed"
    assert rig.answer(ticket).delivery_error == "no such user"
    assert rig.needs_action(ticket)
    (row,) = rig.outbox.problems()
    assert (row.ticket_id, row.last_code) == (ticket, 550)


def test_refusal_is_seen_while_another_recipient_still_waits(
    rig: MailRig, clock: ManualClock
) -> None:
    ticket = rig.reply(IVAN, OLGA)
    rig.transport.fates = {IVAN: NEVER, OLGA: LATER}
    clock.advance(UNDO_TIME)
    rig.send()
    assert rig.answer(ticket).delivery == "queued"
    assert rig.needs_action(ticket)


def test_failed_mail_sent_again_goes_to_those_who_did_not_get_it(
    rig: MailRig, clock: ManualClock
) -> None:
    ticket = rig.reply(IVAN, OLGA)
    rig.transport.fates[OLGA] = NEVER
    clock.advance(UNDO_TIME)
    rig.send()
    (row,) = rig.outbox.problems()
    rig.outbox.send_again(rig.by, row.id)
    assert not rig.needs_action(ticket)
    rig.transport.fates.clear()
    rig.send()
    assert [address for address, _ in rig.transport.delivered] == [IVAN, OLGA]
    assert rig.answer(ticket).delivery == "sent"


def test_new_reply_to_a_right_address_answers_the_failure(rig: MailRig, clock: ManualClock) -> None:
    ticket = rig.reply(OLGA)
    rig.transport.fates[OLGA] = NEVER
    clock.advance(UNDO_TIME)
    rig.send()
    rig.reply_again(ticket, IVAN)
    clock.advance(UNDO_TIME)
    rig.send()
    assert [address for address, _ in rig.transport.delivered] == [IVAN]
    assert not rig.needs_action(ticket)


def test_failure_of_an_earlier_reply_is_seen_though_a_later_one_waits(
    rig: MailRig, clock: ManualClock
) -> None:
    ticket = rig.reply(OLGA)
    rig.transport.fates[OLGA] = NEVER
    clock.advance(UNDO_TIME)
    rig.reply_again(ticket, IVAN)
    rig.send()
    assert rig.needs_action(ticket)
    clock.advance(UNDO_TIME)
    rig.send()
    assert rig.needs_action(ticket)


def test_no_word_after_the_content_is_never_sent_again_by_itself(
    rig: MailRig, clock: ManualClock
) -> None:
    ticket = rig.reply()
    rig.transport.fates[IVAN] = SILENCE
    clock.advance(UNDO_TIME)
    rig.send()
    rig.transport.fates.clear()
    clock.advance(timedelta(days=7))
    rig.send()
    assert rig.transport.delivered == []
    assert rig.answer(ticket).delivery == "in_doubt"
    assert rig.needs_action(ticket)


def test_somebody_says_what_became_of_a_doubtful_mail(rig: MailRig, clock: ManualClock) -> None:
    seen, lost = rig.reply(), rig.reply()
    rig.transport.fates[IVAN] = SILENCE
    clock.advance(UNDO_TIME)
    rig.send()
    rig.transport.fates.clear()
    by_ticket = {row.ticket_id: row.id for row in rig.outbox.problems()}
    rig.outbox.mark_sent(rig.by, by_ticket[seen])
    rig.outbox.send_again(rig.by, by_ticket[lost])
    rig.send()
    assert len(rig.transport.delivered) == 1
    for ticket in (seen, lost):
        assert rig.answer(ticket).delivery == "sent"
        assert not rig.needs_action(ticket)
    assert rig.outbox.problems() == ()


def test_marking_sent_does_not_forget_a_recipient_who_was_told_later(
    rig: MailRig, clock: ManualClock
) -> None:
    rig.reply(IVAN, OLGA)
    rig.transport.fates = {IVAN: SILENCE, OLGA: LATER}
    clock.advance(UNDO_TIME)
    rig.send()
    rig.transport.fates.clear()
    (row,) = rig.outbox.problems()
    rig.outbox.mark_sent(rig.by, row.id)
    clock.advance(timedelta(minutes=1))
    rig.send()
    assert [address for address, _ in rig.transport.delivered] == [OLGA]


def test_death_before_the_content_sends_the_mail_later(rig: MailRig, clock: ManualClock) -> None:
    ticket = rig.reply()
    clock.advance(UNDO_TIME)
    rig.transport.crash_before = True
    with pytest.raises(Crash):
        rig.send()
    assert rig.answer(ticket).delivery == "sending"
    rig.transport.crash_before = False
    rig.send()
    assert rig.transport.delivered == []  # the claim still holds
    clock.advance(LEASE + timedelta(seconds=1))
    rig.send()
    assert len(rig.transport.delivered) == 1
    assert not rig.needs_action(ticket)


def test_death_after_the_content_leaves_the_mail_in_doubt(rig: MailRig, clock: ManualClock) -> None:
    ticket = rig.reply()
    clock.advance(UNDO_TIME)
    rig.transport.crash_after = True
    with pytest.raises(Crash):
        rig.send()
    rig.transport.crash_after = False
    rig.send()
    assert not rig.needs_action(ticket)  # the server may still be judging it
    assert rig.dispatch.next_in() == VERDICT_LEASE
    clock.advance(VERDICT_LEASE + timedelta(seconds=1))
    rig.send()
    assert rig.transport.delivered == []
    assert rig.answer(ticket).delivery == "in_doubt"
    assert rig.needs_action(ticket)


def test_claim_that_ran_out_is_not_sent_by_its_first_owner(
    rig: MailRig, clock: ManualClock
) -> None:
    rig.reply()
    clock.advance(UNDO_TIME)
    first = rig.dispatch.claim()
    assert first is not None
    assert rig.dispatch.claim() is None
    clock.advance(LEASE + timedelta(seconds=1))
    rig.dispatch.recover()
    second = rig.dispatch.claim()
    assert second is not None
    with pytest.raises(Refused, match=r"outbox\.claim_lost"):
        rig.dispatch.begin_content(first)
    rig.dispatch.begin_content(second)


def test_verdict_after_a_long_sleep_is_still_written_down(rig: MailRig, clock: ManualClock) -> None:
    ticket = rig.reply()
    clock.advance(UNDO_TIME)

    def sleep() -> None:
        clock.advance(timedelta(hours=9))
        rig.dispatch.recover()  # another workstation
        assert rig.needs_action(ticket)

    rig.transport.meanwhile = sleep
    rig.send()
    assert rig.answer(ticket).delivery == "sent"
    assert not rig.needs_action(ticket)


def test_verdict_that_comes_after_somebody_decided_changes_nothing(
    rig: MailRig, clock: ManualClock
) -> None:
    ticket = rig.reply()
    clock.advance(UNDO_TIME)

    def decide() -> None:
        clock.advance(timedelta(hours=9))
        rig.dispatch.recover()
        rig.outbox.send_again(rig.by, rig.outbox.problems()[0].id)

    claimed = rig.dispatch.claim()
    assert claimed is not None
    rig.dispatch.begin_content(claimed)
    decide()
    assert not rig.dispatch.finish(claimed, ())
    assert rig.answer(ticket).delivery == "queued"


@pytest.mark.parametrize(
    ("code", "pause"), [("mail.unreachable", 1), ("mail.auth_rejected", 6), ("mail.no_password", 6)]
)
def test_server_away_holds_back_the_whole_mailbox_and_fails_nothing(
    rig: MailRig, clock: ManualClock, code: str, pause: int
) -> None:
    tickets = [rig.reply() for _ in range(3)]
    rig.transport.unavailable = Unavailable(code, host="smtp.desk.example")
    clock.advance(UNDO_TIME)
    for _ in range(5):
        logins = len(rig.transport.servers)
        rig.send()
        assert len(rig.transport.servers) == logins + 1  # not one for each mail
        assert rig.dispatch.next_in() == timedelta(minutes=pause)
        clock.advance(timedelta(minutes=pause))
    assert rig.answer(tickets[0]).delivery_error == code
    rig.transport.unavailable = None
    rig.send()
    assert {rig.answer(ticket).delivery for ticket in tickets} == {"sent"}


def test_mail_whose_server_was_away_can_still_be_taken_back(
    rig: MailRig, clock: ManualClock
) -> None:
    changes = rig.reply_changes()
    rig.transport.unavailable = Unavailable("mail.unreachable", host="smtp.desk.example")
    clock.advance(UNDO_TIME)
    rig.send()
    assert changes.undo is not None
    rig.desk.undo.undo(rig.by, changes.undo)
    rig.transport.unavailable = None
    clock.advance(timedelta(hours=1))
    rig.send()
    assert rig.transport.delivered == []


@pytest.mark.parametrize("fate", [None, LATER, NEVER, SILENCE])
def test_mail_that_may_have_arrived_cannot_be_taken_back(
    rig: MailRig, clock: ManualClock, fate: tuple[Fate, int, str] | None
) -> None:
    changes = rig.reply_changes(IVAN, OLGA)
    if fate is not None:
        rig.transport.fates[OLGA] = fate
    clock.advance(UNDO_TIME)
    rig.send()
    assert changes.undo is not None
    with pytest.raises(Refused, match=r"undo\.too_late"):
        rig.desk.undo.undo(rig.by, changes.undo)


def test_settled_mail_needs_no_decision(rig: MailRig, clock: ManualClock) -> None:
    ticket = rig.reply()
    clock.advance(UNDO_TIME)
    rig.send()
    outbox_id = rig.answer(ticket).outbox_id
    assert outbox_id is not None
    for command in (rig.outbox.mark_sent, rig.outbox.send_again):
        with pytest.raises(Refused, match=r"outbox\.settled"):
            command(rig.by, outbox_id)
        with pytest.raises(NotFound):
            command(rig.by, outbox_id + 1_000)


def test_mail_being_judged_cannot_be_decided_about(rig: MailRig, clock: ManualClock) -> None:
    ticket = rig.reply()
    clock.advance(UNDO_TIME)
    refusals: list[DeskError] = []

    def click() -> None:
        outbox_id = rig.answer(ticket).outbox_id
        assert outbox_id is not None
        with pytest.raises(Refused, match=r"outbox\.in_progress") as caught:
            rig.outbox.send_again(rig.by, outbox_id)
        refusals.append(caught.value)

    rig.transport.meanwhile = click
    rig.send()
    assert refusals
    assert rig.answer(ticket).delivery == "sent"


def test_counts_name_every_state(rig: MailRig, clock: ManualClock) -> None:
    rig.reply()
    rig.reply(OLGA)
    rig.transport.fates[OLGA] = NEVER
    clock.advance(UNDO_TIME)
    rig.send()
    counts = {state.value: count for state, count in rig.outbox.counts().items() if count}
    assert counts == {"sent": 1, "failed": 1}


def test_what_the_server_takes_is_remembered_for_the_next_letter(
    rig: MailRig, clock: ManualClock
) -> None:
    ticket = rig.reply(IVAN)
    assert rig.desk.stationery.of_ticket(ticket, None).most_bytes is None
    rig.transport.most_bytes = 10_240_000
    clock.advance(UNDO_TIME)
    rig.send()
    assert rig.desk.stationery.of_ticket(ticket, None).most_bytes == 10_240_000

    dump = OutgoingFile("dump", "application/octet-stream", bytes(8_000_000))
    answer = Reply("The dump.", (("", IVAN),), files=(dump,), anyway=True)
    with pytest.raises(Refused, match=r"attachment\.server_limit"):
        rig.desk.replies.send(rig.by, ticket, answer)

    rig.transport.most_bytes = 0
    rig.reply(OLGA)
    clock.advance(UNDO_TIME)
    rig.send()
    assert rig.desk.stationery.of_ticket(ticket, None).most_bytes is None


def fail(rig: MailRig, code: str) -> None:
    """Let everything that is due fail to reach its server."""
    rig.transport.unavailable = Unavailable(code, host="smtp.desk.example")
    rig.send()


def test_mail_that_cannot_leave_is_told_with_its_reason_and_tried_again_at_once(
    rig: MailRig, clock: ManualClock
) -> None:
    begun = clock.now()
    rig.reply()
    assert rig.outbox.stuck() is None
    clock.advance(timedelta(seconds=15))
    fail(rig, "mail.no_login")

    stuck = rig.outbox.stuck()

    assert stuck is not None
    assert (stuck.count, stuck.since) == (1, begun)
    assert stuck.reason is not None
    assert (stuck.reason.code, stuck.reason.facts["host"]) == ("mail.no_login", "smtp.desk.example")
    rig.transport.unavailable = None
    rig.outbox.hurry(rig.by)
    rig.send()
    assert rig.outbox.stuck() is None
    assert len(rig.transport.delivered) == 1


def test_a_server_that_is_away_or_busy_for_a_moment_is_not_told(
    rig: MailRig, clock: ManualClock
) -> None:
    rig.reply()
    clock.advance(timedelta(seconds=15))
    fail(rig, "mail.unreachable")
    assert rig.outbox.stuck() is None
    rig.transport.unavailable = None
    rig.transport.fates = {"ivan@customer.example": (Fate.TEMPORARY, 451, "greylisted")}
    clock.advance(timedelta(minutes=2))
    rig.send()
    assert rig.outbox.stuck() is None

    clock.advance(timedelta(minutes=5))

    stuck = rig.outbox.stuck()
    assert stuck is not None
    assert (stuck.reason, stuck.said) == (None, "451 greylisted")
