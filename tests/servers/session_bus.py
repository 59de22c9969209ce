"""A private message bus with a notification service that tests can click on."""

from __future__ import annotations

import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Queue
from typing import Any

import pytest
from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.threading import DBusConnection, ReceiveStopped, open_dbus_connection

SERVICE = "org.freedesktop.Notifications"
_EMITTER = DBusAddress("/org/freedesktop/Notifications", interface=SERVICE)


def require_program(name: str) -> str:
    """Return the path of a system program; skip the test without it, but never in CI."""
    path = shutil.which(name)
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail(f"{name} is missing on the machine that must have it")
        pytest.skip(f"{name} is not installed")
    return path


@contextmanager
def session_bus() -> Iterator[str]:
    """Run a message bus of our own for a while and give its address."""
    daemon = subprocess.Popen(
        [require_program("dbus-daemon"), "--session", "--nofork", "--print-address=1"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert daemon.stdout
        yield daemon.stdout.readline().strip()
    finally:
        daemon.kill()
        daemon.communicate()


@dataclass(frozen=True)
class Shown:
    """What a client asked the service to show."""

    id: int
    program: str
    replaces: int
    title: str
    body: str
    actions: list[str]
    hints: dict[str, tuple[str, Any]]
    expire_ms: int


@dataclass
class FakeNotificationService:
    """Speaks org.freedesktop.Notifications on a real bus; `shown` holds what arrived.

    `click_at_once` answers every notice with a click that follows the reply immediately, the
    fastest a service can be.
    """

    capabilities: list[str] = field(default_factory=lambda: ["actions", "body", "body-markup"])
    click_at_once: str | None = None
    refuses: bool = False
    shown: Queue[Shown] = field(default_factory=Queue)
    withdrawn: Queue[int] = field(default_factory=Queue)
    _count: int = 0

    def __post_init__(self) -> None:
        self._connection: DBusConnection = open_dbus_connection("SESSION")
        self._connection.send(message_bus.RequestName(SERVICE))
        while True:  # NameAcquired comes as a signal; the answer 1 says that the name is ours
            reply = self._connection.receive(timeout=5)
            if reply.header.message_type is MessageType.method_return:
                assert reply.body == (1,)
                break
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def click(self, number: int, action: str) -> None:
        """Do what a person does with the mouse."""
        self._emit("ActionInvoked", "us", (number, action))

    def dismiss(self, number: int) -> None:
        self._emit("NotificationClosed", "uu", (number, 2))

    def close(self) -> None:
        self._connection.interrupt()
        self._thread.join()
        self._connection.close()

    def _serve(self) -> None:
        try:
            while True:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)
        except (ReceiveStopped, OSError):
            return

    def _answer(self, call: Message) -> None:
        member = call.header.fields[HeaderFields.member]
        if self.refuses:
            self._connection.send(new_error(call, "org.example.Refused"))
        elif member == "GetCapabilities":
            self._connection.send(new_method_return(call, "as", (self.capabilities,)))
        elif member == "Notify":
            program, replaces, _icon, title, body, actions, hints, expire_ms = call.body
            self._count += not replaces
            number = replaces or self._count
            self._connection.send(new_method_return(call, "u", (number,)))
            if self.click_at_once:
                self.click(number, self.click_at_once)
            self.shown.put(Shown(number, program, replaces, title, body, actions, hints, expire_ms))
        elif member == "CloseNotification":
            self._connection.send(new_method_return(call))
            self.withdrawn.put(call.body[0])
            self._emit("NotificationClosed", "uu", (call.body[0], 3))

    def _emit(self, member: str, signature: str, values: tuple[object, ...]) -> None:
        self._connection.send(new_signal(_EMITTER, member, signature, values))
