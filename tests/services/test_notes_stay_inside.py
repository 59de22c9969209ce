"""C3: whatever is done with tickets, no word of a note ever leaves by SMTP."""

from __future__ import annotations

import os
import random
import ssl
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from functools import partial
from hashlib import sha256

import pytest
import trustme
from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes
from desktop.domain.clock import ManualClock
from desktop.domain.draft import DraftKind
from desktop.domain.errors import DeskError
from desktop.domain.ticket import Actor, Status
from desktop.jobs.send_mail import SendMail
from desktop.mail.outgoing import OutgoingFile
from desktop.mail.tls import Security, Server
from desktop.models.mail import Message
from desktop.services import stationery
from desktop.services.desk import Desk
from desktop.services.dispatch import Dispatch
from desktop.services.drafts import DraftText, Envelope
from desktop.services.replies import Reply
from desktop.services.rows_ticket import TicketDetail
from tests.mail.mails import mail
from tests.mail.smtp_sink import AnyPort, Inbox
from tests.services.mail_world import UNDO_TIME, AnsweringDesk

SEED = int.from_bytes(os.urandom(4))
CANARY = "Заметка-canary"
CLIENT = "ivan@customer.example"
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
def server(inbox: Inbox) -> Iterator[Server]:
    certificate = trustme.CA().issue_cert("127.0.0.1")
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    pem = certificate.cert_chain_pems[0].bytes().decode()
    pin = sha256(ssl.PEM_cert_to_DER_cert(pem)).hexdigest()
    controller = AnyPort(inbox, hostname="127.0.0.1", port=0, ssl_context=context)
    controller.start()
    yield Server("127.0.0.1", controller.port, Security.TLS, "", "", pin)
    controller.stop()


