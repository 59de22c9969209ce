"""Rows 1 to 15: mails that are hard to read or to show."""

from __future__ import annotations

import email

from desktop.mail.mime import RAW_LIMIT
from desktop.services.replies import Reply
from desktop.ui.tickets.picture_places import with_places
from desktop.ui.widgets.tooltips import plain_tooltip
from tests.forty.bench import Bench
from tests.mail.mails import mail, multipart, nested
from tests.services.mail_world import UNDO_TIME


def controls_in_a_name(bench: Bench) -> None:
    detail = bench.receive(mail(From="=?utf-8?q?a=0D=0ABcc:_v@x?= <a@b.example>"))
    assert detail.messages[0].author == "a Bcc: v@x"

    reply = Reply("Hello", ((detail.messages[0].author, "a@b.example"),), anyway=True)
    bench.desk.replies.send(bench.anna, detail.ticket.id, reply)
    bench.clock.advance(UNDO_TIME)
    to, sent = bench.place.send()[-1]

    message = email.message_from_bytes(sent)
    assert to == "a@b.example"
    assert message["Bcc"] is None


def bracketed_message_id(bench: Bench) -> None:
    first = bench.receive(mail(Message_ID="<[ABC@microsoft.com]>"))
    answer = mail("more", Message_ID="<2@x>", In_Reply_To="<[ABC@microsoft.com]>")
    assert bench.receive(answer).ticket.id == first.ticket.id


def nobody_wrote_it(bench: Bench) -> None:
    detail = bench.receive(mail(drop=("From", "Date", "Message-ID")))
    assert detail.messages[0].from_email == ""
    assert "no_sender" in detail.messages[0].notes
    assert not detail.can_reply


def endless_subject(bench: Bench) -> None:
    message = bench.last(mail(Subject="\n ".join(["=?utf-8?q?ab=20?="] * 20_000)))
    assert len(message.subject) == 998
    assert message.subject.endswith("…")
    assert message.raw_id is not None


def crowd_of_recipients(bench: Bench) -> None:
    message = bench.last(mail(To=", ".join(f"u{n}@x.example" for n in range(100_000))))
    assert len(message.to) == 256
    assert "recipients_cut:99744" in message.notes


def too_deep(bench: Bench) -> None:
    assert "too_deep" in bench.last(nested(5000)).notes


def too_many_parts(bench: Bench) -> None:
    message = bench.last(multipart(*[("Content-Type: text/plain", "x")] * 10_000))
    assert "too_many_parts" in message.notes
    assert message.text.startswith("x")


def oversize(bench: Bench) -> None:
    message = bench.last(mail("first line\n" + ("x" * 76 + "\n") * (RAW_LIMIT // 76)))
    assert message.text.startswith("first line")
    assert len(message.text) < 70_000


def unknown_charset(bench: Bench) -> None:
    for number, charset in enumerate(("zip", "nosuch", "idna")):
        raw = mail(
            "text", Content_Type=f"text/plain; charset={charset}", Message_ID=f"<{number}@x>"
        )
        shown, said = bench.seen(raw)
        assert shown.text == "text"
        assert said == ["The letters of the text are a guess."]


def unlabelled_russian(bench: Bench) -> None:
    raw = mail("Не печатает".encode("koi8-r"), Content_Type="text/plain; charset=us-ascii")
    assert bench.seen(raw)[0].text == "Не печатает"


def nested_tables(bench: Bench) -> None:
    shown, said = bench.seen(mail("<table><tr><td>" * 25 + "x", Content_Type="text/html"))
    assert (shown.html, shown.text) == (None, "x")
    assert said == ["The formatting was too complex; this is the plain text."]


def endless_word(bench: Bench) -> None:
    shown, _ = bench.seen(mail("<p>" + "x" * 1_000_000, Content_Type="text/html"))
    assert shown.html is None
    assert shown.text.startswith("xxx")


def endless_divs(bench: Bench) -> None:
    shown, said = bench.seen(mail("<div>" * 400_000 + "x", Content_Type="text/html"))
    assert (shown.html, shown.text) == (None, "x")
    assert said == ["The formatting was too complex; this is the plain text."]


def remote_picture(bench: Bench) -> None:
    raw = mail('<img src="http://evil.example/p.gif" alt="logo">', Content_Type="text/html")
    shown, said = bench.seen(raw)
    assert shown.html == '<img alt="logo">'
    assert not shown.pictures
    assert said == ["Remote images blocked: 1. So nobody learns that this letter is read."]
    placed = with_places(shown.html, (), (), has_remote=True)
    assert placed == "<i>[remote image blocked: logo]</i>"


def markup_in_a_subject(bench: Bench) -> None:
    subject = '<img src="//host/share/x.png">'
    detail = bench.receive(mail(Subject=subject))
    assert detail.ticket.subject == subject
    assert plain_tooltip(subject).count("<img") == 0
