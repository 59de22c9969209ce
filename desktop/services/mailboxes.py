"""Mailboxes: setting them up, their passwords, and when each is to be looked into next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import ChangedMeanwhile, NotFound, Refused, Unavailable
from desktop.domain.mail_login import Login
from desktop.domain.ticket import Actor
from desktop.mail import smtp
from desktop.mail.access_tokens import AccessTokens
from desktop.mail.imap import open_folder
from desktop.mail.oauth import Grant
from desktop.mail.tls import Server
from desktop.models.database import Database
from desktop.models.mail import Mailbox, MailboxKind
from desktop.services import mailbox_folders
from desktop.services.mailbox_folders import Place, family, place_of, rows_of
from desktop.services.mailbox_values import (
    MAX_LOGIN_FAILURES,
    MailboxRow,
    MailboxValues,
    row_of,
    values_of,
    write_error,
)
from desktop.system.logs import redactor
from desktop.system.secrets import Secrets

CHECK_EVERY = timedelta(minutes=1)
FIRST_RETRY = timedelta(seconds=5)
LAST_RETRY = timedelta(minutes=5)
COMPARE_EVERY = timedelta(hours=24)
COMPARED_SPAN = timedelta(days=3)
FINAL = frozenset({"mail.sign_in_ended"})
"""What no second try can mend: it pauses at once."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A mailbox that is due: which folders to read, from where on.

    From the day `compare_since` on they are to be compared with what is stored; None while that
    is not due (reliability.md B5).
    """

    mailbox_id: int
    values: MailboxValues
    places: tuple[Place, ...]
    compare_since: date | None


class Mailboxes:
    """The team's mailboxes. Records are shared; passwords stay in this computer's keyring.

    Of an account that signs in at a provider the keyring holds the refresh token, which stands
    wherever a password is asked for here.
    """

    def __init__(
        self, database: Database, secrets: Secrets, tokens: AccessTokens | None = None
    ) -> None:
        self._database = database
        self._secrets = secrets
        self._tokens = tokens or AccessTokens()

    def all(self) -> tuple[MailboxRow, ...]:
        """Return every mailbox read by IMAP, in the order they were added."""
        statement = select(Mailbox).where(
            Mailbox.kind.in_((MailboxKind.IMAP, MailboxKind.FOLDER)),
            or_(Mailbox.parent_id.is_(None), Mailbox.is_enabled.is_(True)),
        )
        with self._database.read() as session:
            return tuple(row_of(rows) for rows in _families(session.scalars(statement)))

    def get(self, mailbox_id: int) -> MailboxRow:
        """Return one mailbox.

        Raises:
            NotFound: there is none with this id.
        """
        with self._database.read() as session:
            _found(session, mailbox_id)
            return row_of(rows_of(session, mailbox_id))

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
            mailbox_folders.keep(session, mailbox, values.more_folders, now)
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
            old, now = values_of(rows_of(session, mailbox_id)), self._database.now(session)
            if _account(values) != _account(old):
                for row in session.scalars(select(Mailbox).where(family(mailbox_id))):
                    mailbox_folders.begin_anew(session, row, now)
            elif values.folder != old.folder:
                mailbox_folders.begin_anew(session, mailbox, now)
            mailbox_folders.keep(session, mailbox, values.more_folders, now)
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
        """Log in at both servers and look into the folders, changing nothing anywhere.

        Without a `password` the one kept for `mailbox_id` is used (0: none is kept).

        Raises:
            Refused: as `MailboxValues.checked`.
            Unavailable: what the servers, the network or the keyring say.
        """
        values = values.checked()
        secret = self._credential(mailbox_id, values, password)
        with open_folder(values.incoming(secret), values.folder) as folder:
            for name in values.more_folders:
                folder.another(name)
        smtp.check_account(values.outgoing(secret))

    def incoming_server(self, visit: Visit) -> Server:
        """Return where to read a mailbox; asks the provider for a token where that is due.

        Raises:
            Unavailable: `mail.no_password`, `mail.not_signed_in` (fact: mailbox), or as
                `oauth.refresh`.
        """
        return visit.values.incoming(self._credential(visit.mailbox_id, visit.values))

    def outgoing_server(self, mailbox_id: int) -> Server:
        """Return where to send the mail of a mailbox.

        Raises:
            NotFound: there is none with this id.
            Unavailable: as `incoming_server`.
        """
        values = self.get(mailbox_id).values
        return values.outgoing(self._credential(mailbox_id, values))

    def signed_in(self, grant: Grant) -> str:
        """Take what a sign-in brought; return what stands for the password from now on."""
        redactor.hide(grant.access_token)
        redactor.hide(grant.refresh_token)
        return self._tokens.keep(grant)

    def visit(self, mailbox_id: int, *, is_called: bool = False) -> Visit | None:
        """Return what to read now; None while it is off, paused, gone or not due.

        `is_called`: the server said that there is mail, so it is due.
        """
        with self._database.read() as session:
            mailbox = session.get(Mailbox, mailbox_id)
            if mailbox is None:
                return None
            due_at, now = _next_check_at(mailbox), self._database.now(session)
            if due_at is None or (due_at > now and not is_called):
                return None
            rows = rows_of(session, mailbox_id)
            return Visit(
                mailbox.id,
                values_of(rows),
                tuple(place_of(row) for row in rows),
                (now - COMPARED_SPAN).date() if _is_comparison_due(rows, now) else None,
            )

    def compare_now(self, by: Actor, mailbox_id: int) -> Changes:
        """Make a mailbox due now, and have it compared with the server in the same round.

        Raises:
            NotFound: there is none with this id.
        """
        with self._database.write() as session:
            mailbox = _found(session, mailbox_id)
            for row in rows_of(session, mailbox_id):
                row.reconciled_at = None
            return self._try_again(session, mailbox)

    def compared(self, place_id: int, *, on_server: int, here: int) -> Changes:
        """Note how many mails of the last days a folder has, and how many of them are here."""
        with self._database.write() as session:
            row = session.get(Mailbox, place_id)
            if row is None:
                raise NotFound(noun="mailbox", id=place_id)
            row.reconciled_at = self._database.now(session)
            row.server_count, row.own_count = on_server, here
            return self._database.announce(session, Changes.of(Topic.MAILBOXES))

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

        After three refused passwords, or a sign-in that ended, nobody tries any more until
        `check_now` or `edit`.
        """
        if error.code == "mail.auth_rejected":
            self._tokens.forget()
        with self._database.write() as session:
            mailbox = _found(session, mailbox_id)
            now = self._database.now(session)
            pause = min(FIRST_RETRY * 2 ** min(mailbox.failures, 10), LAST_RETRY)
            mailbox.failures += 1
            mailbox.auth_failures += error.code == "mail.auth_rejected"
            if error.code in FINAL:
                mailbox.auth_failures = MAX_LOGIN_FAILURES
            mailbox.failed_since = mailbox.failed_since or now
            mailbox.last_error = write_error(error)
            mailbox.next_check_at = now + pause
            return self._database.announce(session, Changes.of(Topic.MAILBOXES))

    def _try_again(self, session: Session, mailbox: Mailbox) -> Changes:
        _forget_failures(mailbox)
        mailbox.next_check_at = self._database.now(session)
        session.flush()
        return self._database.announce(session, Changes.of(Topic.MAILBOXES))

    def _credential(self, mailbox_id: int, values: MailboxValues, typed: str | None = None) -> str:
        """Return the password, or a token that is good for some minutes more."""
        secret = self._secrets.get(_secret(mailbox_id)) if typed is None else typed
        if values.login is Login.PASSWORD or values.provider is None:
            if secret is None:
                raise Unavailable("mail.no_password", mailbox=values.name)
            return secret
        if not secret:
            raise Unavailable("mail.not_signed_in", mailbox=values.name)
        grant = self._tokens.of(values.provider, secret)
        redactor.hide(grant.access_token)
        if typed is None and grant.refresh_token != secret:
            self._secrets.set(_secret(mailbox_id), grant.refresh_token)
        return grant.access_token


