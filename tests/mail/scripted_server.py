"""A line server that does what its script says: for faults that no good server shows."""

import socket
import ssl
import threading
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from enum import Enum

import trustme


class Step(Enum):
    """What the server does instead of sending bytes."""

    DROP = "close the connection"
    HANG = "say nothing more until the test is over"
    DRIP = "send one byte after another, slower than any read time-out notices"
    START_TLS = "shake hands"


Answer = Sequence[bytes | Step]


class ScriptedServer:
    """Answers each line by `answer`; `heard_in_clear` holds every byte that came before TLS."""

    def __init__(
        self, certificate: trustme.LeafCert, greeting: Answer, *, starttls: bool = False
    ) -> None:
        self._greeting = greeting
        self._starttls = starttls
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(self._context)
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.heard_in_clear = b""
        self.lines: list[str] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def answer(self, line: str) -> Answer:
        """Return what the server does about one line of the client."""
        raise NotImplementedError

    def stop(self) -> None:
        self._over.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._thread.join(5)
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                with suppress(OSError):
                    self._talk(connection)
                connection.close()

    def _talk(self, connection: socket.socket) -> None:
        if not self._starttls:
            connection = self._context.wrap_socket(connection, server_side=True)
        with ExitStack() as stack:
            stack.enter_context(connection)
            secure = not self._starttls
            self._say(connection, self._greeting)
            pending = b""
            while not self._over.is_set():
                chunk = connection.recv(65536)
                if not chunk:
                    return
                if not secure:
                    self.heard_in_clear += chunk
                pending += chunk
                while b"\r\n" in pending:
                    line, pending = pending.split(b"\r\n", 1)
                    self.lines.append(line.decode())
                    upgraded = self._say(connection, self.answer(self.lines[-1]))
                    if upgraded is not None:
                        connection, secure, pending = stack.enter_context(upgraded), True, b""

    def _say(self, connection: socket.socket, answer: Answer) -> ssl.SSLSocket | None:
        for step in answer:
            if step is Step.DROP:
                connection.shutdown(socket.SHUT_RDWR)
                raise ConnectionAbortedError
            if step is Step.HANG:
                self._over.wait(30)
            elif step is Step.DRIP:
                while not self._over.wait(0.01):
                    connection.sendall(b"x")
            elif step is Step.START_TLS:
                return self._context.wrap_socket(connection, server_side=True)
            elif isinstance(step, bytes):
                connection.sendall(step)
        return None


def longest_prefix(answers: dict[str, Answer], command: str) -> Answer | None:
    """Return the answer whose key is the longest beginning of `command`; "" is the empty one."""
    known = [key for key in answers if command.startswith(key) and (key or not command)]
    return answers[max(known, key=len)] if known else None
