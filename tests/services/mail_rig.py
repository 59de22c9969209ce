"""A desk that can send: a mailbox, a ticket, and a mail server that answers as told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from desktop.domain.changes import Changes
from desktop.domain.errors import Unavailable
from desktop.domain.ticket import Actor
from desktop.jobs.send_mail import SendMail
from desktop.mail.smtp import Delivery, Fate
from desktop.mail.tls import Server
from desktop.services.desk import Desk
from desktop.services.dispatch import Dispatch
from desktop.services.mailbox_values import MailboxValues
from desktop.services.mailboxes import Mailboxes
from desktop.services.outbox import OutboxService
from desktop.services.replies import Reply
from desktop.services.rows_ticket import MessageRow
from desktop.services.tickets import ManualTicket
from desktop.system.secrets import KeyringSecrets

VALUES = MailboxValues(
    name="Support",
    address="support@desk.example",
    username="support",
    imap_host="imap.desk.example",
    smtp_host="smtp.desk.example",
)


class Crash(BaseException):
    """The process died here."""


@dataclass
class FakeTransport:
    """A server that gives each recipient the fate in `fates`, else accepts.

    `unavailable` is raised before the content, `crash_before` and `crash_after` die on either
    side of `before_data`; `meanwhile` runs between the content and the verdict. `most_bytes` is
    the largest mail it says to take.
    """

    fates: dict[str, tuple[Fate, int, str]] = field(default_factory=dict)
    unavailable: Unavailable | None = None
    crash_before: bool = False
    crash_after: bool = False
    meanwhile: Callable[[], None] | None = None
    most_bytes: int = 0
    delivered: list[tuple[str, bytes]] = field(default_factory=list)
    servers: list[Server] = field(default_factory=list)

    def __call__(
        self,
        server: Server,
        sender: str,
        recipients: Sequence[str],
        mime: bytes,
        *,
        before_data: Callable[[], None],
        on_limit: Callable[[int], None],
    ) -> tuple[Delivery, ...]:
        self.servers.append(server)
        if self.unavailable is not None:
            raise self.unavailable
        on_limit(self.most_bytes)
        if self.crash_before:
            raise Crash
        fates = {to: self.fates.get(to, (Fate.ACCEPTED, 250, "ok")) for to in recipients}
        refused = {Fate.PERMANENT, Fate.TEMPORARY}
        if any(fate not in refused for fate, _, _ in fates.values()):
            before_data()
            if self.crash_after:
                raise Crash
            if self.meanwhile is not None:
                self.meanwhile()
        taken = [to for to, (fate, _, _) in fates.items() if fate is Fate.ACCEPTED]
        self.delivered += [(to, mime) for to in taken]
        return tuple(Delivery(to, *fate) for to, fate in fates.items())


class MailRig:
    """One mailbox and what sends for it."""

    def __init__(self, desk: Desk, by: Actor) -> None:
        self.desk = desk
        self.by = by
        self.transport = FakeTransport()
        self.dispatch = Dispatch(desk.database)
        self.outbox = OutboxService(desk.database)
        secrets = KeyringSecrets("tests", find=lambda: None)
        self.mailboxes = Mailboxes(desk.database, secrets)
        self.mailbox_id = self.mailboxes.add(by, VALUES, "s3cret").created or 0

    def reply(self, *to: str) -> int:
        """Answer a new ticket and return its number."""
        (ticket_id,) = self.reply_changes(*to).tickets
        return ticket_id

    def reply_changes(self, *to: str) -> Changes:
        """Answer a new ticket and return what the command said."""
        people = to or ("ivan@customer.example",)
        ticket_id = self.desk.tickets.create(
            self.by, ManualTicket("Printer", "Does not print", requester_email=people[0])
        ).created
        assert ticket_id is not None
        seen = self.desk.tickets.detail(ticket_id).messages[-1].id
        answer = Reply(
            "It prints again.",
            tuple(("", to) for to in people),
            seen_message_id=seen,
            approved=frozenset(people),
        )
        return self.desk.replies.send(self.by, ticket_id, answer)

    def reply_again(self, ticket_id: int, *to: str) -> None:
        """Answer the same ticket once more."""
        people = tuple(("", address) for address in to)
        self.desk.replies.send(
            self.by, ticket_id, Reply("Again.", people, anyway=True, approved=frozenset(to))
        )

    def send(self) -> None:
        """Let the job do a round."""
        SendMail(self.dispatch, self.mailboxes.outgoing_server, self.transport).run()

    def answer(self, ticket_id: int) -> MessageRow:
        """Return the reply as the conversation shows it."""
        return self.desk.tickets.detail(ticket_id).messages[-1]

    def needs_action(self, ticket_id: int) -> bool:
        """Say whether a failed delivery calls for somebody."""
        return self.desk.tickets.detail(ticket_id).delivery_failed
