"""One attempt to sign in at a provider: by this computer's browser, or by a code typed anywhere."""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress
from dataclasses import dataclass
from html import escape
from urllib.parse import parse_qs, urlsplit

from desktop.domain.errors import Unavailable
from desktop.domain.mail_login import Provider
from desktop.mail import oauth
from desktop.mail.oauth import DeviceCode, Grant, Pending

_HEAD_BYTES = 16 * 1024
_READ_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Pages:
    """What the browser shows at the end, in the language of the window."""

    done: str
    failed: str


class BrowserSignIn:
    """Waits on a port of this computer for the browser to come back (RFC 8252, 7.3).

    Whoever watches `fileno` calls `finish` when somebody connects. Only a request with our
    `state` ends it: any page may knock at the port.
    """

    def __init__(self, provider: Provider, account: str, pages: Pages) -> None:
        """Open the port; `url` is the page to show to the person."""
        self._provider = provider
        self._pages = pages
        self._state = secrets.token_urlsafe(32)
        self._verifier = secrets.token_urlsafe(64)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(_READ_SECONDS)
        # Microsoft registers "localhost" only; 127.0.0.1 would need an edited manifest.
        self._redirect = f"http://localhost:{self._listener.getsockname()[1]}"
        self.url = oauth.authorize_url(
            provider, self._redirect, state=self._state, verifier=self._verifier, account=account
        )

    def fileno(self) -> int:
        return self._listener.fileno()

    def finish(self) -> Grant | None:
        """Answer who connected; return the grant, or None when it was not the provider's page.

        Raises:
            Unavailable: `mail.sign_in_cancelled` when the person or the provider said no; as
                `oauth.redeem`.
        """
        try:
            connection, _ = self._listener.accept()
        except OSError:
            return None
        with connection:
            connection.settimeout(_READ_SECONDS)
            query = _asked(connection)
            if not secrets.compare_digest(query.get("state", "").encode(), self._state.encode()):
                _answer(connection, "400 Bad Request", "")
                return None
            try:
                grant = self._redeem(query)
            except Unavailable:
                _answer(connection, "200 OK", self._pages.failed)
                raise
            _answer(connection, "200 OK", self._pages.done)
            return grant

    def close(self) -> None:
        """Close the port."""
        self._listener.close()

    def _redeem(self, query: dict[str, str]) -> Grant:
        code = query.get("code")
        if not code:
            raise Unavailable("mail.sign_in_cancelled")
        return oauth.redeem(self._provider, code, self._redirect, self._verifier)


class DeviceSignIn:
    """Waits for the person to type a code at another device (RFC 8628)."""

    def __init__(self, provider: Provider) -> None:
        """Ask the provider for the code.

        Raises:
            Unavailable: as `oauth.ask_for_device_code`.
        """
        self._provider = provider
        self.code: DeviceCode = oauth.ask_for_device_code(provider)
        self.pause_seconds = self.code.every_seconds

    def finish(self) -> Grant | None:
        """Ask once; None: not yet, ask again after `pause_seconds`.

        Raises:
            Unavailable: as `oauth.redeem`.
        """
        try:
            return oauth.redeem_device_code(self._provider, self.code)
        except Pending as pending:
            if pending.slower:
                self.pause_seconds += 5.0  # RFC 8628, 3.5
            return None


def _asked(connection: socket.socket) -> dict[str, str]:
    """Read the first line of an HTTP request and return its query."""
    head = b""
    with suppress(OSError):
        while b"\r\n\r\n" not in head and len(head) < _HEAD_BYTES:
            chunk = connection.recv(4096)
            if not chunk:
                break
            head += chunk
    parts = head.split(b"\r\n", 1)[0].decode("ascii", "replace").split(" ")
    if len(parts) != 3 or parts[0] != "GET":
        return {}
    try:
        query = urlsplit(parts[1]).query
    except ValueError:
        return {}
    return {name: values[-1] for name, values in parse_qs(query).items()}


def _answer(connection: socket.socket, status: str, words: str) -> None:
    page = f"<!doctype html><meta charset=utf-8><title>Duty Desk</title><p>{escape(words)}"
    body = page.encode()
    head = (
        f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Length: {len(body)}\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n"
    )
    with suppress(OSError):  # the browser is gone: the grant is ours all the same
        connection.sendall(head.encode() + body)
