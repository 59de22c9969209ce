"""Starting with the computer: an entry of this user's session, kept where each system keeps such.

People switch it off in their system's own settings too, so nothing is remembered: the state is
read where it is.
"""

from __future__ import annotations

import importlib
import os
import plistlib
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import desktop
from desktop.system.atomic import file_trouble, write_atomically
from desktop.system.paths import Profile, profile_folder

DELAY_SECONDS = 20
"""After the desktop is there: before, it has no tray yet to start into."""

_NAME = "dutydesk"
_LABEL = "org.dutydesk.DutyDesk"
_QUOTED = re.compile(r'(["`$\\])')
_OFF = (("Hidden", "true"), ("X-GNOME-Autostart-enabled", "false"))


@dataclass(frozen=True, slots=True)
class Start:
    """How this program is started: its words, and from which folder if that matters."""

    command: tuple[str, ...]
    folder: Path | None = None


class Autostart(Protocol):
    """Whether this program starts with the session of this user.

    An entry of another copy of it, or for another profile, counts as none.
    """

    def is_on(self) -> bool:
        """Read the state.

        Raises:
            Unavailable: `file.unwritable`, the system does not say.
        """

    def switch(self, *, on: bool) -> None:
        """Write or remove the entry.

        Raises:
            Unavailable: `disk.full`, `file.unwritable`.
        """


def autostart_of(profile: Profile, platform: str = sys.platform) -> Autostart:
    """Return what keeps the entry on this system."""
    start = start_of(profile)
    if platform == "win32":
        return RunKey(start, WindowsRegistry())
    if platform == "darwin":
        return LaunchAgent(start, Path.home() / "Library/LaunchAgents")
    config = os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config"
    return DesktopEntry(start, Path(config) / "autostart")


def start_of(profile: Profile) -> Start:
    """Return how to start this program in the tray, on this profile."""
    is_usual = profile.folder == profile_folder(None, environment={})
    options = (*(() if is_usual else ("--home", str(profile.folder))), "--background")
    if getattr(sys, "frozen", False):
        return Start((sys.executable, *options))
    without_console = Path(sys.executable).with_name("pythonw.exe")
    python = str(without_console if without_console.exists() else sys.executable)
    # From the folder that the package is in: a checkout is not installed anywhere.
    return Start((python, "-m", "desktop", *options), Path(desktop.__file__).parents[1])


class DesktopEntry:
    """A file of the XDG autostart folder."""

    def __init__(self, start: Start, folder: Path) -> None:
        self._path = folder / f"{_NAME}.desktop"
        self._exec = " ".join(map(_quoted, start.command))
        self._folder = start.folder

    def is_on(self) -> bool:
        """Read the file; desktops switch an entry off by a line in it."""
        content = _read(self._path).decode("utf-8", "replace")
        lines = dict(_stripped(line) for line in content.splitlines() if "=" in line)
        is_off = any(lines.get(name, "").lower() == value for name, value in _OFF)
        return lines.get("Exec") == self._exec and not is_off

    def switch(self, *, on: bool) -> None:
        """Write the file, or delete it."""
        lines = (
            "[Desktop Entry]",
            "Type=Application",
            "Name=Duty Desk",
            f"Exec={self._exec}",
            *(() if self._folder is None else (f"Path={_escaped(str(self._folder))}",)),
            f"Icon={_NAME}",
            "Terminal=false",
            f"X-GNOME-Autostart-Delay={DELAY_SECONDS}",
            "",
        )
        _put(self._path, "\n".join(lines).encode() if on else None)