def _secret(mailbox_id: int) -> str:
    return f"mailbox:{mailbox_id}"


def _found(session: Session, mailbox_id: int) -> Mailbox:
    mailbox = session.get(Mailbox, mailbox_id)
    if mailbox is None or mailbox.kind is not MailboxKind.IMAP:
        raise NotFound(noun="mailbox", id=mailbox_id)
    return mailbox


def _refuse_second(session: Session, values: MailboxValues, own_id: int | None) -> None:
    """Two mailboxes on one folder would make every mail two tickets."""
    statement = select(Mailbox.id).where(
        Mailbox.kind == MailboxKind.IMAP, func.lower(Mailbox.imap_host) == values.imap_host.lower()
    )
    for other_id in session.scalars(statement).all():
        other = values_of(rows_of(session, other_id))
        is_same = _account(other) == _account(values) and {*other.folders} & {*values.folders}
        if other_id != own_id and is_same:
            raise Refused("mailbox.exists", name=other.name)


def _account(values: MailboxValues) -> tuple[str, str]:
    return values.imap_host.lower(), values.username.lower()


def _families(rows: Iterable[Mailbox]) -> Iterable[Sequence[Mailbox]]:
    """Give each mailbox with its further folders behind it."""
    ordered = sorted(rows, key=lambda row: (mailbox_folders.root_of(row), row.id))
    return (tuple(group) for _, group in groupby(ordered, mailbox_folders.root_of))


def _is_comparison_due(rows: Sequence[Mailbox], now: datetime) -> bool:
    instants = [row.reconciled_at for row in rows]
    return any(at is None or now - at >= COMPARE_EVERY for at in instants)


def _next_check_at(mailbox: Mailbox) -> datetime | None:
    if not mailbox.is_enabled or mailbox.auth_failures >= MAX_LOGIN_FAILURES:
        return None
    return mailbox.next_check_at


def _forget_failures(mailbox: Mailbox) -> None:
    mailbox.failures = mailbox.auth_failures = 0
    mailbox.failed_since = mailbox.last_error = None