class Office:
    """A desk on which somebody does one thing after another, notes in between."""

    def __init__(self, desk: Desk, clock: ManualClock, anna: Actor, server: Server) -> None:
        self.chance = random.Random(SEED)
        self.done: Counter[str] = Counter()
        self.desk = desk
        self.clock = clock
        self.anna = anna
        self.place = AnsweringDesk(desk, clock, "support@desk.example")
        self.tickets: list[int] = []
        self.undoable: list[Changes] = []
        self._server = server
        self._letters = 0
        self._actions: dict[str, tuple[int, Callable[[], Changes | None]]] = {
            "letter": (4, self.letter),
            "note": (6, self.note),
            "call": (2, self.call),
            "reply": (6, partial(self.reply, forward=False)),
            "forward": (4, partial(self.reply, forward=True)),
            "schedule": (2, self.schedule),
            "draft": (2, self.draft_as_note_then_reply),
            "merge": (1, self.merge),
            "split": (1, self.split),
            "status": (2, self.status),
            "undo": (2, self.undo),
        }

    def act(self, count: int) -> None:
        self.letter()
        names = list(self._actions)
        weights = [weight for weight, _ in self._actions.values()]
        for name in self.chance.choices(names, weights, k=count):
            try:
                changes = self._actions[name][1]()
            except DeskError as refusal:
                self.done[f"{name}: {refusal.code}"] += 1
                continue
            self.done[name] += 1
            if changes is not None and changes.undo is not None:
                self.undoable.append(changes)
            self.clock.advance(timedelta(seconds=self.chance.choice([1, 20, 600])))
            self.send()
        self.clock.advance(timedelta(days=2))
        for _ in range(1 + count // 20):
            self.send()

    def send(self) -> None:
        self.desk.scheduled.send_due()
        SendMail(Dispatch(self.desk.database), lambda _: self._server).run()

    def any_ticket(self) -> int:
        return self.chance.choice(self.tickets)

    def detail(self) -> TicketDetail:
        return self.desk.tickets.detail(self.any_ticket())

    def secret(self) -> str:
        return f"{CANARY} {self.chance.random()}"

    def letter(self) -> None:
        self._letters += 1
        sender = self.chance.choice([CLIENT, "olga@other.example", "petr@third.example"])
        raw = mail(f"Letter {self._letters}", From=sender, Message_ID=f"<{self._letters}@x>")
        ticket = self.place.receive(raw)
        if ticket not in self.tickets:
            self.tickets.append(ticket)

    def note(self) -> Changes:
        files = (OutgoingFile(f"{CANARY}.txt", "text/plain", self.secret().encode()),)
        number = self.any_ticket()
        return self.desk.tickets.add_note(self.anna, number, self.secret(), files)

    def call(self) -> Changes:
        return self.desk.tickets.log_call(self.anna, self.any_ticket(), self.secret())

    def reply(self, *, forward: bool) -> Changes:
        detail = self.detail()
        return self.desk.replies.send(
            self.anna, detail.ticket.id, self.written(detail, forward=forward)
        )

    def written(self, detail: TicketDetail, *, forward: bool = False) -> Reply:
        """Return a letter as the composer makes it: with the quote, or what is passed on."""
        paper = self.desk.stationery.of_ticket(detail.ticket.id, self.anna.person_id)
        files: tuple[OutgoingFile, ...] = ()
        text = "Public words."
        if forward and paper.passed_on is not None:
            text = f"See below.\n\n{paper.passed_on.text}"
            found = [self.desk.viewing.file(number) for number, _ in paper.passed_on.attachments]
            files = tuple(OutgoingFile(f.name, f.media_type, f.content) for f in found)
        to = "vendor@third.example" if forward else detail.ticket.requester_email
        return Reply(
            text,
            (("", to),),
            bcc=(("", "lead@desk.example"),) if self.chance.random() < 0.3 else (),
            files=files,
            quote="" if forward else paper.quote,
            approved=frozenset({to, "lead@desk.example"}),
            anyway=True,
            is_forward=forward,
        )

    def schedule(self) -> Changes:
        detail = self.detail()
        at = self.clock.now() + timedelta(minutes=self.chance.choice([5, 90]))
        return self.desk.scheduled.put(
            self.anna, detail.ticket.id, replace(self.written(detail), files=()), at
        )

    def draft_as_note_then_reply(self) -> Changes:
        """Keep a note half written while a reply to the same ticket leaves."""
        detail = self.detail()
        half = DraftText(self.secret(), 3)
        self.desk.drafts.save(
            self.anna.person_id or 0, detail.ticket.id, DraftKind.NOTE, half, Envelope(), None
        )
        return self.desk.replies.send(self.anna, detail.ticket.id, self.written(detail))

    def merge(self) -> Changes | None:
        if len(self.tickets) < 3:
            return None
        one, other = self.chance.sample(self.tickets, 2)
        changes = self.desk.merging.merge(self.anna, [one], other)
        self.tickets.remove(one)
        return changes

    def split(self) -> Changes | None:
        incoming = [m.id for m in self.detail().messages if m.is_incoming]
        changes = self.desk.splitting.split(self.anna, self.chance.choice(incoming))
        self.tickets.extend(set(changes.tickets) - set(self.tickets))
        return changes

    def status(self) -> Changes:
        status = self.chance.choice([Status.OPEN, Status.WAITING_CUSTOMER, Status.SOLVED])
        return self.desk.tickets.set_status(self.anna, [self.any_ticket()], status)

    def undo(self) -> None:
        if self.undoable:
            changes = self.undoable.pop()
            if changes.undo is not None:
                self.desk.undo.undo(self.anna, changes.undo)


def leaked(inbox: Inbox) -> list[str]:
    """Return what left of notes, whatever encoding it wears."""
    found = []
    for envelope in inbox.mails:
        content = envelope.content
        assert isinstance(content, bytes)
        message = message_from_bytes(content)
        parts = [part.get_payload(decode=True) or b"" for part in message.walk()]
        text = b"\n".join(part for part in parts if isinstance(part, bytes)).decode(
            "utf-8", "replace"
        )
        found += [line for line in text.splitlines() if CANARY in line]
        if CANARY.encode() in content:
            found.append("in the bytes")
    return found


@pytest.fixture(params=[100, pytest.param(1_000, marks=pytest.mark.long)])
def actions(request: pytest.FixtureRequest) -> int:
    count: int = request.param
    return count


@on_sqlite
def test_no_word_of_a_note_leaves_whatever_is_done(
    desk: Desk, clock: ManualClock, anna: Actor, inbox: Inbox, server: Server, actions: int
) -> None:
    office = Office(desk, clock, anna, server)

    office.act(actions)

    print(f"seed {SEED}: {len(inbox.mails)} mails after {dict(office.done)}")  # noqa: T201
    assert leaked(inbox) == []
    assert office.done["note"] + office.done["call"] >= actions // 10
    assert len(inbox.mails) >= actions // 5


@on_sqlite
def test_a_letter_that_took_up_notes_is_noticed(
    desk: Desk,
    clock: ManualClock,
    anna: Actor,
    inbox: Inbox,
    server: Server,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The negative control: what is passed on is the newest entry, a note or not."""

    def newest(session: Session, ticket_id: int) -> Message | None:
        statement = select(Message).where(Message.ticket_id == ticket_id)
        return session.scalars(statement.order_by(Message.id.desc()).limit(1)).first()

    monkeypatch.setattr(stationery, "_last_public", newest)
    office = Office(desk, clock, anna, server)
    office.letter()
    office.note()
    office.reply(forward=True)
    clock.advance(UNDO_TIME)
    office.send()
    assert leaked(inbox)
