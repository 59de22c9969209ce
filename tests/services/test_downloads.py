"""Of a large mail the beginning comes at once, and the whole when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.mail.imap import FetchedMail
from desktop.mail.parse import parse_mail
from desktop.mail.tls import Server
from desktop.models.mail import RawMail
from desktop.services.desk import Desk
from desktop.services.downloads import Downloads
from desktop.services.mailboxes import Mailboxes
from desktop.services.rows import TicketQuery, View
from desktop.system.secrets import KeyringSecrets
from tests.mail.mails import multipart
from tests.services.mail_rig import VALUES

WHOLE = multipart(
    ("Content-Type: text/plain", "See the end: zanzibar\n"),
    ("Content-Type: text/csv\nContent-Disposition: attachment; filename=data.csv", "a,b\n" * 400),
)


class Large:
    """A desk that has the beginning of a mail whose whole is on a server."""

    def __init__(self, desk: Desk, clock: ManualClock, by: Actor) -> None:
        self.desk = desk
        self.uidvalidity = 7
        self.on_server: bytes | None = WHOLE
        mailboxes = Mailboxes(desk.database, KeyringSecrets("tests", find=lambda: None))
        mailbox_id = mailboxes.add(by, VALUES, "x").created or 0
        start = WHOLE[: WHOLE.index(b"See the end") + 8]
        fetched = FetchedMail(3, 7, clock.now(), len(WHOLE), start, oversize=True)
        desk.intake.store(mailbox_id, [fetched])
        (raw_id,) = desk.intake.pending()
        desk.intake.apply(raw_id, parse_mail(start))
        (row,) = desk.tickets.page(TicketQuery(View.EVERYTHING)).rows
        self.ticket_id = row.id
        self.message_id = desk.tickets.detail(row.id).messages[0].id
        self.downloads = Downloads(desk.database, mailboxes, self._open)

    @contextmanager
    def _open(self, server: Server, folder: str) -> Iterator[Large]:
        assert (server.host, folder) == ("imap.desk.example", "INBOX")
        yield self

    def whole(self, uid: int) -> FetchedMail | None:
        if self.on_server is None:
            return None
        return FetchedMail(uid, 7, None, len(self.on_server), self.on_server, oversize=False)


@pytest.fixture
def large(desk: Desk, clock: ManualClock, anna: Actor) -> Large:
    return Large(desk, clock, anna)


def test_the_whole_takes_the_place_of_the_beginning(desk: Desk, large: Large, anna: Actor) -> None:
    before = desk.tickets.detail(large.ticket_id).messages[0]
    assert any(note.startswith("oversize") for note in before.notes)
    changes = large.downloads.fetch(anna, large.message_id)
    assert large.ticket_id in changes.tickets
    after = desk.tickets.detail(large.ticket_id).messages[0]
    assert "zanzibar" in after.text
    assert [file.name for file in after.attachments] == ["data.csv"]
    assert not any(note.startswith("oversize") for note in after.notes)
    assert after.raw_id is not None
    assert desk.intake.raw(after.raw_id) == WHOLE
    found = desk.tickets.page(TicketQuery(View.EVERYTHING, text="zanzibar")).rows
    assert [row.id for row in found] == [large.ticket_id]
    with pytest.raises(Refused, match=r"download\.is_whole"):
        large.downloads.fetch(anna, large.message_id)


def test_a_mail_that_left_the_server_keeps_its_beginning(
    desk: Desk, large: Large, anna: Actor
) -> None:
    large.on_server = None
    with pytest.raises(Refused, match=r"download\.gone"):
        large.downloads.fetch(anna, large.message_id)
    large.on_server, large.uidvalidity = WHOLE, 8  # another mail may have the number now
    with pytest.raises(Refused, match=r"download\.gone"):
        large.downloads.fetch(anna, large.message_id)
    with desk.database.read() as session:
        assert session.scalars(select(RawMail.is_oversize)).all() == [True]


def test_a_message_that_is_not_there_is_named(large: Large, anna: Actor) -> None:
    with pytest.raises(NotFound):
        large.downloads.fetch(anna, 4711)
