"""Secrets with a keyring that works, lies, refuses, hangs or is not there."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as FailKeyring
from keyring.backends.null import Keyring as NullKeyring
from keyring.errors import InitError, NoKeyringError, PasswordDeleteError

import desktop.system.secrets
from desktop.system.logs import HIDDEN, Redactor
from desktop.system.secrets import Keeping, KeyringSecrets, trusted_backend
from tests.servers.session_bus import require_program


class FakeKeyring(KeyringBackend):
    """A keyring in a dict; `error` is raised by every call while it is set."""

    priority = 0.1

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[tuple[str, str], str] = {}
        self.error: Exception | None = None
        self.longest_letters = 1_000_000

    def get_password(self, service: str, username: str) -> str | None:
        self._fail()
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._fail()
        assert len(password) <= self.longest_letters
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        self._fail()
        if self.entries.pop((service, username), None) is None:
            raise PasswordDeleteError("not found")

    def _fail(self) -> None:
        if self.error:
            raise self.error


class ForgetfulKeyring(FakeKeyring):
    def set_password(self, service: str, username: str, password: str) -> None:
        """Forget it."""


@pytest.fixture(autouse=True)
def redactor(monkeypatch: pytest.MonkeyPatch) -> Redactor:
    """A redactor of the test's own: words used here must not be hidden from other tests."""
    redactor = Redactor()
    monkeypatch.setattr(desktop.system.secrets, "redactor", redactor)
    return redactor


@pytest.fixture
def backend() -> FakeKeyring:
    return FakeKeyring()


@pytest.fixture
def secrets(backend: FakeKeyring) -> KeyringSecrets:
    return KeyringSecrets("dutydesk/1", lambda: backend)


def test_secret_is_kept_in_the_keyring(secrets: KeyringSecrets, backend: FakeKeyring) -> None:
    secrets.set("mailbox:3", "пароль")

    assert secrets.keeping is Keeping.KEYRING
    assert secrets.get("mailbox:3") == "пароль"
    assert backend.entries == {("dutydesk/1", "mailbox:3"): "пароль"}
    secrets.delete("mailbox:3")
    assert secrets.get("mailbox:3") is None
    assert backend.entries == {}


def test_next_run_finds_it_and_another_installation_does_not(
    secrets: KeyringSecrets, backend: FakeKeyring
) -> None:
    secrets.set("mailbox:3", "secret-of-one")

    assert KeyringSecrets("dutydesk/1", lambda: backend).get("mailbox:3") == "secret-of-one"
    assert KeyringSecrets("dutydesk/2", lambda: backend).get("mailbox:3") is None


def test_every_secret_seen_is_kept_out_of_logs(
    secrets: KeyringSecrets, backend: FakeKeyring, redactor: Redactor
) -> None:
    secrets.set("a", "canary-set-Heron")
    backend.entries["dutydesk/1", "b"] = "canary-read-Heron"
    secrets.get("b")

    assert redactor.clean("canary-set-Heron canary-read-Heron") == f"{HIDDEN} {HIDDEN}"


def test_without_a_keyring_memory_keeps_it_for_this_run() -> None:
    secrets = KeyringSecrets("dutydesk/1", lambda: None)

    secrets.set("mailbox:3", "secret")

    assert secrets.keeping is Keeping.MEMORY_NO_KEYRING
    assert secrets.get("mailbox:3") == "secret"
    assert KeyringSecrets("dutydesk/1", lambda: None).get("mailbox:3") is None


@pytest.mark.parametrize("error", [NoKeyringError(), InitError("Prompt dismissed"), OSError()])
def test_keyring_that_refuses_gives_way_to_memory(
    secrets: KeyringSecrets, backend: FakeKeyring, error: Exception
) -> None:
    backend.error = error

    secrets.set("mailbox:3", "secret")

    assert secrets.keeping is Keeping.MEMORY_LOCKED
    assert secrets.get("mailbox:3") == "secret"
    assert secrets.get("unknown") is None


def test_keyring_that_is_locked_later_gives_way_too(
    secrets: KeyringSecrets, backend: FakeKeyring
) -> None:
    secrets.set("mailbox:3", "old")
    backend.error = InitError("locked")

    assert secrets.get("mailbox:3") is None
    assert secrets.keeping is Keeping.MEMORY_LOCKED
    secrets.set("mailbox:3", "new")
    assert secrets.get("mailbox:3") == "new"


def test_unlocked_again_it_takes_over_what_memory_kept(
    secrets: KeyringSecrets, backend: FakeKeyring
) -> None:
    backend.error = InitError("locked")
    secrets.set("mailbox:3", "typed meanwhile")
    backend.error = None

    assert secrets.retry() is Keeping.KEYRING
    assert backend.entries == {("dutydesk/1", "mailbox:3"): "typed meanwhile"}
    assert secrets.get("mailbox:3") == "typed meanwhile"


def test_keyring_that_forgets_is_not_trusted() -> None:
    secrets = KeyringSecrets("dutydesk/1", ForgetfulKeyring)

    secrets.set("mailbox:3", "secret")

    assert secrets.keeping is Keeping.MEMORY_FORGETFUL
    assert secrets.get("mailbox:3") == "secret"


