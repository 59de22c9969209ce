"""Passwords and tokens: in the system's keyring, else in memory for this run; never in a file."""

from __future__ import annotations

import configparser
import hashlib
import logging
import secrets as random_tokens
import sys
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as Late
from contextlib import suppress
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol, TypeVar

from desktop.system.logs import redactor

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_log = logging.getLogger(__name__)
_Answer = TypeVar("_Answer")

PATIENCE_SECONDS = 5.0
# Others write plain text (keyrings.alt), or take a secret and forget it (null).
_TRUSTED = frozenset(
    f"keyring.backends.{name}" for name in ("SecretService", "kwallet", "macOS", "Windows")
)
_WINDOWS = "keyring.backends.Windows"
# Windows keeps at most 2,560 bytes of UTF-16 an entry; a letter takes two or four.
_WINDOWS_PART_LETTERS = 600
_PARTS_MARK = "dutydesk-parts:"
_PROBE = "self-check"


class Keeping(StrEnum):
    """Where secrets are kept now, and why not in the keyring; the window says so."""

    KEYRING = "keyring"
    MEMORY_NO_KEYRING = "memory_no_keyring"
    MEMORY_LOCKED = "memory_locked"
    MEMORY_SLOW = "memory_slow"
    MEMORY_FORGETFUL = "memory_forgetful"


class Secrets(Protocol):
    """A small store of secrets by name, such as `mailbox:3`.

    No method raises when the keyring fails: the secret is then kept in memory for this run,
    `keeping` says so, and a secret that is not there is asked from the person. A call may take
    seconds, so none belongs on the GUI thread.
    """

    @property
    def keeping(self) -> Keeping:
        """Say where secrets are kept now."""
        ...

    def get(self, name: str) -> str | None:
        """Return the secret called `name`; None if there is none, or the keyring is away."""
        ...

    def set(self, name: str, secret: str) -> None:
        """Keep `secret` as `name`, in place of an older one."""
        ...

    def delete(self, name: str) -> None:
        """Forget the secret called `name`, if there is one."""
        ...

    def retry(self) -> Keeping:
        """Look for the keyring again and move into it what memory holds."""
        ...


