"""Mailboxes: setting them up, their passwords, and when each is to be looked into next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused, Unavailable
from desktop.domain.ticket import Actor
from desktop.mail import smtp
from desktop.mail.imap import open_folder
from desktop.mail.tls import Server
from desktop.models.database import Database
from desktop.models.mail import Mailbox, MailboxKind, RawMail
from desktop.services.mailbox_values import (
    MAX_LOGIN_FAILURES,
    MailboxRow,
    MailboxValues,
    row_of,
    values_of,
    write_error,
)
from desktop.system.secrets import Secrets

CHECK_EVERY = timedelta(minutes=1)
FIRST_RETRY = timedelta(seconds=5)
LAST_RETRY = timedelta(minutes=5)
UIDVALIDITY_SPAN = 2**32
"""One more than the greatest UIDVALIDITY there is (RFC 3501)."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A mailbox that is due: which folder to read, from where on."""

    mailbox_id: int
    values: MailboxValues
    uidvalidity: int
    last_uid: int


class Mailboxes:
    """The team's mailboxes. Records are shared; passwords stay in this computer's keyring."""

    def __init__(self, database: Database, secrets: Secrets) -> None:
        self._database = database
        self._secrets = secrets

    def all(self) -> tuple[MailboxRow, ...]:
        """Return every mailbox read by IMAP, in the order they were added."""
        statement = select(Mailbox).where(Mailbox.kind == MailboxKind.IMAP).order_by(Mailbox.id)
        with self._database.read() as session:
            return tuple(row_of(mailbox) for mailbox in session.scalars(statement))

    def get(self, mailbox_id: int) -> MailboxRow:
        """Return one mailbox.

        Raises:
            NotFound: there is none with this id.
        """
        with self._database.read() as session:
            return row_of(_found(session, mailbox_id))

    def add(self, by: Actor, values: MailboxValues, password: str) -> Changes:
        """Set up a mailbox; mail it received before now is history (contracts.md).

        Raises:
            Refused: `mailbox.exists` (fact: name), or as `MailboxValues.checked`.
        """
        values = values.checked()
        with self._database.write() as session:
            _refuse_second(session, values, own_id=None)
            now = self._database.now(session)
            mailbox = Mailbox(
                kind=MailboxKind.IMAP, connected_at=now, next_check_at=now, **values.columns()
            )
            session.add(mailbox)
            session.flush()
            mailbox_id = mailbox.id
            changes = Changes.of(Topic.MAILBOXES, created=mailbox_id)
            self._database.announce(session, changes)
        self._secrets.set(_secret(mailbox_id), password)
        return changes

    def edit(
        self,
        by: Actor,
        mailbox_id: int,
        values: MailboxValues,
        *,
        version: int,
        password: str | None = None,
    ) -> Changes:
        """Change a mailbox and try again at once; None keeps the password.

        Another account or folder is read from its first mail on; what is older is history.

        Raises:
            ChangedMeanwhile, NotFound, Refused: as `add`.
        """
        values = values.checked()
        if password is not None:
            self._secrets.set(_secret(mailbox_id), password)
        with self._database.write() as session:
            mailbox = _found(session, mailbox_id)
            if mailbox.version != version:
                raise ChangedMeanwhile(noun="mailbox", id=mailbox_id)
            _refuse_second(session, values, own_id=mailbox_id)
            if _place(values) != _place(values_of(mailbox)):
                _begin_anew(session, mailbox, self._database.now(session))
            for name, value in values.columns().items():
                setattr(mailbox, name, value)
            mailbox.version += 1
            return self._try_again(session, mailbox)

    def set_enabled(self, by: Actor, mailbox_id: int, enabled: bool) -> Changes:
        """Begin or stop looking into a mailbox; what it brought stays.

        Raises:
            NotFound: there is none with this id.
        """
        with self._database.write() as session:
            mailbox = _found(session, mailbox_id)
            mailbox.is_enabled = enabled
            return self._try_again(session, mailbox)

    def check_now(self, by: Actor, mailbox_id: int) -> Changes:
        """Make a mailbox due now, and end its pause: somebody has set the password right.

        Raises:
            NotFound: there is none with this id.
        """
        with self._database.write() as session:
            return self._try_again(session, _found(session, mailbox_id))

    def check_all_now(self) -> Changes:
        """Make every mailbox due now; one that is paused stays so."""
        with self._database.write() as session:
            session.execute(
                update(Mailbox)
                .where(Mailbox.kind == MailboxKind.IMAP)
                .values(next_check_at=self._database.now(session))
                .execution_options(synchronize_session=False)
            )
            return self._database.announce(session, Changes.of(Topic.MAILBOXES))

    def try_connection(self, values: MailboxValues, password: str | None, mailbox_id: int) -> None:
        """Log in at both servers and look into the folder, changing nothing anywhere.

        Without a `password` the one kept for `mailbox_id` is used (0: none is kept).

        Raises:
            Refused: as `MailboxValues.checked`.
            Unavailable: what the servers, the network or the keyring say.
        """
        values = values.checked()
        secret = self._password(mailbox_id, values.name) if password is None else password
        with open_folder(values.incoming(secret), values.folder):
            pass
        smtp.check_account(values.outgoing(secret))

    def incoming_server(self, visit: Visit) -> Server:
        """Return where to read a mailbox.

        Raises:
            Unavailable: `mail.no_password` (fact: mailbox).
        """
        return visit.values.incoming(self._password(visit.mailbox_id, visit.values.name))

    def outgoing_server(self, mailbox_id: int) -> Server:
        """Return where to send the mail of a mailbox.

        Raises:
            NotFound: there is none with this id.
            Unavailable: `mail.no_password` (fact: mailbox).
        """
        values = self.get(mailbox_id).values
        return values.outgoing(self._password(mailbox_id, values.name))

    def visit(self, mailbox_id: int) -> Visit | None:
        """Return what to read now; None while it is off, paused, gone or not due."""
        with self._database.read() as session:
            mailbox = session.get(Mailbox, mailbox_id)
            if mailbox is None:
                return None
            due_at = _next_check_at(mailbox)
            if due_at is None or due_at > self._database.now(session):
                return None
            return Visit(mailbox.id, values_of(mailbox), mailbox.uidvalidity, mailbox.last_uid)

    def next_in(self, mailbox_id: int) -> timedelta | None:
        """Return how long until a mailbox is due; None while it is off, paused or gone."""
        with self._database.read() as session:
            mailbox = session.get(Mailbox, mailbox_id)
            due_at = None if mailbox is None else _next_check_at(mailbox)
            if due_at is None:
                return None
            return max(timedelta(), due_at - self._database.now(session))

    def succeeded(self, mailbox_id: int) -> Changes:
        """Note that a mailbox was read to its end."""
        with self._database.write() as session:
            mailbox = _found(session, mailbox_id)
            recovered = mailbox.failed_since is not None
            now = self._database.now(session)
            _forget_failures(mailbox)
            mailbox.checked_at = now
            mailbox.next_check_at = now + CHECK_EVERY
            changes = Changes.of(Topic.MAILBOXES) if recovered else Changes()
            return self._database.announce(session, changes)

    def failed(self, mailbox_id: int, error: Unavailable) -> Changes:
        """Note why a mailbox could not be read; the next try waits from 5 s up to 5 min.

        After three refused passwords nobody tries any more until `check_now` or `edit`.
        """
        with self._database.write() as session:
            mailbox = _found(session, mailbox_id)
            now = self._database.now(session)
            pause = min(FIRST_RETRY * 2 ** min(mailbox.failures, 10), LAST_RETRY)
            mailbox.failures += 1
            mailbox.auth_failures += error.code == "mail.auth_rejected"
            mailbox.failed_since = mailbox.failed_since or now
            mailbox.last_error = write_error(error)
            mailbox.next_check_at = now + pause
            return self._database.announce(session, Changes.of(Topic.MAILBOXES))

    def _try_again(self, session: Session, mailbox: Mailbox) -> Changes:
        _forget_failures(mailbox)
        mailbox.next_check_at = self._database.now(session)
        session.flush()
        return self._database.announce(session, Changes.of(Topic.MAILBOXES))

    def _password(self, mailbox_id: int, name: str) -> str:
        password = self._secrets.get(_secret(mailbox_id))
        if password is None:
            raise Unavailable("mail.no_password", mailbox=name)
        return password


