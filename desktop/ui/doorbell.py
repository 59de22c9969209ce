"""The doorbell: how a second start asks the window of the first to come to the front."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCryptographicHash, QDeadlineTimer, QObject

if TYPE_CHECKING:  # the door opens after the first paint, which does not wait for Qt's network
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 2_000
OPENING_MS = 5_000
"""So long a window that has just been started may take until it listens."""
KNOCK_EVERY = 0.02
RING = b"ring\n"
COMING = b"coming\n"


class Doorbell(QObject):
    """A local socket named after the profile (`system.instance.Doorbell`, made with Qt)."""

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        kind = QCryptographicHash.Algorithm.Sha256
        mark = QCryptographicHash.hash(str(profile.resolve()).encode(), kind).toHex().toStdString()
        self._name = f"dutydesk-{mark[:16]}"
        self._server: QLocalServer | None = None
        self._on_ring: Callable[[], None] | None = None

    def listen(self, on_ring: Callable[[], None]) -> None:
        """Call `on_ring` for every second start. The caller holds the profile's lock, so a socket
        of that name that is there already was left behind by a crash."""
        from PySide6.QtNetwork import QLocalServer

        self._on_ring = on_ring
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def ring(self) -> bool:
        """Ask the first window to come to the front; return whether it answered in time."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        if not self._knock(socket):
            return False
        socket.write(RING)
        # The answer may come while the question is still being written; then waiting for it
        # would wait for a second one.
        socket.waitForBytesWritten(ANSWER_MS)
        if not socket.bytesAvailable():
            socket.waitForReadyRead(ANSWER_MS)
        answer = socket.readAll().data()
        socket.abort()
        return answer == COMING

    def close(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.close()

    def _knock(self, socket: QLocalSocket) -> bool:
        """Connect, again and again while the first window is still being built."""
        patience = QDeadlineTimer(OPENING_MS)
        while True:
            socket.connectToServer(self._name)
            if socket.waitForConnected(ANSWER_MS):
                return True
            if patience.hasExpired():
                return False
            time.sleep(KNOCK_EVERY)

    def _on_connection(self) -> None:
        while (
            self._server is not None
            and (socket := self._server.nextPendingConnection()) is not None
        ):
            socket.setParent(self)
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(socket.deleteLater)

    def _on_ready(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.readAll().data() == RING:
            socket.write(COMING)
            socket.flush()
            if self._on_ring is not None:
                self._on_ring()
