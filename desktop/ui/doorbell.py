"""The doorbell: how a second start asks the window of the first to come to the front."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_MS = 2_000
RING = b"ring\n"
COMING = b"coming\n"


class Doorbell(QObject):
    """A local socket named after the profile (`system.instance.Doorbell`, made with Qt)."""

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        mark = hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:16]
        self._name = f"dutydesk-{mark}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._on_ring: Callable[[], None] | None = None

    def listen(self, on_ring: Callable[[], None]) -> None:
        """Call `on_ring` for every second start. The caller holds the profile's lock, so a socket
        of that name that is there already was left behind by a crash."""
        self._on_ring = on_ring
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def ring(self) -> bool:
        """Ask the first window to come to the front; return whether it answered in time."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(ANSWER_MS):
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
        self._server.close()

    def _on_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.setParent(self)
            socket.readyRead.connect(self._on_ready)
            socket.disconnected.connect(socket.deleteLater)

    def _on_ready(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.readAll().data() == RING:
            socket.write(COMING)
            socket.flush()
            if self._on_ring is not None:
                self._on_ring()