def _secret(mailbox_id: int) -> str:
    return f"mailbox:{mailbox_id}"


def _found(session: Session, mailbox_id: int) -> Mailbox:
    mailbox = session.get(Mailbox, mailbox_id)
    if mailbox is None or mailbox.kind is not MailboxKind.IMAP:
        raise NotFound(noun="mailbox", id=mailbox_id)
    return mailbox


def _refuse_second(session: Session, values: MailboxValues, own_id: int | None) -> None:
    """Two mailboxes on one folder would make every mail two tickets."""
    statement = select(Mailbox).where(
        Mailbox.kind == MailboxKind.IMAP, func.lower(Mailbox.imap_host) == values.imap_host.lower()
    )
    for other in session.scalars(statement):
        if other.id != own_id and _place(values_of(other)) == _place(values):
            raise Refused("mailbox.exists", name=other.name)


def _place(values: MailboxValues) -> tuple[str, str, str]:
    return values.imap_host.lower(), values.username.lower(), values.folder


def _next_check_at(mailbox: Mailbox) -> datetime | None:
    if not mailbox.is_enabled or mailbox.auth_failures >= MAX_LOGIN_FAILURES:
        return None
    return mailbox.next_check_at


def _forget_failures(mailbox: Mailbox) -> None:
    mailbox.failures = mailbox.auth_failures = 0
    mailbox.failed_since = mailbox.last_error = None


def _begin_anew(session: Session, mailbox: Mailbox, now: datetime) -> None:
    """Forget the cursor of the old place, and keep its mails apart from those of the new one.

    Two servers may count from the same UIDVALIDITY: the old mails' is moved below zero.
    """
    mailbox.uidvalidity = mailbox.last_uid = 0
    mailbox.connected_at = now
    lowest = session.execute(
        select(func.min(RawMail.uidvalidity)).where(RawMail.mailbox_id == mailbox.id)
    ).scalar_one()
    session.execute(
        update(RawMail)
        .where(RawMail.mailbox_id == mailbox.id, RawMail.uidvalidity > 0)
        .values(uidvalidity=RawMail.uidvalidity + min(lowest or 0, 0) - UIDVALIDITY_SPAN)
        .execution_options(synchronize_session=False)
    )