def test_keyring_that_hangs_is_given_up_and_asked_no_more() -> None:
    unlocked = threading.Event()
    calls: list[str] = []

    class HangingKeyring(FakeKeyring):
        def get_password(self, service: str, username: str) -> str | None:
            calls.append(username)
            unlocked.wait(30)
            return None

    secrets = KeyringSecrets("dutydesk/1", HangingKeyring, patience_seconds=0.05)
    try:
        secrets.set("mailbox:3", "secret")

        assert secrets.keeping is Keeping.MEMORY_SLOW
        assert secrets.get("mailbox:3") == "secret"
        assert len(calls) == 1
    finally:
        unlocked.set()


def test_search_for_a_keyring_that_hangs_is_given_up() -> None:
    unlocked = threading.Event()
    secrets = KeyringSecrets("d", lambda: unlocked.wait(30) and None, patience_seconds=0.05)

    assert secrets.keeping is Keeping.MEMORY_SLOW
    unlocked.set()


@pytest.fixture
def windows_backend() -> Iterator[FakeKeyring]:
    class WinVaultKeyring(FakeKeyring):
        __module__ = "keyring.backends.Windows"

    backend = WinVaultKeyring()
    backend.longest_letters = 2560 // 4
    yield backend


def test_long_token_is_kept_in_parts_where_windows_limits_it(
    windows_backend: FakeKeyring,
) -> None:
    secrets = KeyringSecrets("d", lambda: windows_backend)
    for length in (5_000, 601, 600, 1_201, 1):
        token = ("ключ😀" * length)[:length]
        secrets.set("oauth", token)

        assert KeyringSecrets("d", lambda: windows_backend).get("oauth") == token
        assert len(windows_backend.entries) == (1 if length <= 600 else 1 + -(-length // 600))
    secrets.set("oauth", "x" * 5_000)
    secrets.delete("oauth")
    assert windows_backend.entries == {}


def test_parts_that_do_not_belong_together_are_no_secret(windows_backend: FakeKeyring) -> None:
    secrets = KeyringSecrets("d", lambda: windows_backend)
    secrets.set("oauth", "x" * 5_000)
    windows_backend.entries["d", "oauth#3"] = "y" * 600

    assert secrets.get("oauth") is None


@pytest.mark.parametrize("secret", ["dutydesk-parts:2:abc", "dutydesk-parts:", ""])
def test_secret_that_looks_like_a_head_comes_back(
    secrets: KeyringSecrets, backend: FakeKeyring, secret: str
) -> None:
    secrets.set("odd", secret)

    assert secrets.get("odd") == secret
    secrets.delete("odd")
    assert backend.entries == {}


@pytest.mark.parametrize("chosen", [FailKeyring, NullKeyring, FakeKeyring])
def test_backend_that_keeps_nothing_or_plain_text_is_refused(
    monkeypatch: pytest.MonkeyPatch, chosen: type[KeyringBackend]
) -> None:
    monkeypatch.setattr(keyring, "get_keyring", chosen)

    assert trusted_backend() is None


def test_trusted_backend_is_picked_out_of_a_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    class Keyring(FakeKeyring):
        __module__ = "keyring.backends.SecretService"

    plain, trusted = FakeKeyring(), Keyring()
    chain = ChainerBackend()
    monkeypatch.setattr(ChainerBackend, "backends", [plain, trusted])
    monkeypatch.setattr(keyring, "get_keyring", lambda: chain)

    assert trusted_backend() is trusted


def test_backend_that_was_set_and_is_missing_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> KeyringBackend:
        raise ModuleNotFoundError("keyrings.gone")

    monkeypatch.setattr(keyring, "get_keyring", missing)

    assert trusted_backend() is None


REAL = """
import sys
from desktop.system.secrets import KeyringSecrets
secrets = KeyringSecrets("dutydesk/test")
step, keeping = sys.argv[1], secrets.keeping.value
if step == "set":
    secrets.set("mailbox:3", "Пароль ёж")
if step == "delete":
    secrets.delete("mailbox:3")
print(ascii((keeping, secrets.get("mailbox:3"))))
"""


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder for sockets, whose paths may have 107 bytes at most."""
    with tempfile.TemporaryDirectory(prefix="desk-", dir="/tmp") as folder:
        yield Path(folder)


def test_gnome_keyring_keeps_a_secret_over_sessions(tmp_path: Path, runtime: Path) -> None:
    require_program("dbus-run-session")
    require_program("gnome-keyring-daemon")
    environment = {
        **{k: v for k, v in os.environ.items() if k not in {"DISPLAY", "PYTHON_KEYRING_BACKEND"}},
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_DATA_HOME": str(tmp_path / "data"),
    }
    unlock = "echo -n pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "

    def session(step: str, before: str = unlock) -> str:
        command = f'{before}"$0" -c "$1" {step}'
        return subprocess.run(
            ["dbus-run-session", "--", "bash", "-c", command, sys.executable, REAL],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        ).stdout.strip()

    assert session("set") == ascii(("keyring", "Пароль ёж"))
    assert session("get") == ascii(("keyring", "Пароль ёж"))
    assert session("delete") == ascii(("keyring", None))
    kept = b"".join(file.read_bytes() for file in tmp_path.rglob("*") if file.is_file())
    assert "Пароль ёж".encode() not in kept
