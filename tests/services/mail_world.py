"""Desks that get mail and answer it, with the post between them: simulated time, no sockets."""

from __future__ import annotations

import email
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from desktop.domain.clock import ManualClock
from desktop.jobs.send_mail import SendMail
from desktop.mail.imap import FetchedMail
from desktop.mail.parse import parse_mail
from desktop.mail.tls import Security, Server
from desktop.services.desk import Desk
from desktop.services.dispatch import Dispatch
from tests.mailboxes import add_connected_mailbox
from tests.services.mail_rig import FakeTransport

DAY = timedelta(days=1)
UNDO_TIME = timedelta(seconds=15)
SERVER = "mx.desk.example"
Answering = Callable[[bytes], list[tuple[str, bytes]]]
"""What stands behind an address: a mail in, (recipient, mail) out."""

TELLING = (
    "Auto-Submitted",
    "X-Auto-Response-Suppress",
    "X-DutyDesk-Instance",
    "In-Reply-To",
    "References",
)


class AnsweringDesk:
    """A desk with one mailbox that acknowledges, on a server that vouches for every sender."""

    def __init__(self, desk: Desk, clock: ManualClock, address: str, verdict: str = "pass") -> None:
        self.desk = desk
        self.clock = clock
        self.address = address
        self.transport = FakeTransport()
        self._verdict = verdict
        self._uid = 0
        desk.settings.set(None, "mail.acknowledge", True)
        desk.settings.set(None, "mail.authentication_server", SERVER)
        self.mailbox_id = add_connected_mailbox(desk, address, clock.now() - timedelta(days=1))

    def receive(self, raw: bytes, at_days: float = 0) -> int:
        """Take a mail in as fetching does; return the ticket it went to."""
        proof = f"Authentication-Results: {SERVER}; dmarc={self._verdict}\r\n".encode()
        raw = proof + raw
        self._uid += 1
        at = self.clock.now() + timedelta(days=at_days)
        fetched = FetchedMail(self._uid, 7, at, len(raw), raw, oversize=False)
        self.desk.intake.store(self.mailbox_id, [fetched])
        (raw_id,) = self.desk.intake.pending()
        (ticket_id,) = self.desk.intake.apply(raw_id, parse_mail(raw)).tickets
        return ticket_id

    def send(self) -> list[tuple[str, bytes]]:
        """Send what is due; return (recipient, mail)."""
        before = len(self.transport.delivered)
        SendMail(Dispatch(self.desk.database), _no_server, self.transport).run()
        return self.transport.delivered[before:]


@dataclass
class World:
    """Addresses and who answers there; mail takes one round of a minute.

    With `strips` a gateway takes away every header by which one machine knows another.
    """

    clock: ManualClock
    strips: bool = False
    desks: dict[str, AnsweringDesk] = field(default_factory=dict)
    robots: dict[str, Answering] = field(default_factory=dict)
    automatic: list[tuple[tuple[str, str], datetime]] = field(default_factory=list)
    """((from, to), when) of every mail that a desk sent by itself."""
    _travelling: list[tuple[str, bytes]] = field(default_factory=list)

    def post(self, to: str, raw: bytes) -> None:
        self._travelling.append((to, raw))

    def round(self) -> None:
        """Deliver what travels, let everybody answer, and let a minute pass."""
        arriving, self._travelling = self._travelling, []
        for to, raw in arriving:
            if to in self.desks:
                self.desks[to].receive(raw)
            elif to in self.robots:
                self._travelling += self.robots[to](raw)
        for address in {to for to, _ in arriving} & set(self.desks):
            for to, raw in self.desks[address].send():
                self.automatic.append(((address, to), self.clock.now()))
                self._travelling.append((to, _stripped(raw) if self.strips else raw))
        self.clock.advance(timedelta(minutes=1))

    def most_in_a_day(self) -> int:
        """Return the most automatic mails that one desk sent to one address in 24 hours."""
        return max(
            (
                sum(pair == other and at <= then < at + DAY for other, then in self.automatic)
                for pair, at in self.automatic
            ),
            default=0,
        )


def header(raw: bytes, name: str) -> str:
    """Return a header of a mail on one line."""
    return " ".join(str(email.message_from_bytes(raw)[name] or "").split())


def _stripped(raw: bytes) -> bytes:
    message = email.message_from_bytes(raw)
    for name in TELLING:
        del message[name]
    return message.as_bytes()


def _no_server(_: int) -> Server:
    return Server("smtp.desk.example", 465, Security.TLS, "support", "s3cret")
