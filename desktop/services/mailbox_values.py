"""What somebody types to set up a mailbox, checked, and the rows shown about one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum

from desktop.domain.errors import Refused, Unavailable
from desktop.domain.mail_login import Login, Provider
from desktop.mail.outgoing import envelope_address
from desktop.mail.tls import Security, Server
from desktop.models.mail import Mailbox
from desktop.services.mailbox_folders import Counted, counted, further

MAX_LOGIN_FAILURES = 3
"""Then fetching pauses, so that the provider does not lock the account (bad input 36)."""

_ERROR_LENGTH = 500


class MailboxState(StrEnum):
    """How fetching goes. `PAUSED`: the password was refused three times, or the sign-in ended."""

    OK = "ok"
    FAILING = "failing"
    PAUSED = "paused"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class MailboxValues:
    """A mailbox as typed. One account reads and sends; the password travels beside this.

    `more_folders` are read as `folder` is. With a `login` other than a password `provider` says
    where to sign in, and a token takes the password's place.
    """

    name: str
    address: str
    username: str
    imap_host: str
    smtp_host: str
    imap_port: int = 993
    imap_security: Security = Security.TLS
    smtp_port: int = 465
    smtp_security: Security = Security.TLS
    folder: str = "INBOX"
    certificate_sha256: str | None = None
    more_folders: tuple[str, ...] = ()
    login: Login = Login.PASSWORD
    provider: Provider | None = None

    @property
    def folders(self) -> tuple[str, ...]:
        """Return every folder that is read."""
        return (self.folder, *self.more_folders)

    def checked(self) -> MailboxValues:
        """Return the values without stray blanks.

        Raises:
            Refused: `mail.bad_address`, `mailbox.no_host`, `mailbox.bad_port`, or as
                `Provider.checked`.
        """
        address = envelope_address(self.address)
        imap_host, smtp_host = self.imap_host.strip(), self.smtp_host.strip()
        if not imap_host or not smtp_host:
            raise Refused("mailbox.no_host")
        for port in (self.imap_port, self.smtp_port):
            if not 0 < port < 65536:
                raise Refused("mailbox.bad_port", port=port)
        folder = self.folder.strip() or "INBOX"
        more = (name.strip() for name in self.more_folders)
        by_password = self.login is Login.PASSWORD
        return replace(
            self,
            name=" ".join(self.name.split())[:200] or address,
            address=address,
            username=self.username.strip() or address,
            imap_host=imap_host,
            smtp_host=smtp_host,
            folder=folder,
            more_folders=tuple(dict.fromkeys(name for name in more if name not in ("", folder))),
            provider=None if by_password else (self.provider or Provider()).checked(),
        )

    def columns(self) -> dict[str, object]:
        """Return the values by the names of the record's columns; folders have rows."""
        columns = asdict(self)
        del columns["more_folders"]
        columns["oauth"] = columns.pop("provider")
        for name in ("imap_security", "smtp_security", "login"):
            columns[name] = columns[name].value
        return columns

    def incoming(self, password: str) -> Server:
        """Return where mail is read; `password` is the token of a login without one."""
        return Server(
            self.imap_host,
            self.imap_port,
            self.imap_security,
            self.username,
            password,
            self.certificate_sha256,
            is_token=self.login is not Login.PASSWORD,
        )

    def outgoing(self, password: str) -> Server:
        """Return where mail is sent."""
        return Server(
            self.smtp_host,
            self.smtp_port,
            self.smtp_security,
            self.username,
            password,
            self.certificate_sha256,
            is_token=self.login is not Login.PASSWORD,
        )


@dataclass(frozen=True, slots=True)
class MailboxRow:
    """A mailbox as the settings and the status line show it.

    `counted` compares the server with us, over all folders; None before that was done.
    """

    id: int
    values: MailboxValues
    state: MailboxState
    error: Unavailable | None
    failed_since: datetime | None
    checked_at: datetime | None
    connected_at: datetime | None
    version: int
    counted: Counted | None = None


def row_of(rows: Sequence[Mailbox]) -> MailboxRow:
    """Return the row of a record, which comes with those of its further folders."""
    mailbox = rows[0]
    return MailboxRow(
        id=mailbox.id,
        values=values_of(rows),
        state=_state(mailbox),
        error=_read_error(mailbox.last_error),
        failed_since=mailbox.failed_since,
        checked_at=mailbox.checked_at,
        connected_at=mailbox.connected_at,
        version=mailbox.version,
        counted=counted(rows),
    )


def values_of(rows: Sequence[Mailbox]) -> MailboxValues:
    """Return what was typed for a record and its further folders."""
    mailbox = rows[0]
    return MailboxValues(
        name=mailbox.name,
        address=mailbox.address,
        username=mailbox.username,
        imap_host=mailbox.imap_host,
        smtp_host=mailbox.smtp_host,
        imap_port=mailbox.imap_port,
        imap_security=Security(mailbox.imap_security),
        smtp_port=mailbox.smtp_port,
        smtp_security=Security(mailbox.smtp_security),
        folder=mailbox.folder,
        certificate_sha256=mailbox.certificate_sha256,
        more_folders=further(rows),
        login=Login(mailbox.login),
        provider=None if mailbox.oauth is None else Provider(**mailbox.oauth),
    )


def write_error(error: Unavailable) -> str:
    """Return an error as kept on the record: its code, and its facts while there is room."""
    facts = {name: str(fact) for name, fact in error.facts.items()}
    text = json.dumps([error.code, facts], ensure_ascii=False)
    return text if len(text) <= _ERROR_LENGTH else json.dumps([error.code, {}])


def _read_error(text: str | None) -> Unavailable | None:
    if text is None:
        return None
    code, facts = json.loads(text)
    return Unavailable(code, **facts)


def _state(mailbox: Mailbox) -> MailboxState:
    if not mailbox.is_enabled:
        return MailboxState.OFF
    if mailbox.auth_failures >= MAX_LOGIN_FAILURES:
        return MailboxState.PAUSED
    return MailboxState.FAILING if mailbox.failed_since is not None else MailboxState.OK
