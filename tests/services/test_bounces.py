"""Letters of ours that come back: where the report lands and whom it marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import select

from desktop.domain.ticket import Actor, MessageKind, Status
from desktop.models.outbox import Outbox, OutboxState
from desktop.models.people import Requester
from desktop.models.ticket import Ticket
from desktop.services.desk import Desk
from tests.mail.mails import mail
from tests.services.post import ANNA, Post


def test_a_bounce_marks_the_recipient_the_outbox_and_the_ticket(
    desk: Desk, post: Post, asked: Ticket, anna: Actor, answered: Callable[[], str]
) -> None:
    ours = answered()
    with desk.database.write() as session:
        session.scalars(select(Outbox)).one().state = OutboxState.SENT
    desk.tickets.set_status(anna, [asked.id], Status.WAITING_CUSTOMER)
    status = "Final-Recipient: rfc822; Anna@firm.example\nAction: failed\n"
    status += "Diagnostic-Code: smtp; 550 unknown\n"
    body = (
        "--e\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n" + status
        + f"\n--e\nContent-Type: text/rfc822-headers\n\nMessage-ID: {ours}\n\n--e--\n"
    )  # fmt: skip
    found = post.deliver(
        mail(body, From="MAILER-DAEMON@mx", Message_ID="<bounce@mx>",
             Content_Type="multipart/report; report-type=delivery-status; boundary=e")
    )  # fmt: skip
    assert found.id == asked.id
    assert found.status is Status.WAITING_CUSTOMER
    assert found.delivery_failed and found.needs_action
    with desk.database.read() as session:
        who = session.scalars(select(Requester).where(Requester.email == "anna@firm.example")).one()
        sent = session.scalars(select(Outbox)).one()
        assert who.bounced_at == post.clock.now()
        assert (sent.state, sent.last_error) == (OutboxState.FAILED, "550 unknown")


def bounce_in_words(answered: str, whom: str) -> bytes:
    """Return a report that quotes nothing of ours, and only answers it."""
    return mail(
        f"Your letter was not delivered.\n\n<{whom}>: 550 no such user\n",
        From="mailer-daemon@mx.example",
        Message_ID="<words@mx.example>",
        In_Reply_To=answered,
        Subject="Mail delivery failed",
    )


def test_a_bounce_without_our_headers_finds_its_ticket_by_what_it_answers(
    desk: Desk, post: Post, asked: Ticket, answered: Callable[[], str]
) -> None:
    found = post.deliver(bounce_in_words(answered(), "anna@firm.example"))
    assert found.id == asked.id
    assert found.delivery_failed
    assert bounced(desk) == {"anna@firm.example"}


def test_a_bounce_with_only_a_number_is_linked(
    post: Post, asked: Ticket, answered: Callable[[], str]
) -> None:
    answered()
    found = post.deliver(
        mail(
            "<anna@firm.example>: 550 no such user\n",
            From="mailer-daemon@mx.example",
            Subject=f"Mail delivery failed: [#{asked.id}]",
            Message_ID="<number@mx.example>",
        )
    )
    assert (found.id != asked.id, found.claims_ticket_id) == (True, asked.id)


def test_a_bounce_marks_nobody_we_have_not_written_to(
    desk: Desk, post: Post, asked: Ticket, answered: Callable[[], str]
) -> None:
    ours = answered()
    post.deliver(mail("Hello", From="b@other.example", Message_ID="<other@x>"))
    post.deliver(bounce_in_words(ours, "b@other.example"))
    assert bounced(desk) == set()


def test_who_writes_again_can_be_written_to_again(
    desk: Desk, post: Post, asked: Ticket, answered: Callable[[], str]
) -> None:
    post.deliver(bounce_in_words(answered(), "anna@firm.example"))
    post.deliver(mail("Away", From=ANNA, Message_ID="<v@x>", Auto_Submitted="auto-replied"))
    assert bounced(desk) == {"anna@firm.example"}
    post.deliver(mail("My box was full", From=ANNA, Message_ID="<again@firm.example>"))
    assert bounced(desk) == set()


def bounced(desk: Desk) -> set[str | None]:
    with desk.database.read() as session:
        return set(
            session.scalars(select(Requester.email).where(Requester.bounced_at.is_not(None)))
        )


@pytest.mark.parametrize(
    ("kind", "part"),
    [
        (
            "delivery-status",
            "message/delivery-status\n\nReporting-MTA: dns; x\n\nAction: delayed\n",
        ),
        ("disposition-notification", "message/disposition-notification\n\n{field}\n"),
    ],
)
def test_a_report_that_nothing_failed_joins_its_ticket_and_moves_nothing(
    desk: Desk, post: Post, asked: Ticket, answered: Callable[[], str], kind: str, part: str
) -> None:
    ours = answered()
    clocks = post.clocks(asked.id)
    part = part.format(field=f"Original-Message-ID: {ours}")
    body = f"--e\nContent-Type: {part}\n--e\n"
    if kind == "delivery-status":
        body += f"Content-Type: text/rfc822-headers\n\nMessage-ID: {ours}\n\n"
    report = f"multipart/report; report-type={kind}; boundary=e"
    found = post.deliver(
        mail(body + "--e--\n", From="x@mx.example", Message_ID="<w@mx>", Content_Type=report)
    )
    assert (found.id, found.delivery_failed) == (asked.id, False)
    assert post.last(asked.id).kind is MessageKind.AUTOMATIC
    assert post.clocks(asked.id) == clocks
    assert bounced(desk) == set()
