"""Sending one mail over SMTP, telling for each recipient what became of it.

`smtplib.sendmail` cannot tell "lost before the server took it" from "lost after": here the
content and the final dot are sent apart, and the caller is told just before (reliability 2.2).
"""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import Unavailable
from desktop.mail.tls import (
    Patience,
    Security,
    Server,
    client_context,
    network_errors,
    time_limit,
)

FAREWELL_SECONDS = 2.0
"""How long a server may take to say goodbye: what became of the mail is known by then."""

_HELLO = "[127.0.0.1]"  # says nothing about the workstation to customers' servers


class Fate(StrEnum):
    """What became of a mail for one recipient.

    `TEMPORARY` and `PERMANENT` mean that the server certainly did not take it; `IN_DOUBT`
    that the connection broke between the final dot and the answer to it.
    """

    ACCEPTED = "accepted"
    TEMPORARY = "temporary"
    PERMANENT = "permanent"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class Delivery:
    """The server's last word about one recipient; `code` is 0 when it said nothing."""

    address: str
    fate: Fate
    code: int
    text: str


def send_mail(
    server: Server,
    sender: str,
    recipients: Sequence[str],
    mime: bytes,
    *,
    before_data: Callable[[], None],
    on_limit: Callable[[int], None] | None = None,
    patience: Patience | None = None,
) -> tuple[Delivery, ...]:
    """Hand `mime` to the server for all `recipients` at once and return the fate of each.

    `before_data` is called once when the server is ready for the content, before its first
    byte; if it raises, the connection is cut and the server has not taken the mail. It is not
    called when no recipient is accepted. `on_limit` is told the most bytes that the server says
    to take (RFC 1870), 0 when it names no limit. Addresses must be as
    `outgoing.envelope_address` returns them.

    Raises:
        Unavailable: before anything was handed over: `mail.auth_rejected` (facts: host,
            username, said), `mail.no_login`, `mail.bad_answer` (facts: host, what), or any
            code of `tls.network_errors`.
    """
    patience = patience or Patience()
    with _session(server, patience) as connection:
        if on_limit is not None:
            on_limit(_most_bytes(connection))
        with network_errors(server), _answers(server):
            refused, accepted = _envelope(connection, sender, recipients, len(mime))
            if not accepted:
                return tuple(refused)
            code, text = _reply(connection, "DATA")
            if code != 354:
                return (*refused, *_refused(accepted, code, text))
        before_data()
        return (*refused, *_hand_over(connection, accepted, mime, patience.verdict))


def check_account(server: Server, patience: Patience | None = None) -> None:
    """Connect and log in, send nothing; for the page where an account is set up.

    Raises:
        Unavailable: as `send_mail`.
    """
    with _session(server, patience or Patience()):
        pass


@contextmanager
def _session(server: Server, patience: Patience) -> Iterator[smtplib.SMTP]:
    """Connect, secure and log in; the connection is closed whatever happens inside."""
    context = client_context(server.certificate_sha256)
    with network_errors(server), _answers(server):
        connection = _connect(server, context, patience)
    try:
        with network_errors(server), _answers(server):
            _secure(connection, server, context)
            channel = _channel(connection)
            channel.settimeout(patience.read)
        with time_limit(channel, patience.command + patience.verdict):
            with network_errors(server), _answers(server):
                _log_in(connection, server)
            yield connection
            with suppress(smtplib.SMTPException, OSError):
                channel.settimeout(min(patience.read, FAREWELL_SECONDS))
                connection.quit()
    finally:
        connection.close()


def _connect(server: Server, context: ssl.SSLContext, patience: Patience) -> smtplib.SMTP:
    if server.security is Security.TLS:
        return smtplib.SMTP_SSL(
            server.host, server.port, _HELLO, timeout=patience.connect, context=context
        )
    return smtplib.SMTP(server.host, server.port, _HELLO, timeout=patience.connect)


def _secure(connection: smtplib.SMTP, server: Server, context: ssl.SSLContext) -> None:
    connection.ehlo_or_helo_if_needed()
    if server.security is Security.TLS:
        return
    try:
        connection.starttls(context=context)
    except (smtplib.SMTPNotSupportedError, smtplib.SMTPResponseException) as error:
        raise Unavailable("mail.no_tls", host=server.host) from error
    connection.ehlo_or_helo_if_needed()


def _channel(connection: smtplib.SMTP) -> socket.socket:
    if connection.sock is None:
        raise smtplib.SMTPServerDisconnected("closed while being secured")
    return connection.sock


@contextmanager
def _answers(server: Server) -> Iterator[None]:
    """Name what smtplib raises before the mail is handed over."""
    try:
        yield
    except smtplib.SMTPServerDisconnected as error:
        if isinstance(error.__context__, TimeoutError):
            raise Unavailable("mail.timeout", host=server.host) from error
        raise Unavailable("mail.unreachable", host=server.host, port=server.port) from error
    except smtplib.SMTPException as error:
        raise Unavailable("mail.bad_answer", host=server.host, what=str(error)[:200]) from error


