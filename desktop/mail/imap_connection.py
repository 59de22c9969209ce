"""A connection to an IMAP server: made secure, logged in, and what goes wrong on it sorted."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError, LoginError

from desktop.domain.errors import Unavailable
from desktop.mail.tls import (
    Patience,
    Security,
    Server,
    client_context,
    network_errors,
    time_limit,
)

# The library logs each line of the conversation, customers' mail included.
logging.getLogger("imapclient").setLevel(logging.WARNING)


def connect(server: Server, patience: Patience) -> IMAPClient:
    """Connect and make the connection secure; nothing of the account has been sent.

    Raises:
        Unavailable: `mail.bad_answer`, or any code of `tls.network_errors`.
    """
    context = client_context(server.certificate_sha256)
    implicit = server.security is Security.TLS
    try:
        with network_errors(server):
            client = IMAPClient(
                server.host,
                server.port,
                ssl=implicit,
                ssl_context=context if implicit else None,
                timeout=SocketTimeout(patience.connect, patience.read),
            )
    except IMAPClientError as error:
        fault = _fault(error, server)
        if isinstance(fault, RefusalError):  # of the whole connection: "* BYE too many"
            fault = bad_answer(server, fault.said)
        raise fault from error
    client.normalise_times = False
    if implicit:
        return client
    try:
        with network_errors(server):
            client.starttls(ssl_context=context)
    except BaseException as error:
        with suppress(OSError):
            client.shutdown()
        if isinstance(error, IMAPClientError):
            raise Unavailable("mail.no_tls", host=server.host) from error
        raise
    return client


def log_in(client: IMAPClient, server: Server, patience: Patience) -> None:
    """Log in with a token, or by SASL PLAIN where offered, for LOGIN carries ASCII only.

    Raises:
        Unavailable: `mail.auth_rejected`, `mail.no_login`, `mail.bad_answer`, or any code of
            `tls.network_errors`.
    """
    if client.welcome.startswith(b"* PREAUTH"):
        raise bad_answer(server, "PREAUTH")
    prove = _token_login(client, server) if server.is_token else _password_login(client, server)
    try:
        with conversation(client, server, patience):
            prove(server.username, server.password)
    except RefusalError as error:
        if error.temporary:
            raise Unavailable("mail.unreachable", host=server.host, port=server.port) from error
        raise Unavailable(
            "mail.auth_rejected", host=server.host, username=server.username, said=error.said
        ) from error


def _password_login(client: IMAPClient, server: Server) -> Callable[[str, str], object]:
    is_plain = client.has_capability("AUTH=PLAIN")
    ascii_only = (server.username + server.password).isascii()
    if not is_plain and (client.has_capability("LOGINDISABLED") or not ascii_only):
        raise Unavailable("mail.no_login", host=server.host)
    login: Callable[[str, str], object] = client.plain_login if is_plain else client.login
    return login


def _token_login(client: IMAPClient, server: Server) -> Callable[[str, str], object]:
    """Choose the standard (RFC 7628) before what Google invented and Microsoft took over."""
    login: Callable[[str, str], object]
    if client.has_capability("AUTH=OAUTHBEARER"):
        login = client.oauthbearer_login
    elif client.has_capability("AUTH=XOAUTH2"):
        login = client.oauth2_login
    else:
        raise Unavailable("mail.no_login", host=server.host)
    return login


class RefusalError(Exception):
    """The server answered a command with NO or BAD; `said` is its sentence."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said

    @property
    def temporary(self) -> bool:
        """Whether the answer is about the server's health (RFC 5530), not about the request."""
        return any(f"[{code}]" in self.said for code in ("UNAVAILABLE", "INUSE", "SERVERBUG"))


@contextmanager
def conversation(client: IMAPClient, server: Server, patience: Patience) -> Iterator[None]:
    """Give one command its time, and sort what goes wrong: network, nonsense or a refusal."""
    with network_errors(server), time_limit(client.socket(), patience.command) as late:
        try:
            yield
        except IMAPClientError as error:
            if late.is_set():
                raise TimeoutError from error
            raise _fault(error, server) from error
        except ValueError as error:
            if isinstance(error, OSError):  # SSLCertVerificationError is both
                raise
            raise bad_answer(server, _words(error)) from error


def _fault(error: IMAPClientError, server: Server) -> Exception:
    """Tell a refusal, a lost connection and rubbish apart; imaplib aborts on both the latter.

    LoginError hides what happened in its context.
    """
    cause = error.__context__ if isinstance(error, LoginError) else error
    if not isinstance(cause, IMAPClientAbortError):
        return RefusalError(_words(error))
    if "unexpected response" in str(cause):
        return bad_answer(server, _words(cause))
    return Unavailable("mail.unreachable", host=server.host, port=server.port)


def bad_answer(server: Server, what: str) -> Unavailable:
    return Unavailable("mail.bad_answer", host=server.host, what=what)


def _words(error: Exception) -> str:
    return str(error)[:200]
