"""A connection to the desktop's message bus that answers from any thread (D-Bus, jeepney)."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as Late
from typing import Any

from jeepney import HeaderFields, MatchRule, Message, MessageType, message_bus
from jeepney.auth import AuthenticationError
from jeepney.io.threading import DBusConnection, ReceiveStopped, open_dbus_connection

from desktop.domain.errors import Unavailable

_PATIENCE_SECONDS = 3.0


class SessionBus:
    """One connection and the thread that reads it. `on_signal` is called on that thread.

    jeepney's own DBusRouter is not used: when the bus goes away its thread dies with a traceback.
    """

    def __init__(self, on_signal: Callable[[Message], None]) -> None:
        """Connect.

        Raises:
            Unavailable: `notice.no_bus`, where there is no desktop session.
        """
        try:
            self._connection: DBusConnection = open_dbus_connection("SESSION")
        except (KeyError, ValueError, OSError, AuthenticationError, Late) as error:
            raise Unavailable("notice.no_bus", reason=str(error)) from error
        self._on_signal = on_signal
        self._lock = threading.Lock()
        self._waiting: dict[int, Future[tuple[Any, ...]]] = {}
        self._is_open = True
        self._reader = threading.Thread(target=self._read, name="session-bus", daemon=True)
        self._reader.start()

    @property
    def is_open(self) -> bool:
        """Say whether the bus was still there a moment ago."""
        return self._is_open

    def call(
        self, message: Message, on_reply: Callable[[tuple[Any, ...]], None] | None = None
    ) -> tuple[Any, ...]:
        """Send a method call and return what came back.

        `on_reply` gets it first, on the reading thread and before any later signal is looked at.
        Not to be called on the reading thread, which could then not read the answer.

        Raises:
            Unavailable: `notice.bus_error` when the other side refuses, is not there, or does
                not answer within 3 seconds.
        """
        answer: Future[tuple[Any, ...]] = Future()
        if on_reply is not None:
            answer.add_done_callback(lambda done: done.exception() or on_reply(done.result()))
        serial = next(self._connection.outgoing_serial)
        with self._lock:
            if not self._is_open:
                raise Unavailable("notice.bus_error", reason="closed")
            self._waiting[serial] = answer
        try:
            self._connection.send(message, serial=serial)
            return answer.result(_PATIENCE_SECONDS)
        except (OSError, Late) as error:
            raise Unavailable("notice.bus_error", reason=str(error) or "no answer") from error
        finally:
            with self._lock:
                self._waiting.pop(serial, None)

    def listen(self, rule: MatchRule) -> None:
        """Ask the bus for the signals of `rule`; errors as in `call`."""
        self.call(message_bus.AddMatch(rule))

    def close(self) -> None:
        """Close the connection and wait for the reading thread, unless it is the caller."""
        if self._is_open:
            self._connection.interrupt()
        if threading.current_thread() is not self._reader:
            self._reader.join()

    def _read(self) -> None:
        try:
            while True:
                self._dispatch(self._connection.receive())
        except (ReceiveStopped, OSError):
            pass  # closed by us, or the session ended: the next call says so
        finally:
            with self._lock:
                self._is_open = False
                waiting = list(self._waiting.values())
            for answer in waiting:
                answer.set_exception(ConnectionResetError("the bus closed"))
            self._connection.close()

    def _dispatch(self, message: Message) -> None:
        if message.header.message_type is MessageType.signal:
            self._on_signal(message)
            return
        serial = message.header.fields.get(HeaderFields.reply_serial)
        with self._lock:
            answer = self._waiting.pop(serial, None)
        if answer is None:
            return  # nobody waits any more
        if message.header.message_type is MessageType.error:
            name = str(message.header.fields.get(HeaderFields.error_name, ""))
            answer.set_exception(Unavailable("notice.bus_error", reason=name))
        else:
            answer.set_result(tuple(message.body))
