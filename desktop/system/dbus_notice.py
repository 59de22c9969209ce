"""Notices with buttons on Linux desktops: org.freedesktop.Notifications over D-Bus."""

from __future__ import annotations

import threading
from typing import Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, new_method_call

from desktop.domain.errors import Unavailable
from desktop.system.notice import (
    BODY_LETTERS,
    TITLE_LETTERS,
    Notice,
    NoticeAction,
    NoticeState,
    OnAction,
    OnClosed,
    Urgency,
    shortened,
)
from desktop.system.session_bus import SessionBus

_SERVICE = "org.freedesktop.Notifications"
_ADDRESS = DBusAddress("/org/freedesktop/Notifications", _SERVICE, _SERVICE)
_URGENCY = {Urgency.LOW: 0, Urgency.NORMAL: 1, Urgency.CRITICAL: 2}
_ITSELF = "default"  # the action that a click on the notice, not on a button, stands for
_ACTION_BY_WORD = {action.value: action for action in NoticeAction} | {_ITSELF: NoticeAction.OPEN}
_EXPIRES_AS_USUAL, _NEVER_EXPIRES = -1, 0


class DBusNotifier:
    """Shows notices through the desktop's own service; connects when first needed.

    Callbacks come on the connection's thread and must hand their work on, not call back here. A
    bus or service that went away is looked for again by the next `show`.
    """

    channel = "dbus"

    def __init__(self, program: str, on_action: OnAction, on_closed: OnClosed) -> None:
        self._program = program
        self._on_action = on_action
        self._on_closed = on_closed
        self._call_lock = threading.Lock()
        self._bus: SessionBus | None = None
        self._capabilities: frozenset[str] = frozenset()
        # Shared with the reading thread, hence never held during a call.
        self._ids_lock = threading.Lock()
        self._id_by_key: dict[str, int] = {}

    def show(self, notice: Notice) -> NoticeState:
        with self._call_lock:
            bus = self._connected()
            bus.call(
                self._notify(notice),
                # Before a click on it can arrive, or that click would belong to nobody.
                on_reply=lambda reply: self._remember(notice.key, *reply),
            )
        return NoticeState.SHOWN

    def withdraw(self, key: str) -> None:
        with self._ids_lock:
            number = self._id_by_key.pop(key, None)
        with self._call_lock:
            if number is None or self._bus is None:
                return
            try:
                self._bus.call(new_method_call(_ADDRESS, "CloseNotification", "u", (number,)))
            except Unavailable:
                return  # the service is gone, and the notice with it

    def close(self) -> None:
        with self._call_lock:
            bus, self._bus = self._bus, None
        if bus is not None:
            bus.close()

    def _connected(self) -> SessionBus:
        """Return a live connection that hears clicks; a new one forgets the old ids."""
        if self._bus is not None and self._bus.is_open:
            return self._bus
        bus = SessionBus(self._on_signal)
        try:
            (offered,) = bus.call(new_method_call(_ADDRESS, "GetCapabilities"))
            bus.listen(MatchRule(type="signal", interface=_SERVICE, path=_ADDRESS.object_path))
        except Unavailable as error:
            bus.close()
            raise Unavailable("notice.no_service", reason=error.facts["reason"]) from error
        with self._ids_lock:
            self._id_by_key.clear()
        self._capabilities = frozenset(offered)
        self._bus = bus
        return bus

    def _notify(self, notice: Notice) -> Message:
        body = shortened(notice.body, BODY_LETTERS)
        stays = notice.urgency is Urgency.CRITICAL
        with self._ids_lock:
            replaced = self._id_by_key.get(notice.key, 0)
        values = (
            self._program,
            replaced,
            "dutydesk",
            shortened(notice.title, TITLE_LETTERS),
            without_markup(body, understands_markup="body-markup" in self._capabilities),
            self._actions(notice),
            {"urgency": ("y", _URGENCY[notice.urgency]), "desktop-entry": ("s", "dutydesk")},
            _NEVER_EXPIRES if stays else _EXPIRES_AS_USUAL,
        )
        return new_method_call(_ADDRESS, "Notify", "susssasa{sv}i", values)

    def _actions(self, notice: Notice) -> list[str]:
        """Return pairs of id and label; a click on the notice itself opens the ticket."""
        if "actions" not in self._capabilities:
            return []
        pairs = [(button.action.value, button.label) for button in notice.buttons]
        opening = [label for action, label in pairs if action == NoticeAction.OPEN]
        if opening:
            pairs.insert(0, (_ITSELF, opening[0]))
        return [word for pair in pairs for word in pair]

    def _on_signal(self, message: Message) -> None:
        member = message.header.fields.get(HeaderFields.member)
        if member == "ActionInvoked":
            self._clicked(*message.body)
        elif member == "NotificationClosed":
            self._went_away(*message.body)

    def _clicked(self, number: int, word: str, *_: Any) -> None:
        action = _ACTION_BY_WORD.get(word)
        key = self._forget(number) if action else None
        if action and key is not None:
            self._on_action(key, action)

    def _went_away(self, number: int, *_: Any) -> None:
        key = self._forget(number)
        if key is not None:
            self._on_closed(key)

    def _remember(self, key: str, number: int) -> None:
        with self._ids_lock:
            self._id_by_key[key] = number

    def _forget(self, number: int) -> str | None:
        """Forget the notice with this number and return its key; None if it is not ours."""
        with self._ids_lock:
            for key, ours in self._id_by_key.items():
                if ours == number:
                    del self._id_by_key[key]
                    return key
        return None


def without_markup(text: str, *, understands_markup: bool) -> str:
    """Return `text` such that no service takes a part of it for a tag (reliability.md F12)."""
    if understands_markup:
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace("<", "‹").replace(">", "›")
