"""A scripted IMAP server for the faults that no good server can be made to show."""

import re
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

GREETING: Answer = [b"* OK ready\r\n"]
MAIL = b"Subject: hello\r\n\r\nbody\r\n"

GOOD: dict[str, Answer] = {
    "CAPABILITY": [b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n$ OK\r\n"],
    "AUTHENTICATE PLAIN": [b"+ \r\n"],
    "": [b"$ OK logged in\r\n"],  # the base64 line
    "EXAMINE": [b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] .\r\n* OK [UIDNEXT 12] .\r\n$ OK done\r\n"],
    "UID SEARCH": [b"* SEARCH 11\r\n$ OK done\r\n"],
    "UID FETCH 11 (RFC": [
        b'* 1 FETCH (UID 11 RFC822.SIZE 24 INTERNALDATE "20-Nov-2026 21:40:00 +0300")\r\n$ OK\r\n'
    ],
    "UID FETCH 11 (BODY": [b"* 1 FETCH (UID 11 BODY[] {24}\r\n" + MAIL + b")\r\n$ OK done\r\n"],
    "LOGOUT": [b"* BYE bye\r\n$ OK done\r\n"],
}


class FakeImap:
    """Answers each command by the longest prefix in `answers`; `$` stands for its tag.

    `heard_in_clear` holds every byte that came before TLS.
    """

    def __init__(
        self,
        certificate: trustme.LeafCert,
        *,
        starttls: bool = False,
        greeting: Answer = GREETING,
        **answers: Answer,
    ) -> None:
        self._answers = {**GOOD, **{k.replace("_", " "): v for k, v in answers.items()}}
        self._greeting = greeting
        self._starttls = starttls
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        certificate.configure_cert(self._context)
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.heard_in_clear = b""
        self.commands: list[str] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

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
            self._say(connection, "", self._greeting)
            tag, pending = "", b""
            while not self._over.is_set():
                chunk = connection.recv(4096)
                if not chunk:
                    return
                if not secure:
                    self.heard_in_clear += chunk
                pending += chunk
                while b"\r\n" in pending:
                    line, pending = pending.split(b"\r\n", 1)
                    head, _, command = line.decode().partition(" ")
                    tag, command = (head, command) if command else (tag, "")
                    self.commands.append(command)
                    upgraded = self._say(connection, tag, self._answer(command))
                    if upgraded is not None:
                        connection, secure, pending = stack.enter_context(upgraded), True, b""

    def _answer(self, command: str) -> Answer:
        known = [key for key in self._answers if command.startswith(key) and (key or not command)]
        return self._answers[max(known, key=len)] if known else [b"$ BAD unknown\r\n"]

    def _say(self, connection: socket.socket, tag: str, answer: Answer) -> ssl.SSLSocket | None:
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
            else:
                assert isinstance(step, bytes)
                connection.sendall(re.sub(rb"(?m)^\$ (\w+)", tag.encode() + rb" \1 ", step))
        return None