def _log_in(connection: smtplib.SMTP, server: Server) -> None:
    """Log in by PLAIN or LOGIN in UTF-8; smtplib's own `login` takes ASCII passwords only."""
    if not server.username:
        return
    offered = connection.esmtp_features.get("auth", "").upper().split()
    if server.is_token:
        code, text = _show_token(connection, server, offered)
    elif "PLAIN" in offered:
        secret = f"\0{server.username}\0{server.password}"
        code, text = _reply(connection, "AUTH PLAIN " + _base64(secret))
    elif "LOGIN" in offered:
        code, text = _reply(connection, "AUTH LOGIN")
        for answer in (server.username, server.password):
            if code == 334:
                code, text = _reply(connection, _base64(answer))
    else:
        raise Unavailable("mail.no_login", host=server.host)
    if 400 <= code < 500:  # 454: the server's own trouble (RFC 4954), no reason to stop trying
        raise Unavailable("mail.bad_answer", host=server.host, what=f"{code} {text}")
    if code != 235:
        raise Unavailable(
            "mail.auth_rejected", host=server.host, username=server.username, said=text
        )


def _show_token(
    connection: smtplib.SMTP, server: Server, offered: Sequence[str]
) -> tuple[int, str]:
    """Log in by OAUTHBEARER (RFC 7628) or XOAUTH2; a refusal comes after an empty answer."""
    if "OAUTHBEARER" in offered:
        name = server.username.replace("=", "=3D").replace(",", "=2C")
        mechanism, beginning, last = "OAUTHBEARER", f"n,a={name},\1", "AQ=="
    elif "XOAUTH2" in offered:
        mechanism, beginning, last = "XOAUTH2", f"user={server.username}\1", ""
    else:
        raise Unavailable("mail.no_login", host=server.host)
    proof = _base64(f"{beginning}auth=Bearer {server.password}\1\1")
    code, text = _reply(connection, f"AUTH {mechanism} {proof}")
    return _reply(connection, last) if code == 334 else (code, text)


def _envelope(
    connection: smtplib.SMTP, sender: str, recipients: Sequence[str], size: int
) -> tuple[list[Delivery], list[str]]:
    """Announce sender and recipients; return the refused ones and those to send to."""
    most = _most_bytes(connection)
    if 0 < most < size:  # RFC 1870 5: what it will refuse is not worth minutes of upload
        return _refused(recipients, 552, f"{size} bytes; the server takes {most} at most"), []
    limit = f" SIZE={size}" if "size" in connection.esmtp_features else ""
    code, text = _reply(connection, f"MAIL FROM:<{sender}>{limit}")
    if code // 100 != 2:
        return _refused(recipients, code, text), []
    refused: list[Delivery] = []
    accepted: list[str] = []
    for address in recipients:
        code, text = _reply(connection, f"RCPT TO:<{address}>")
        if code // 100 == 2:
            accepted.append(address)
        else:
            refused += _refused([address], code, text)
    return refused, accepted


def _most_bytes(connection: smtplib.SMTP) -> int:
    announced = connection.esmtp_features.get("size", "")
    return int(announced) if announced.isdecimal() and len(announced) < 19 else 0


def _hand_over(
    connection: smtplib.SMTP, accepted: Sequence[str], mime: bytes, verdict_seconds: float
) -> list[Delivery]:
    """Send the content, then the dot that hands it over, and read the verdict."""
    content = re.sub(rb"(?m)^\.", b"..", mime)
    if not content.endswith(b"\r\n"):
        content += b"\r\n"
    try:
        connection.send(content)
    except (smtplib.SMTPException, OSError) as error:
        return _lost(accepted, Fate.TEMPORARY, error)
    try:
        connection.send(b".\r\n")
        _channel(connection).settimeout(verdict_seconds)
        code, raw = connection.getreply()
    except (smtplib.SMTPException, OSError) as error:
        return _lost(accepted, Fate.IN_DOUBT, error)
    return _judged(accepted, code, _text(raw))


def _refused(addresses: Sequence[str], code: int, text: str) -> list[Delivery]:
    fate = Fate.PERMANENT if code // 100 == 5 else Fate.TEMPORARY
    return [Delivery(address, fate, code, text) for address in addresses]


def _judged(addresses: Sequence[str], code: int, text: str) -> list[Delivery]:
    """Read the answer to the final dot; nonsense leaves doubt."""
    fates = {2: Fate.ACCEPTED, 4: Fate.TEMPORARY, 5: Fate.PERMANENT}
    fate = fates.get(code // 100, Fate.IN_DOUBT)
    return [Delivery(address, fate, code, text) for address in addresses]


def _lost(addresses: Sequence[str], fate: Fate, error: Exception) -> list[Delivery]:
    return [Delivery(address, fate, 0, str(error)[:200]) for address in addresses]


def _reply(connection: smtplib.SMTP, command: str) -> tuple[int, str]:
    connection.putcmd(command)
    code, raw = connection.getreply()
    return code, _text(raw)


def _text(raw: bytes) -> str:
    return raw.decode("utf-8", "replace").replace("\n", " ")[:200]


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")