class KeyringSecrets:
    """`Secrets` on the system's keyring, with memory beside it for when that fails.

    `service` tells installations on one machine apart. `find` returns the backend to use, or
    None; it and every call of the backend run on a thread of their own, given up after
    `patience_seconds`, because a keyring may wait for a password that nobody types.
    """

    def __init__(
        self,
        service: str,
        find: Callable[[], KeyringBackend | None] | None = None,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._service = service
        self._find = find or trusted_backend
        self._patience_seconds = patience_seconds
        self._lock = threading.RLock()
        self._memory: dict[str, str] = {}
        self._backend: KeyringBackend | None = None
        self._keeping = Keeping.MEMORY_NO_KEYRING
        self._has_looked = False

    @property
    def keeping(self) -> Keeping:
        with self._lock:
            self._look_once()
            return self._keeping

    def get(self, name: str) -> str | None:
        with self._lock:
            self._look_once()
            secret = self._memory.get(name)
            if secret is None:
                secret = self._ask(lambda backend: _read(backend, self._service, name))
        if secret is not None:
            redactor.hide(secret)
        return secret

    def set(self, name: str, secret: str) -> None:
        redactor.hide(secret)
        with self._lock:
            self._look_once()
            self._memory[name] = secret
            self._move_into_keyring(name, secret)

    def delete(self, name: str) -> None:
        with self._lock:
            self._look_once()
            self._memory.pop(name, None)
            self._ask(lambda backend: _remove(backend, self._service, name))

    def retry(self) -> Keeping:
        with self._lock:
            self._look()
            for name, secret in list(self._memory.items()):
                self._move_into_keyring(name, secret)
            return self._keeping

    def _move_into_keyring(self, name: str, secret: str) -> None:
        self._ask(lambda backend: _write(backend, self._service, name, secret))
        if self._keeping is Keeping.KEYRING:
            del self._memory[name]

    def _look_once(self) -> None:
        if not self._has_looked:
            self._look()

    def _look(self) -> None:
        """Find a backend and prove that it gives back what it took."""
        self._has_looked = True
        self._backend = None
        self._keeping = Keeping.MEMORY_NO_KEYRING
        backend = self._patiently(self._find)
        if backend is None:
            return
        self._backend = backend
        self._keeping = Keeping.KEYRING
        token = random_tokens.token_hex(16)
        self._ask(lambda backend: _write(backend, self._service, _PROBE, token))
        answer = self._ask(lambda backend: _read(backend, self._service, _PROBE))
        self._ask(lambda backend: _remove(backend, self._service, _PROBE))
        if self._keeping is Keeping.KEYRING and answer != token:
            self._give_up(Keeping.MEMORY_FORGETFUL)

    def _ask(self, question: Callable[[KeyringBackend], _Answer]) -> _Answer | None:
        backend = self._backend
        if backend is None:
            return None
        return self._patiently(lambda: question(backend))

    def _patiently(self, call: Callable[[], _Answer]) -> _Answer | None:
        """Run `call` on a thread of its own; without an answer, keep to memory from now on."""
        expected = _backend_errors()
        answer: Future[_Answer] = Future()

        def work() -> None:
            try:
                answer.set_result(call())
            except expected as error:
                answer.set_exception(error)
            finally:
                answer.cancel()  # only after a bug, which flies on to the guard

        threading.Thread(target=work, name="keyring", daemon=True).start()
        try:
            return answer.result(self._patience_seconds)
        except Late:
            self._give_up(Keeping.MEMORY_SLOW)
        except CancelledError:
            self._give_up(Keeping.MEMORY_LOCKED)
        except expected as error:
            _log.warning("The keyring failed: %s: %s", type(error).__name__, error)
            self._give_up(Keeping.MEMORY_LOCKED)
        return None

    def _give_up(self, keeping: Keeping) -> None:
        self._backend = None
        self._keeping = keeping


def trusted_backend() -> KeyringBackend | None:
    """Return the keyring the system is set up with, if it is one that really keeps secrets.

    A person who set another one, plain text or none at all, is not overruled: then there is none.
    """
    import keyring
    from keyring.backends.chainer import ChainerBackend

    try:
        chosen = keyring.get_keyring()
    except (ImportError, AttributeError, RuntimeError, configparser.Error) as error:
        # What keyring raises for a backend that somebody set and that is not there.
        _log.warning("The keyring that was set cannot be used: %s", error)
        return None
    offered = list(chosen.backends) if isinstance(chosen, ChainerBackend) else [chosen]
    for backend in offered:
        if type(backend).__module__ in _TRUSTED:
            return backend
    return None


def _backend_errors() -> tuple[type[Exception], ...]:
    """Return what a trusted backend may raise: keyring's errors, and those of what it uses."""
    from keyring.errors import KeyringError

    errors: list[type[Exception]] = [KeyringError, OSError]
    if sys.platform == "linux":
        from jeepney.wrappers import DBusErrorResponse
        from secretstorage.exceptions import SecretStorageException

        errors += [DBusErrorResponse, SecretStorageException]
    if sys.platform == "win32":
        from win32ctypes.pywin32 import pywintypes

        errors.append(pywintypes.error)
    return tuple(errors)


def _read(backend: KeyringBackend, service: str, name: str) -> str | None:
    head = backend.get_password(service, name)
    if head is None or not head.startswith(_PARTS_MARK):
        return head
    count, digest = _head_of(head)
    parts = [backend.get_password(service, _part_name(name, n)) for n in range(count)]
    secret = "".join(part or "" for part in parts)
    # A write that was cut short leaves parts that do not belong together.
    return secret if _digest(secret) == digest else None


def _write(backend: KeyringBackend, service: str, name: str, secret: str) -> None:
    """Keep `secret`, in parts where the system limits the length; the head goes last."""
    older = backend.get_password(service, name)
    is_short = len(secret) <= _WINDOWS_PART_LETTERS or type(backend).__module__ != _WINDOWS
    if is_short and not secret.startswith(_PARTS_MARK):
        starts = range(0)
        head = secret
    else:
        starts = range(0, len(secret), _WINDOWS_PART_LETTERS)
        head = f"{_PARTS_MARK}{len(starts)}:{_digest(secret)}"
    for n, start in enumerate(starts):
        part = secret[start : start + _WINDOWS_PART_LETTERS]
        backend.set_password(service, _part_name(name, n), part)
    backend.set_password(service, name, head)
    _remove_parts(backend, service, name, range(len(starts), _head_of(older)[0]))


def _remove(backend: KeyringBackend, service: str, name: str) -> None:
    from keyring.errors import PasswordDeleteError

    head = backend.get_password(service, name)
    if head is None:
        return
    with suppress(PasswordDeleteError):  # somebody was faster
        backend.delete_password(service, name)
    _remove_parts(backend, service, name, range(_head_of(head)[0]))


def _remove_parts(backend: KeyringBackend, service: str, name: str, parts: range) -> None:
    from keyring.errors import PasswordDeleteError

    for n in parts:
        with suppress(PasswordDeleteError):
            backend.delete_password(service, _part_name(name, n))


def _head_of(entry: str | None) -> tuple[int, str]:
    """Return how many parts `entry` announces, 0 for a secret kept whole, and their digest."""
    if entry is None or not entry.startswith(_PARTS_MARK):
        return 0, ""
    count, _, digest = entry.removeprefix(_PARTS_MARK).partition(":")
    return (int(count) if count.isdecimal() else 0), digest


def _part_name(name: str, n: int) -> str:
    return f"{name}#{n}"


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()[:16]