class LaunchAgent:
    """A property list of macOS, which launchd reads at the next login."""

    def __init__(self, start: Start, folder: Path) -> None:
        self._path = folder / f"{_LABEL}.plist"
        self._start = start

    def is_on(self) -> bool:
        """Read the list; one that is spoilt starts nothing."""
        found: object = None
        with suppress(plistlib.InvalidFileException, ValueError):
            found = plistlib.loads(_read(self._path))
        if not isinstance(found, dict) or found.get("Disabled") is True:
            return False
        return found.get("ProgramArguments") == list(self._start.command)

    def switch(self, *, on: bool) -> None:
        """Write the list, or delete it."""
        entry: dict[str, object] = {
            "Label": _LABEL,
            "ProgramArguments": list(self._start.command),
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        if self._start.folder is not None:
            entry["WorkingDirectory"] = str(self._start.folder)
        _put(self._path, plistlib.dumps(entry) if on else None)


class Registry(Protocol):
    """The part of HKEY_CURRENT_USER that is needed."""

    def get(self, key: str, name: str) -> str | bytes | None:
        """Return a value; None when it is not there."""

    def put(self, key: str, name: str, value: str) -> None:
        """Write a text."""

    def delete(self, key: str, name: str) -> None:
        """Remove a value, if it is there."""


class RunKey:
    """A value under Windows' `Run`, which its Task Manager can overrule in `StartupApproved`.

    It names no folder to start from: the program must be installed.
    """

    RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
    APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"
    VALUE = "DutyDesk"

    def __init__(self, start: Start, registry: Registry) -> None:
        self._command = subprocess.list2cmdline(start.command)
        self._registry = registry

    def is_on(self) -> bool:
        """Read both; Task Manager says "disabled" by an odd first byte."""
        try:
            command = self._registry.get(self.RUN, self.VALUE)
            approved = self._registry.get(self.APPROVED, self.VALUE)
        except OSError as error:
            raise file_trouble(error, Path(self.RUN)) from error
        is_overruled = isinstance(approved, bytes) and bool(approved) and approved[0] % 2 == 1
        return command == self._command and not is_overruled

    def switch(self, *, on: bool) -> None:
        """Write the value, or remove it; what Task Manager said is over either way."""
        try:
            if on:
                self._registry.put(self.RUN, self.VALUE, self._command)
            else:
                self._registry.delete(self.RUN, self.VALUE)
            self._registry.delete(self.APPROVED, self.VALUE)
        except OSError as error:
            raise file_trouble(error, Path(self.RUN)) from error


class WindowsRegistry:
    """The registry of the signed-in user; on other systems there is none to make."""

    def __init__(self) -> None:
        self._api: Any = importlib.import_module("winreg")
        self._root = self._api.HKEY_CURRENT_USER

    def get(self, key: str, name: str) -> str | bytes | None:
        """Return a value; None when it or its key is not there."""
        try:
            with self._api.OpenKey(self._root, key) as opened:
                found: str | bytes = self._api.QueryValueEx(opened, name)[0]
                return found
        except FileNotFoundError:
            return None

    def put(self, key: str, name: str, value: str) -> None:
        """Write a text."""
        with self._api.CreateKey(self._root, key) as opened:
            self._api.SetValueEx(opened, name, 0, self._api.REG_SZ, value)

    def delete(self, key: str, name: str) -> None:
        """Remove a value, if it is there."""
        with (
            suppress(FileNotFoundError),
            self._api.OpenKey(self._root, key, 0, self._api.KEY_SET_VALUE) as opened,
        ):
            self._api.DeleteValue(opened, name)


def _quoted(argument: str) -> str:
    """Quote an argument as the Desktop Entry Specification has it for `Exec`."""
    inner = _QUOTED.sub(r"\\\1", argument)
    return _escaped(f'"{inner}"').replace("%", "%%")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\")


def _stripped(line: str) -> tuple[str, str]:
    name, _, value = line.partition("=")
    return name.strip(), value.strip()


def _read(path: Path) -> bytes:
    """Return what is in an entry's file; nothing when there is none."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""
    except OSError as error:
        raise file_trouble(error, path) from error


def _put(path: Path, content: bytes | None) -> None:
    """Write an entry's file, or delete it."""
    try:
        if content is None:
            path.unlink(missing_ok=True)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise file_trouble(error, path) from error
    write_atomically(path, content)
