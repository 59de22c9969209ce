"""A connection on which the server says that there is new mail (IDLE, RFC 2177)."""

from __future__ import annotations

from contextlib import suppress

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

from desktop.domain.errors import Unavailable
from desktop.mail.imap import ImapFolder
from desktop.mail.imap_connection import RefusalError, connect, conversation, log_in
from desktop.mail.tls import Patience, Server

_NEWS = (b"EXISTS", b"RECENT")


class IdleLine:
    """An open folder that waits. Whoever watches `fileno` calls `hear` when something came.

    It never fetches: polling does, on a connection of its own.
    """

    def __init__(self, client: IMAPClient, server: Server, patience: Patience) -> None:
        self._client = client
        self._server = server
        self._patience = patience

    def fileno(self) -> int:
        number: int = self._client.socket().fileno()
        return number

    def hear(self) -> bool:
        """Read what the server said, without waiting; return whether it spoke of new mail.

        Raises:
            Unavailable: `mail.unreachable`: the line is dead, or what came makes no sense.
        """
        try:
            said = self._client.idle_check(timeout=0)
        except (IMAPClientError, OSError, ValueError) as error:
            raise self._dead() from error
        # A socket that has something to read and gives nothing was closed at the other end.
        if not said or any(part[0] == b"BYE" for part in said):
            raise self._dead()
        return any(len(part) > 1 and part[1] in _NEWS for part in said)

    def renew(self) -> bool:
        """Ask anew, as servers want within 29 minutes; return whether mail came meanwhile.

        Raises:
            Unavailable: the line is dead.
        """
        try:
            with conversation(self._client, self._server, self._patience):
                _, said = self._client.idle_done()
                self._client.idle()
        except RefusalError as error:
            raise self._dead() from error
        return any(len(part) > 1 and part[1] in _NEWS for part in said)

    def close(self) -> None:
        """Hang up; the server needs no goodbye."""
        with suppress(OSError):
            self._client.shutdown()

    def _dead(self) -> Unavailable:
        return Unavailable("mail.unreachable", host=self._server.host, port=self._server.port)


def open_line(server: Server, folder: str, *, patience: Patience | None = None) -> IdleLine | None:
    """Connect, log in, open `folder` without changing it, and wait; None without IDLE.

    Raises:
        Unavailable: as `imap.open_folder`.
    """
    patience = patience or Patience()
    client = connect(server, patience)
    is_waiting = False
    try:
        log_in(client, server, patience)
        with conversation(client, server, patience):
            knows_idle: bool = client.has_capability("IDLE")
        if knows_idle:
            ImapFolder(client, server, folder, patience, 0)
            with conversation(client, server, patience):
                client.idle()
            is_waiting = True
    except RefusalError:
        return None
    finally:
        if not is_waiting:
            with suppress(OSError):
                client.shutdown()
    return IdleLine(client, server, patience) if is_waiting else None
