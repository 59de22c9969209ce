"""Live mail: stored once, applied once, and placed by the rules on who may write where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from desktop.domain.clock import ManualClock
from desktop.domain.errors import NotFound, Unavailable
from desktop.domain.ticket import Actor, MessageKind, Role, Status
from desktop.mail.imap import FetchedMail
from desktop.mail.parse import parse_mail
from desktop.mail.parser_process import ParserProcess, Unread
from desktop.models.base import FAR_FUTURE
from desktop.models.mail import Attachment, Mailbox, Message, RawMail, RawState
from desktop.models.outbox import Outbox
from desktop.models.people import Requester
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Ticket
from desktop.services import intake as intake_module
from desktop.services.desk import Desk
from desktop.services.intake_rows import _BLANK
from desktop.services.rows import TicketQuery
from tests.mail.mails import mail
from tests.mail.test_parser_process import wicked
from tests.services.post import ANNA, DESK, FORGED, PROVEN, Post


def count(desk: Desk, table: type) -> int:
    with desk.database.read() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


# Storing


def test_a_batch_is_stored_once_and_moves_the_cursor(desk: Desk, post: Post, mailbox: int) -> None:
    batch = [post.fetched(mail(str(n)), uid=n) for n in (3, 5, 9)]
    assert post.store(*batch) == 3
    assert post.store(*batch) == 0
    with desk.database.read() as session:
        box = session.get_one(Mailbox, mailbox)
        assert (box.uidvalidity, box.last_uid) == (7, 9)
    assert count(desk, RawMail) == 3
    assert desk.intake.raw(desk.intake.pending()[0]) == batch[0].raw


def test_a_renumbered_mailbox_brings_nothing_twice(desk: Desk, post: Post, mailbox: int) -> None:
    old = post.fetched(mail("same"), uid=40)
    post.store(old)
    again = FetchedMail(1, 8, old.internaldate, old.size, old.raw, oversize=False)
    new = FetchedMail(2, 8, old.internaldate, 9, mail("new"), oversize=False)
    post.store(again, new)
    with desk.database.read() as session:
        rows = session.execute(select(RawMail.state, RawMail.error).order_by(RawMail.id)).all()
        box = session.get_one(Mailbox, mailbox)
        assert (box.uidvalidity, box.last_uid) == (8, 2)
    assert [tuple(row) for row in rows] == [
        (RawState.STORED, None),
        (RawState.IGNORED, intake_module.RENUMBERED),
        (RawState.STORED, None),
    ]


def test_equal_mails_of_one_numbering_are_both_kept(desk: Desk, post: Post) -> None:
    post.store(post.fetched(mail("same")), post.fetched(mail("same")))
    assert len(desk.intake.pending()) == 2


def test_bytes_that_come_back_changed_are_not_accepted(
    desk: Desk, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = intake_module._raw_row

    def damaged(*values: object) -> dict[str, object]:
        return honest(*values) | {"body": b"other"}  # type: ignore[arg-type]

    monkeypatch.setattr(intake_module, "_raw_row", damaged)
    with pytest.raises(Unavailable, match="not_stored_right"):
        post.store(post.fetched(mail()))
    assert count(desk, RawMail) == 0


def test_receipt_is_the_servers_instant_and_never_later_than_the_fetch(
    desk: Desk, post: Post, clock: ManualClock
) -> None:
    early, late = clock.now() - timedelta(hours=2), clock.now() + timedelta(hours=2)
    assert post.deliver(mail("a"), early).created_at == early
    assert post.deliver(mail("b"), late).created_at == clock.now()


def test_a_mailbox_that_is_gone(desk: Desk, post: Post) -> None:
    with pytest.raises(NotFound):
        desk.intake.store(999, [post.fetched(mail())])
    assert desk.intake.store(999, []) == 0


# Applying


def test_a_new_mail_opens_a_ticket_with_running_clocks(post: Post, asked: Ticket) -> None:
    assert asked.subject == "Printer"
    assert asked.status is Status.NEW
    assert asked.alerts_from == asked.created_at
    assert asked.next_due_at < FAR_FUTURE
    assert post.clocks(asked.id) == {"first_response": "running", "solution": "running"}
    assert post.events(asked.id) == ["created"]
    message = post.last(asked.id)
    assert (message.text, message.from_email) == ("Help!", "anna@firm.example")


def test_mail_is_applied_once(desk: Desk, post: Post) -> None:
    raw = mail()
    post.store(post.fetched(raw))
    (raw_id,) = desk.intake.pending()
    assert desk.intake.apply(raw_id, parse_mail(raw)).tickets
    assert not desk.intake.apply(raw_id, parse_mail(raw))
    assert count(desk, Message) == 1


def test_mail_from_before_the_mailbox_was_connected_is_history(
    desk: Desk, post: Post, clock: ManualClock
) -> None:
    old = post.deliver(mail("old"), clock.now() - timedelta(days=40))
    assert old.alerts_from is None
    with desk.database.read() as session:
        assert set(session.scalars(select(ClockRecord.next_warn_at))) == {FAR_FUTURE}


def test_the_first_live_mail_ends_history(post: Post, clock: ManualClock) -> None:
    old = post.deliver(
        mail("old", From=ANNA, Message_ID="<old@x>"), clock.now() - timedelta(days=40)
    )
    same = post.deliver(mail("again", From=ANNA, In_Reply_To="<old@x>", Message_ID="<2@x>"))
    assert same.id == old.id
    assert same.alerts_from == clock.now()


def test_a_reply_to_our_answer_joins_and_ends_waiting(
    desk: Desk, post: Post, asked: Ticket, anna: Actor, answered: Callable[[], str]
) -> None:
    ours = answered()
    desk.tickets.set_status(anna, [asked.id], Status.WAITING_CUSTOMER)
    post.clock.advance(timedelta(hours=1))
    found = post.deliver(mail("Thanks", From=ANNA, In_Reply_To=ours, Message_ID="<r@firm>"))
    assert found.id == asked.id
    assert found.status is Status.OPEN
    assert found.needs_action and found.is_unread
    assert found.message_count == 3
    assert post.events(asked.id)[-2:] == ["customer_message", "status_changed"]
    assert post.clocks(asked.id)["next_response"] == "running"


def test_mail_for_a_merged_ticket_lands_in_its_survivor_whoever_asked_there(
    desk: Desk, post: Post, asked: Ticket, anna: Actor
) -> None:
    other = post.deliver(mail("Me too", From="Petr <petr@volga.example>", Message_ID="<p@volga>"))
    desk.merging.merge(anna, [other.id], asked.id)
    found = post.deliver(
        mail(
            "And now?",
            From="Petr <petr@volga.example>",
            In_Reply_To="<p@volga>",
            Message_ID="<p2@volga>",
        )
    )
    assert found.id == asked.id
    stranger = post.deliver(
        mail("Hi", From="x@evil.example", In_Reply_To="<p@volga>", Message_ID="<e@evil>")
    )
    assert stranger.id not in (asked.id, other.id)


def test_a_reply_inside_the_window_reopens_and_after_it_makes_a_linked_ticket(
    desk: Desk, post: Post, asked: Ticket, anna: Actor, answered: Callable[[], str]
) -> None:
    ours = answered()
    desk.tickets.set_status(anna, [asked.id], Status.SOLVED)
    post.clock.advance(timedelta(days=2))
    found = post.deliver(mail("No", From=ANNA, In_Reply_To=ours, Message_ID="<1@firm>"))
    assert (found.id, found.status, found.reopen_count) == (asked.id, Status.OPEN, 1)
    assert found.solved_at is None
    desk.tickets.set_status(anna, [asked.id], Status.SOLVED)
    post.clock.advance(timedelta(days=8))
    late = post.deliver(mail("Again", From=ANNA, In_Reply_To=ours, Message_ID="<2@firm>"))
    assert late.id != asked.id
    assert late.claims_ticket_id == asked.id
    assert post.ticket(asked.id).status is Status.SOLVED


@pytest.mark.parametrize(
    ("sender", "headers", "attaches", "badge"),
    [
        (ANNA, {"Subject": "Re: Printer [#{n}]"}, True, None),
        ("carl@firm.example", {"Subject": "Re: Printer [#{n}]"}, True, None),
        ("carl@firm.example", {"In_Reply_To": "{ours}"}, True, None),
        ("s@stranger.example", {"Subject": "[#{n}]"}, False, None),
        ("s@stranger.example", {"In_Reply_To": "{ours}"}, False, None),
        (ANNA, {"Subject": "[#{n}]", "Authentication_Results": FORGED}, False, "unauthenticated"),
        (
            ANNA,
            {"In_Reply_To": "{ours}", "Authentication_Results": FORGED},
            True,
            "unauthenticated",
        ),
        (ANNA, {"In_Reply_To": "{ours}", "Authentication_Results": PROVEN}, True, None),
        (ANNA, {"In_Reply_To": "{ours}", "Authentication_Results": "evil; dmarc=fail"}, True, None),
    ],
)
def test_who_may_write_into_a_ticket(
    post: Post,
    asked: Ticket,
    answered: Callable[[], str],
    sender: str,
    headers: dict[str, str],
    attaches: bool,
    badge: str | None,
) -> None:
    ours = answered()
    fields = {k: v.format(n=asked.id, ours=ours) for k, v in headers.items()}
    found = post.deliver(mail("x", From=sender, Message_ID="<x@x>", **fields))
    assert (found.id == asked.id) is attaches
    assert found.claims_ticket_id == (None if attaches else asked.id)
    assert post.last(found.id).badge == badge


def test_a_forged_message_id_of_ours_ties_to_nothing(post: Post, asked: Ticket) -> None:
    forged = f"<v1.{asked.id}.1.0123456789ab.aaaaaaaaaaaaaaaa@desk.example>"
    found = post.deliver(mail("x", From=ANNA, In_Reply_To=forged, Message_ID="<x@x>"))
    assert found.id != asked.id
    assert found.claims_ticket_id is None


def test_a_signed_message_id_finds_its_ticket_after_a_restore(
    desk: Desk, post: Post, asked: Ticket, answered: Callable[[], str]
) -> None:
    ours = answered()
    with desk.database.write() as session:
        session.execute(update(Message).where(Message.message_id == ours).values(message_id=None))
    found = post.deliver(mail("x", From=ANNA, In_Reply_To=ours, Message_ID="<x@x>"))
    assert found.id == asked.id


def test_a_new_participant_is_not_made_by_writing(post: Post, asked: Ticket) -> None:
    """G2: a Cc that the customer adds is nobody until an agent writes to it."""
    post.deliver(mail("x", From=ANNA, Cc="spy@x.example", References="<q@firm.example>"))
    spy = post.deliver(mail("y", From="spy@x.example", In_Reply_To="<q@firm.example>"))
    assert spy.id != asked.id


@pytest.mark.parametrize(
    ("verdict", "result", "badge"),
    [
        (PROVEN, "met", None),
        (FORGED, "running", "agent_unverified"),
        ("", "running", "agent_unverified"),
    ],
)
def test_an_agents_own_mail_stops_clocks_only_when_proven(
    desk: Desk, post: Post, asked: Ticket, verdict: str, result: str, badge: str | None
) -> None:
    desk.people.add("Boris", email="boris@desk.example", role=Role.AGENT)
    post.clock.advance(timedelta(minutes=5))
    found = post.deliver(
        mail("Try", From="boris@desk.example", In_Reply_To="<q@firm.example>", Message_ID="<b@x>",
             Authentication_Results=verdict)
    )  # fmt: skip
    assert found.id == asked.id
    assert post.clocks(asked.id)["first_response"] == result
    message = post.last(asked.id)
    assert message.badge == badge
    assert (message.person_id is not None) is (badge is None)


def test_an_automatic_reply_is_shown_and_moves_nothing(
    desk: Desk, post: Post, asked: Ticket, anna: Actor, answered: Callable[[], str]
) -> None:
    ours = answered()
    desk.tickets.set_status(anna, [asked.id], Status.WAITING_CUSTOMER)
    before = post.clocks(asked.id)
    found = post.deliver(
        mail("Away", From=ANNA, In_Reply_To=ours, Message_ID="<v@x>", Auto_Submitted="auto-replied")
    )
    assert (found.id, found.status) == (asked.id, Status.WAITING_CUSTOMER)
    assert post.clocks(asked.id) == before
    assert post.last(asked.id).kind is MessageKind.AUTOMATIC
    assert count(desk, Outbox) == 1


def test_our_own_answer_that_comes_back_is_a_copy(
    post: Post, asked: Ticket, answered: Callable[[], str]
) -> None:
    ours = answered()
    found = post.deliver(mail("Try this", From=DESK, Message_ID=ours))
    assert found.id == asked.id
    assert post.last(asked.id).badge == "copy"
    assert post.clocks(asked.id).get("next_response") is None


def test_a_list_copy_is_folded_and_another_text_with_the_same_id_is_not(
    post: Post, asked: Ticket
) -> None:
    copy = post.deliver(
        mail("Help!", From=ANNA, Message_ID="<q@firm.example>", List_Id="<all@firm>")
    )
    assert copy.id == asked.id
    assert post.last(asked.id).badge == "copy"
    other = post.deliver(mail("Quite another", From=ANNA, Message_ID="<q@firm.example>"))
    assert other.id != asked.id


def test_a_mail_over_the_limit_says_how_big_it_was(
    desk: Desk, post: Post, clock: ManualClock
) -> None:
    post.store(FetchedMail(1, 7, clock.now(), 300_000_000, mail("beginning"), oversize=True))
    (raw_id,) = desk.intake.pending()
    desk.intake.apply(raw_id, parse_mail(desk.intake.raw(raw_id)))
    with desk.database.read() as session:
        assert session.scalars(select(Message)).one().notes == ["oversize:300000000"]


def test_a_mail_without_a_sender_is_a_ticket_of_nobody(desk: Desk, post: Post) -> None:
    found = post.deliver(mail("x", drop=("From",)))
    assert found.requester_id is None
    named = post.deliver(mail("y", From="root"))
    with desk.database.read() as session:
        assert session.get_one(Requester, named.requester_id).name == "root"


def test_a_mail_the_parser_dies_of_is_tried_twice_then_quarantined(desk: Desk, post: Post) -> None:
    raw = mail("CRASH")
    post.store(post.fetched(raw), post.fetched(mail("fine")))
    with wicked() as parser:
        changes = desk.intake.work(parser)
    assert len(changes.tickets) == 2
    assert desk.intake.pending() == ()
    with desk.database.read() as session:
        bad = session.scalars(select(RawMail).where(RawMail.state == RawState.QUARANTINED)).one()
        message = session.scalars(select(Message).where(Message.raw_id == bad.id)).one()
        file = session.scalars(select(Attachment)).one()
        assert (bad.attempts, bad.error) == (2, "crash")
        assert message.badge == "quarantined"
        assert (file.message_id, file.sha256, file.part) == (message.id, bad.sha256, None)


def test_one_failure_of_the_parser_leaves_the_mail_pending(desk: Desk, post: Post) -> None:
    post.store(post.fetched(mail()))
    (raw_id,) = desk.intake.pending()
    assert not desk.intake.apply(raw_id, Unread("timeout"))
    assert desk.intake.pending() == (raw_id,)
    assert count(desk, Ticket) == 0


def test_work_parses_everything_in_order(desk: Desk, post: Post) -> None:
    post.store(*(post.fetched(mail(f"text {n}", Subject=str(n))) for n in range(12)))
    with ParserProcess() as parser:
        assert len(desk.intake.work(parser).tickets) == 12
    with desk.database.read() as session:
        subjects = list(session.scalars(select(Ticket.subject).order_by(Ticket.id)))
    assert subjects == [str(n) for n in range(12)]


def test_the_blank_row_names_every_column() -> None:
    given = {"created_at", "updated_at"}
    assert set(_BLANK) | given == {column.key for column in Ticket.__table__.columns}


def test_words_of_a_mail_are_found(desk: Desk, post: Post) -> None:

    found = post.deliver(mail("Принтер не печатает чеки", Content_Type="text/plain; charset=utf-8"))
    page = desk.tickets.page(TicketQuery(text="чек"))
    assert [row.id for row in page.rows] == [found.id]
