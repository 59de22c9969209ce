"""One thread that watches sockets on which others call: IDLE of mail servers, LISTEN."""

from __future__ import annotations

import logging
import selectors
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Protocol

_log = logging.getLogger(__name__)


class Watched(Protocol):
    """A socket, or what wraps one."""

    def fileno(self) -> int: ...


class SocketWatch:
    """Tells when a socket has something to read; the thread starts with the first one.

    Callbacks run on that thread, so they read what is there and hand work to somebody else; they
    may add and remove sockets. One that raises is logged and called no more; the others are.
    Safe to call from any thread.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._wanted: dict[int, tuple[Watched, Callable[[], None]]] = {}
        self._is_closed = False
        self._thread: threading.Thread | None = None
        self._waker, self._woken = socket.socketpair()
        self._waker.setblocking(False)
        self._woken.setblocking(False)

    def add(self, watched: Watched, on_readable: Callable[[], None]) -> None:
        """Call `on_readable` whenever there is something to read, until `remove`."""
        with self._lock:
            if self._is_closed:
                return
            self._wanted[watched.fileno()] = (watched, on_readable)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="sockets", daemon=True)
                self._thread.start()
        self._wake()

    def remove(self, watched: Watched) -> None:
        """Watch a socket no longer; call it before the socket is closed."""
        with self._lock:
            self._wanted.pop(watched.fileno(), None)
        self._wake()

    def close(self) -> None:
        """End the thread; no callback runs after this returns. The sockets stay their owners'."""
        with self._lock:
            if self._is_closed:
                return
            self._is_closed = True
            self._wanted.clear()
            thread = self._thread
        self._wake()
        if thread is not None and thread is not threading.current_thread():
            thread.join()
        self._waker.close()
        self._woken.close()

    def _wake(self) -> None:
        with suppress(OSError):  # full: it wakes anyway; closed: there is nobody to wake
            self._waker.send(b"!")

    def _run(self) -> None:
        """Wait with a fresh selector each time: a number may be another socket's by now."""
        while True:
            with self._lock:
                if self._is_closed:
                    return
                wanted = dict(self._wanted)
            for number in self._ready(wanted):
                with self._lock:
                    current = self._wanted.get(number)
                if current is not None and current is wanted[number]:
                    self._call(number, current)

    def _call(self, number: int, entry: tuple[Watched, Callable[[], None]]) -> None:
        try:
            entry[1]()
        except Exception:  # noqa: BLE001 -- logged; the other sockets are still watched
            _log.exception("What a socket had to say could not be taken")
            self._forget(number, entry)

    def _ready(self, wanted: dict[int, tuple[Watched, Callable[[], None]]]) -> list[int]:
        with selectors.DefaultSelector() as selector:
            selector.register(self._woken, selectors.EVENT_READ)
            for number in wanted:
                try:
                    selector.register(number, selectors.EVENT_READ)
                except (ValueError, OSError):  # closed without `remove`: it will never call
                    self._forget(number, wanted[number])
            ready = [key.fd for key, _ in selector.select()]
        with suppress(OSError):
            while self._woken.recv(4096):
                pass
        return [number for number in ready if number in wanted]

    def _forget(self, number: int, entry: tuple[Watched, Callable[[], None]]) -> None:
        with self._lock:
            if self._wanted.get(number) is entry:
                del self._wanted[number]
