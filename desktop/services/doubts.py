"""Mail in doubt: looked for in the Sent folder until it is found, or a person is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from sqlalchemy import ColumnElement, and_, func, select, update
from sqlalchemy.orm import Session, defer

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.errors import NotFound, Refused, Unavailable
from desktop.domain.ticket import Actor, Source
from desktop.mail.imap import open_folder
from desktop.mail.tls import Server
from desktop.models.database import Database
from desktop.models.outbox import Outbox, OutboxKind, OutboxState, RecipientState
from desktop.services import delivery, delivery_flag
from desktop.services.mailboxes import Mailboxes, Visit

WAITS: Final = (timedelta(minutes=2), timedelta(minutes=8), timedelta(minutes=50))
"""Before each look: 2, 10 and 60 minutes after the connection broke (reliability.md 2.2)."""

_URGENT: Final = (OutboxKind.ALERT, OutboxKind.ESCALATION)
_BY_ITSELF: Final = Actor(None, Source.JOB)
_MOST: Final = 20


class SentFolder(Protocol):
    """What a look needs of an open folder; `mail.imap.ImapFolder`, or a fake in tests."""

    def holds(self, message_id: str) -> bool: ...
    def sent_folders(self) -> Sequence[str]: ...
    def another(self, folder: str) -> SentFolder: ...


Opener = Callable[[Server, str], AbstractContextManager[SentFolder]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mail that may have been sent."""

    outbox_id: int
    mailbox_id: int
    message_id: str


class Doubts:
    """Settles what can be settled by looking; nothing is ever sent twice by it but an alert."""

    def __init__(
        self, database: Database, mailboxes: Mailboxes, opener: Opener = open_folder
    ) -> None:
        self._database = database
        self._mailboxes = mailboxes
        self._open = opener

    def due(self) -> tuple[Doubt, ...]:
        """Return the mails to look for now; one that is newly in doubt waits two minutes."""
        with self._database.write() as session:
            now = self._database.now(session)
            session.execute(
                update(Outbox)
                .where(_in_doubt(), Outbox.looked_up == 0, Outbox.look_up_at.is_(None))
                .values(look_up_at=now + WAITS[0])
                .execution_options(synchronize_session=False)
            )
            statement = (
                select(Outbox.id, Outbox.mailbox_id, Outbox.message_id)
                .where(_in_doubt(), Outbox.look_up_at <= now)
                .order_by(Outbox.look_up_at, Outbox.id)
                .limit(_MOST)
            )
            return tuple(Doubt(*row) for row in session.execute(statement))

    def next_in(self) -> timedelta | None:
        """Return how long until the next look is due; None when none is."""
        statement = select(func.min(Outbox.look_up_at)).where(_in_doubt())
        with self._database.read() as session:
            at = session.execute(statement).scalar_one()
            return None if at is None else max(timedelta(), at - self._database.now(session))

    def look(self, doubt: Doubt) -> Changes:
        """Look into Sent and into the mailbox itself, and write down what was found.

        Found: sent. Not found for the third time: an alert is sent again, for a second one is
        better than none; anything else waits for a person. Nothing was learnt while the server
        cannot be reached: the next look is as far off as this one was.
        """
        try:
            is_there = self._is_there(doubt)
        except Unavailable:
            return self._put_off(doubt)
        return self._found(_BY_ITSELF, doubt) if is_there else self._missed(doubt)

    def look_now(self, by: Actor, outbox_id: int) -> Changes:
        """Look because a person asks.

        Raises:
            NotFound: no such mail.
            Refused: `outbox.settled`, or `outbox.not_in_sent`: it is not there (yet).
            Unavailable: what the server or the keyring says.
        """
        with self._database.read() as session:
            row = session.execute(
                select(Outbox.mailbox_id, Outbox.message_id, Outbox.state).where(
                    Outbox.id == outbox_id
                )
            ).one_or_none()
        if row is None:
            raise NotFound(noun="outbox", id=outbox_id)
        if row[2] is not OutboxState.IN_DOUBT:
            raise Refused("outbox.settled", state=row[2].value)
        doubt = Doubt(outbox_id, row[0], row[1])
        if not self._is_there(doubt):
            raise Refused("outbox.not_in_sent")
        return self._found(by, doubt)

    def _is_there(self, doubt: Doubt) -> bool:
        mailbox = self._mailboxes.get(doubt.mailbox_id)
        server = self._mailboxes.incoming_server(Visit(mailbox.id, mailbox.values, (), None))
        with self._open(server, mailbox.values.folder) as folder:
            if folder.holds(doubt.message_id):
                return True
            names = folder.sent_folders()
            return any(folder.another(name).holds(doubt.message_id) for name in names)

    def _found(self, by: Actor, doubt: Doubt) -> Changes:
        with self._database.write() as session:
            row = _locked(session, doubt)
            if row is None:
                return NOTHING  # somebody settled it meanwhile
            now = self._database.now(session)
            delivery.move(session, [row.id], [RecipientState.IN_DOUBT], RecipientState.ACCEPTED)
            delivery.settle(session, row, now)
            return self._told(session, row, by, now)

    def _missed(self, doubt: Doubt) -> Changes:
        with self._database.write() as session:
            row = _locked(session, doubt)
            if row is None:
                return NOTHING
            now = self._database.now(session)
            row.looked_up += 1
            left = WAITS[row.looked_up :]
            row.look_up_at = now + left[0] if left else None
            if left or row.kind not in _URGENT:
                return NOTHING  # the ticket needs action since the mail came in doubt
            delivery.move(session, [row.id], [RecipientState.IN_DOUBT], RecipientState.WAITING)
            delivery.settle(session, row, now)
            row.not_before = now
            return self._told(session, row, _BY_ITSELF, now)

    def _put_off(self, doubt: Doubt) -> Changes:
        with self._database.write() as session:
            row = _locked(session, doubt)
            if row is not None:
                wait = WAITS[min(row.looked_up, len(WAITS) - 1)]
                row.look_up_at = self._database.now(session) + wait
            return NOTHING

    def _told(self, session: Session, row: Outbox, by: Actor, now: datetime) -> Changes:
        row.look_up_at = None
        session.flush()
        delivery_flag.refresh(session, row.ticket_id, by, now)
        tickets = [] if row.ticket_id is None else [row.ticket_id]
        changes = Changes.of(Topic.OUTBOX, Topic.TICKETS, tickets=tickets)
        return self._database.announce(session, changes)


def _in_doubt() -> ColumnElement[bool]:
    return and_(Outbox.state == OutboxState.IN_DOUBT, Outbox.lease_owner.is_(None))


def _locked(session: Session, doubt: Doubt) -> Outbox | None:
    """Return the mail, its ticket locked before it; None when it is in doubt no more."""
    ticket_id = session.execute(
        select(Outbox.ticket_id).where(Outbox.id == doubt.outbox_id)
    ).scalar_one_or_none()
    delivery_flag.lock_ticket(session, ticket_id)
    return session.execute(
        select(Outbox)
        .where(Outbox.id == doubt.outbox_id, _in_doubt())
        .with_for_update()
        .options(defer(Outbox.mime))
    ).scalar_one_or_none()
