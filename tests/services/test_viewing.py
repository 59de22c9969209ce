"""Messages for people's eyes: harmless HTML, folded quotes, and the bytes of files."""

from __future__ import annotations

import base64
import hashlib
from email.message import EmailMessage

import pytest

from desktop.domain.errors import NotFound
from desktop.domain.ticket import Actor, MessageKind
from desktop.mail.parse import parse_mail
from desktop.models.mail import Mailbox, MailboxKind, RawMail, RawState
from desktop.services.desk import Desk
from desktop.services.messages import NewAttachment, NewMessage, add_message
from desktop.services.tickets import ManualTicket

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="
)


@pytest.fixture
def ticket_id(desk: Desk, anna: Actor) -> int:
    created = desk.tickets.create(anna, ManualTicket("Printer", "")).created
    assert created is not None
    return created


def write(desk: Desk, ticket_id: int, text: str, html: str | None = None, **more: object) -> int:
    with desk.database.write() as session:
        message = NewMessage(
            ticket_id=ticket_id,
            kind=MessageKind.PUBLIC,
            is_incoming=True,
            at=desk.database.now(session),
            text=text,
            html=html,
            **more,  # type: ignore[arg-type]
        )
        return add_message(session, message)


def receive(desk: Desk, ticket_id: int, mail: EmailMessage) -> int:
    """Store a mail as it came, with the message that reading it gives."""
    raw = bytes(mail)
    found = parse_mail(raw)
    with desk.database.write() as session:
        mailbox = Mailbox(kind=MailboxKind.IMPORT, name="import")
        session.add(mailbox)
        session.flush()
        record = RawMail(
            mailbox_id=mailbox.id,
            uidvalidity=0,
            uid=1,
            sha256=hashlib.sha256(raw).hexdigest(),
            size=len(raw),
            received_at=desk.database.now(session),
            stored_at=desk.database.now(session),
            state=RawState.DONE,
            body=raw,
        )
        session.add(record)
        session.flush()
        raw_id = record.id
    files = tuple(
        NewAttachment(file.name, file.media_type, file.size, file.sha256, file.cid, file.part)
        for file in found.attachments
    )
    return write(desk, ticket_id, found.text, found.html, raw_id=raw_id, attachments=files)


def illustrated() -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "it@nord.example"
    mail["Subject"] = "Printer"
    mail.set_content("See the picture")
    mail.add_alternative('<p>See <img src="cid:one@nord"></p>', subtype="html")
    mail.get_payload()[1].add_related(PNG, "image", "png", cid="<one@nord>")  # type: ignore[union-attr,index]
    mail.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="report.csv")
    return mail


def test_html_loses_what_could_run_or_load(desk: Desk, ticket_id: int) -> None:
    html = '<p onclick="x()">Hello<script>x()</script><img src="https://evil.example/p.png"></p>'

    shown = desk.viewing.message(write(desk, ticket_id, "Hello", html))

    assert shown.html is not None
    assert "Hello" in shown.html
    assert "script" not in shown.html
    assert "onclick" not in shown.html
    assert "evil.example" not in shown.html


def test_own_pictures_come_from_the_mail_as_it_came(desk: Desk, ticket_id: int) -> None:
    shown = desk.viewing.message(receive(desk, ticket_id, illustrated()))

    assert dict(shown.pictures) == {"one@nord": PNG}


def test_picture_of_another_message_is_not_served(desk: Desk, ticket_id: int) -> None:
    receive(desk, ticket_id, illustrated())

    shown = desk.viewing.message(write(desk, ticket_id, "x", '<img src="cid:one@nord">'))

    assert not shown.pictures
    assert "cid:" not in (shown.html or "")


def test_indented_last_words_are_not_folded_away(desk: Desk, ticket_id: int) -> None:
    text = "It prints:\n\nPC LOAD LETTER\n\n-- \nTom Field"
    html = "<p>It prints:</p><blockquote>PC LOAD LETTER</blockquote>"

    shown = desk.viewing.message(write(desk, ticket_id, text, html))

    assert shown.own_text == "It prints:\n\nPC LOAD LETTER"
    assert shown.own_html is None


def test_forwarded_mail_is_shown_whole(desk: Desk, ticket_id: int) -> None:
    text = "Look\n\nFrom: Bank <b@bank.example>\nSent: today\nSubject: Refused\n\nCode 17"

    shown = desk.viewing.message(write(desk, ticket_id, text, subject="FW: Refused"))

    assert not shown.has_quote


def test_quote_at_the_end_is_folded_in_text_and_html(desk: Desk, ticket_id: int) -> None:
    text = "Thanks!\n\nOn Mon, 23 Nov 2026 at 09:20, Anna wrote:\n> It prints again.\n"
    html = "<p>Thanks!</p><blockquote><p>It <b>prints</b> again.</p></blockquote><br>"

    shown = desk.viewing.message(write(desk, ticket_id, text, html))

    assert shown.has_quote
    assert shown.own_text == "Thanks!"
    assert shown.own_html == "<p>Thanks!</p>"
    assert "prints" in (shown.html or "")


def test_quote_in_the_middle_stays_with_its_answer(desk: Desk, ticket_id: int) -> None:
    text = "On Mon, 23 Nov 2026 at 09:20, Anna wrote:\n> Which printer?\nThe second one.\n"
    html = "<blockquote>Which printer?</blockquote><p>The second one.</p>"

    shown = desk.viewing.message(write(desk, ticket_id, text, html))

    assert "second" in shown.own_text
    assert shown.own_html is None or "second" in shown.own_html


def test_empty_quotes_do_not_make_reading_slow(desk: Desk, ticket_id: int) -> None:
    html = "<blockquote></blockquote>" * 400 + "end"

    assert desk.viewing.message(write(desk, ticket_id, "end\n\n> x", html)).own_html is None


def test_file_of_an_incoming_mail_is_read_from_it(desk: Desk, ticket_id: int) -> None:
    message_id = receive(desk, ticket_id, illustrated())
    message = next(m for m in desk.tickets.detail(ticket_id).messages if m.id == message_id)
    report = next(file for file in message.attachments if file.name == "report.csv")

    found = desk.viewing.file(report.id)

    assert (found.name, found.media_type, found.content) == ("report.csv", "text/csv", b"a,b\n")


def test_file_of_our_own_is_read_from_the_database(desk: Desk, ticket_id: int) -> None:
    own = NewAttachment("log.txt", "text/plain", 3, "0" * 64, content=b"log")
    write(desk, ticket_id, "see the log", attachments=(own,))

    file = desk.tickets.detail(ticket_id).messages[-1].attachments[0]

    assert desk.viewing.file(file.id).content == b"log"


def test_what_is_gone_is_said(desk: Desk, ticket_id: int) -> None:
    lost = NewAttachment("log.txt", "text/plain", 3, "0" * 64, part=7)
    write(desk, ticket_id, "see the log", attachments=(lost,))
    file = desk.tickets.detail(ticket_id).messages[-1].attachments[0]

    with pytest.raises(NotFound):
        desk.viewing.file(file.id)
    with pytest.raises(NotFound):
        desk.viewing.file(99)
    with pytest.raises(NotFound):
        desk.viewing.message(99)
