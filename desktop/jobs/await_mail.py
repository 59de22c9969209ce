"""Keeps a line to one mailbox open on which its server calls when there is new mail."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Protocol

from desktop.domain.changes import NOTHING, Changes
from desktop.domain.errors import Unavailable
from desktop.mail.imap_idle import open_line
from desktop.mail.tls import Server
from desktop.services.leases import Leases
from desktop.services.mailbox_values import MailboxState, MailboxValues
from desktop.services.mailboxes import Mailboxes
from desktop.system.socket_watch import SocketWatch

RENEW_AFTER_SECONDS = 25 * 60.0
"""Servers may hang up after 30 minutes (RFC 2177); mobile networks earlier."""


class Line(Protocol):
    """An open line; `mail.imap_idle.IdleLine`, or a fake in tests."""

    def fileno(self) -> int: ...

    def hear(self) -> bool: ...

    def renew(self) -> bool: ...

    def close(self) -> None: ...


class AwaitMail:
    """The waiting beside the polling of one mailbox (contracts.md, Time inside the program).

    Of several workstations the one with the lease has the line; there is never a second. It is
    opened only while polling works, so that a wrong password is not tried twice as often. A
    server without IDLE, or a line that dies, costs nothing but time: polling goes on.
    """

    every = timedelta(seconds=15)
    uses_network = True

    def __init__(
        self,
        mailbox_id: int,
        mailboxes: Mailboxes,
        leases: Leases,
        watch: SocketWatch,
        on_call: Callable[[], None],
        *,
        opener: Callable[[Server, str], Line | None] = open_line,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """`on_call` is called from the watching thread, or from the lane of a round."""
        self._mailbox_id = mailbox_id
        self._mailboxes = mailboxes
        self._leases = leases
        self._watch = watch
        self._on_call = on_call
        self._opener = opener
        self._monotonic = monotonic
        self._lock = threading.RLock()
        self._line: Line | None = None
        self._opened_for: MailboxValues | None = None
        self._asked_at = 0.0
        self._is_called = False
        self._is_closed = False

    @property
    def name(self) -> str:
        return f"await:{self._mailbox_id}"

    @property
    def is_called(self) -> bool:
        """Say whether the server has called and nobody has looked since."""
        return self._is_called

    def take_call(self) -> bool:
        """Say whether the server has called; whoever asks looks into the mailbox now."""
        with self._lock:
            was_called, self._is_called = self._is_called, False
        return was_called

    def run(self) -> Changes:
        """Open the line, renew it in time, or hang up when it is not ours to have.

        Raises:
            Unavailable: the line could not be opened; it is tried again later.
        """
        row = self._mailboxes.get(self._mailbox_id)
        is_working = row.state is MailboxState.OK and row.checked_at is not None
        if self._opened_for not in (None, row.values):
            self._hang_up()
            self._opened_for = None
        if not is_working or self._leases.take(self.name) is None:
            self._hang_up()
            self._opened_for = None
        elif self._opened_for is None:
            self._open(row.values)
        elif self._line is not None and self._is_stale():
            self._renew()
        return NOTHING

    def close(self) -> None:
        """Hang up for good."""
        with self._lock:
            self._is_closed = True
        self._hang_up()

    def _open(self, values: MailboxValues) -> None:
        """Open the line and call once: mail may have come before it was open."""
        visit = self._mailboxes.visit(self._mailbox_id, is_called=True)
        if visit is None:
            return
        line = self._opener(self._mailboxes.incoming_server(visit), values.folder)
        self._opened_for = values  # a server without IDLE is not asked again
        if line is not None:
            self._keep(line)
            self._call()

    def _is_stale(self) -> bool:
        return self._monotonic() - self._asked_at >= RENEW_AFTER_SECONDS

    def _renew(self) -> None:
        """Ask anew; meanwhile nobody else touches the line, and nobody waits for it."""
        with self._lock:
            line, self._line = self._line, None
            if line is None:
                return
            self._watch.remove(line)
        try:
            has_news = line.renew()
        except Unavailable:
            line.close()
            self._opened_for = None
            return
        self._keep(line)
        if has_news:
            self._call()

    def _keep(self, line: Line) -> None:
        with self._lock:
            if self._is_closed:
                line.close()
                return
            self._line, self._asked_at = line, self._monotonic()
            self._watch.add(line, self._on_readable)

    def _on_readable(self) -> None:
        with self._lock:
            if self._line is None:
                return
            try:
                has_news = self._line.hear()
            except Unavailable:
                self._lose()
                has_news = True  # what the line would have told: polling looks
        if has_news:
            self._call()

    def _call(self) -> None:
        self._is_called = True
        self._on_call()

    def _lose(self) -> None:
        """The line died: the next round opens another."""
        self._hang_up()
        self._opened_for = None

    def _hang_up(self) -> None:
        with self._lock:
            line, self._line = self._line, None
            if line is not None:
                self._watch.remove(line)
                line.close()
