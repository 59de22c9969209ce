"""Rows 22 to 28: machines, strangers and second copies."""

from __future__ import annotations

from datetime import timedelta

from desktop.domain.ticket import MessageKind, Status
from desktop.models.outbox import OutboxState
from desktop.services.replies import Reply
from desktop.services.rows_ticket import TicketDetail
from tests.forty.bench import Bench
from tests.mail.mails import mail, multipart
from tests.services.mail_world import UNDO_TIME, header

ANNA = ("Anna Kern", "anna@firm.example")


def _asked(bench: Bench) -> tuple[TicketDetail, str]:
    """Let a client ask and be acknowledged; return the ticket and the Message-ID of the answer."""
    detail = bench.receive(mail("My printer smokes", Message_ID="<q@firm.example>"))
    [(_, sent)] = bench.place.send()
    return detail, header(sent, "Message-ID")


def _answered(bench: Bench) -> tuple[int, str]:
    """Answer a question by hand; return the ticket and the Message-ID of the answer."""
    detail, _ = _asked(bench)
    number = detail.ticket.id
    reply = Reply("Is it plugged in?", (ANNA,), anyway=True, then=Status.WAITING_CUSTOMER)
    bench.desk.replies.send(bench.anna, number, reply)
    bench.clock.advance(UNDO_TIME)
    return number, header(bench.place.send()[-1][1], "Message-ID")


def vacation_reply(bench: Bench) -> None:
    detail, ours = _asked(bench)
    clocks = bench.desk.clocks.evaluation(detail.ticket.id).clocks
    raw = mail(
        "I am at the sea",
        Subject="Out of office",
        Auto_Submitted="auto-replied",
        Message_ID="<v@firm.example>",
        In_Reply_To=ours,
    )

    found = bench.receive(raw)

    assert found.ticket.id == detail.ticket.id
    assert found.messages[-1].kind is MessageKind.AUTOMATIC
    assert found.ticket.status == detail.ticket.status
    assert bench.desk.clocks.evaluation(found.ticket.id).clocks == clocks
    assert bench.place.send() == []


def bounce_of_a_reply(bench: Bench) -> None:
    number, ours = _answered(bench)
    report = multipart(
        ("Content-Type: text/plain", "user unknown"),
        (
            "Content-Type: message/delivery-status",
            "Reporting-MTA: dns; mx\n\nFinal-Recipient: rfc822; anna@firm.example\n"
            "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 user unknown\n",
        ),
        ("Content-Type: text/rfc822-headers", f"Message-ID: {ours}\n"),
        kind="report; report-type=delivery-status",
        From="mailer-daemon@mx.firm.example",
        Message_ID="<b@mx.firm.example>",
    )

    detail = bench.receive(report)

    assert detail.ticket.id == number
    assert detail.delivery_failed
    assert detail.ticket.status is Status.WAITING_CUSTOMER
    assert bench.desk.outbox.counts()[OutboxState.FAILED] == 1


def desks_that_acknowledge(bench: Bench) -> None:
    for number in range(8):
        bench.receive(
            mail("Your request is in good hands", Message_ID=f"<{number}@o>", From="o@old.example")
        )
    assert len(bench.place.send()) == 2

    _, ours = _answered(bench)
    for number in range(6):
        message = bench.last(mail("ok", Message_ID=f"<r{number}@firm.example>", In_Reply_To=ours))
    assert "answers_paused" in message.notes


def guessed_number(bench: Bench) -> None:
    number, _ = _answered(bench)
    detail = bench.receive(
        mail(Subject=f"[#{number}] hello", From="mallory@evil.example", Message_ID="<m@evil>")
    )
    assert detail.ticket.id != number
    assert detail.claims_ticket_id == number


def answer_after_two_years(bench: Bench) -> None:
    number, ours = _answered(bench)
    bench.desk.tickets.set_status(bench.anna, [number], Status.SOLVED)
    bench.clock.advance(timedelta(days=731))

    detail = bench.receive(mail("Again!", Message_ID="<late@firm.example>", In_Reply_To=ours))

    assert detail.ticket.id != number
    assert detail.claims_ticket_id == number


def crowd_in_cc(bench: Bench) -> None:
    crowd = ", ".join(f"c{n}@other.example" for n in range(40))
    detail = bench.receive(mail(Cc=crowd, Message_ID="<cc@firm.example>"))

    found = bench.desk.stationery.of_ticket(detail.ticket.id, None).addressing

    assert [address for _, address in (*found.to, *found.cc)] == ["anna@firm.example"]
    assert len(found.suggested) == 40


def second_copy(bench: Bench) -> None:
    raw = mail(Message_ID="<twice@firm.example>")
    assert bench.receive(raw).ticket.id == bench.receive(raw).ticket.id
    assert len(bench.place.send()) == 1
