"""Where a mail server is, and the only ways a connection to it may be made: always TLS."""

from __future__ import annotations

import hashlib
import hmac
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from typing_extensions import override

from desktop.domain.errors import Unavailable


class Security(StrEnum):
    """How a connection becomes secure; there is no third way, on loopback either."""

    TLS = "tls"
    STARTTLS = "starttls"


@dataclass(frozen=True, slots=True)
class Server:
    """A mail server and the account on it; the password is never part of its text.

    `certificate_sha256` pins one certificate, in hex: then that one is accepted and no other,
    whoever signed it. Without a `username` nothing is sent to log in, as relays of a local
    network expect. With `is_token` the password is an access token of OAuth 2.
    """

    host: str
    port: int
    security: Security
    username: str
    password: str = field(repr=False)
    certificate_sha256: str | None = None
    is_token: bool = False


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds.

    `connect` for a connection, `read` for a next byte, `command` for the whole of one answer,
    `verdict` for an SMTP server that scans a mail before it answers the final dot.
    """

    connect: float = 15.0
    read: float = 60.0
    command: float = 300.0
    verdict: float = 300.0


# By OpenSSL's X509_V_ERR_* numbers.
_CERTIFICATE_CODES = {
    9: "mail.certificate_not_yet_valid",
    10: "mail.certificate_expired",
    18: "mail.certificate_self_signed",
    19: "mail.certificate_unknown_authority",
    20: "mail.certificate_unknown_authority",
    21: "mail.certificate_unknown_authority",
    62: "mail.certificate_wrong_host",
    64: "mail.certificate_wrong_host",
}


class _PinnedContext(ssl.SSLContext):
    """Accepts the one certificate with a known fingerprint, before a byte is sent through it."""

    pin = ""

    @override
    def wrap_socket(self, *args: Any, **named: Any) -> ssl.SSLSocket:
        connection = super().wrap_socket(*args, **named)
        shown = hashlib.sha256(connection.getpeercert(binary_form=True) or b"").hexdigest()
        if not hmac.compare_digest(shown, self.pin):
            connection.close()
            raise _WrongPin
        return connection


class _WrongPin(ssl.SSLError):
    """The certificate is not the pinned one."""


def client_context(certificate_sha256: str | None = None) -> ssl.SSLContext:
    """Return a context for TLS 1.2 or newer that checks the server's certificate.

    Against the system's authorities and the host name, or against the pinned fingerprint.
    """
    if certificate_sha256 is None:
        context = ssl.create_default_context()
    else:
        context = pinned = _PinnedContext(ssl.PROTOCOL_TLS_CLIENT)
        pinned.pin = certificate_sha256.replace(":", "").lower()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


@contextmanager
def network_errors(server: Server) -> Iterator[None]:
    """Turn what the operating system and OpenSSL say about a connection into our codes.

    Raises:
        Unavailable: `mail.certificate_…` (expired, not_yet_valid, self_signed,
            unknown_authority, wrong_host, not_pinned, bad), `mail.no_tls`, `mail.timeout`,
            `mail.unknown_host` or `mail.unreachable` (facts: host, port).
    """
    try:
        yield
    except _WrongPin as error:
        raise Unavailable("mail.certificate_not_pinned", host=server.host) from error
    except ssl.SSLCertVerificationError as error:
        code = _CERTIFICATE_CODES.get(error.verify_code, "mail.certificate_bad")
        raise Unavailable(code, host=server.host) from error
    except (ssl.SSLEOFError, ssl.SSLZeroReturnError, ConnectionError) as error:
        raise Unavailable("mail.unreachable", host=server.host, port=server.port) from error
    except ssl.SSLError as error:
        raise Unavailable("mail.no_tls", host=server.host) from error
    except TimeoutError as error:
        raise Unavailable("mail.timeout", host=server.host) from error
    except (socket.gaierror, UnicodeError) as error:
        raise Unavailable("mail.unknown_host", host=server.host) from error
    except OSError as error:
        raise Unavailable("mail.unreachable", host=server.host, port=server.port) from error


@contextmanager
def time_limit(connection: socket.socket, seconds: float) -> Iterator[threading.Event]:
    """Cut the connection after `seconds`: a byte a minute never trips the read time-out.

    The event is set when that happened.
    """
    late = threading.Event()

    def cut() -> None:
        late.set()
        with suppress(OSError):
            # Not SSLSocket.shutdown, which forgets the TLS layer under the reading thread.
            socket.socket.shutdown(connection, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
