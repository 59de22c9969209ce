"""Starting with the computer is written and read where each system keeps it, and only there."""

from __future__ import annotations

import configparser
import plistlib
import re
import sys
from pathlib import Path

import pytest

from desktop.domain.errors import Unavailable
from desktop.system.autostart import (
    DesktopEntry,
    LaunchAgent,
    RunKey,
    Start,
    autostart_of,
    start_of,
)
from desktop.system.paths import Profile, profile_folder

ODD = Start(("/opt/Duty Desk/duty$desk", "--home", '/data/100% "ours"\\', "--background"))


class Registry:
    """The values of a registry in memory."""

    def __init__(self) -> None:
        self.values: dict[tuple[str, str], str | bytes] = {}

    def get(self, key: str, name: str) -> str | bytes | None:
        return self.values.get((key, name))

    def put(self, key: str, name: str, value: str) -> None:
        self.values[key, name] = value

    def delete(self, key: str, name: str) -> None:
        self.values.pop((key, name), None)


def entry(path: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[method-assign,assignment]  # names are as written
    parser.read(path, encoding="utf-8")
    return parser["Desktop Entry"]


def arguments(line: str) -> tuple[str, ...]:
    """Read `Exec` as a desktop does: the escapes of any text first, then the quoting."""
    plain = line.replace("\\\\", "\\").replace("%%", "%")
    words = re.findall(r'"((?:[^"\\]|\\.)*)"', plain)
    return tuple(re.sub(r"\\(.)", r"\1", word) for word in words)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    return tmp_path


def test_entry_of_this_program_is_switched_on_and_off(home: Path) -> None:
    profile = Profile(home / "profile")
    autostart = autostart_of(profile, "linux")
    assert not autostart.is_on()
    autostart.switch(on=True)
    assert autostart.is_on()
    found = entry(home / ".config/autostart/dutydesk.desktop")
    assert arguments(found["Exec"])[-3:] == ("--home", str(profile.folder), "--background")
    assert (Path(found["Path"]) / "desktop/__main__.py").exists()
    assert found["X-GNOME-Autostart-Delay"] == "20"
    autostart.switch(on=False)
    autostart.switch(on=False)
    assert not autostart.is_on()
    assert list((home / ".config/autostart").iterdir()) == []


def test_configuration_folder_of_the_session_is_respected(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "elsewhere"))
    autostart_of(Profile(home), "linux").switch(on=True)
    assert (home / "elsewhere/autostart/dutydesk.desktop").exists()


def test_usual_profile_needs_no_words_and_a_frozen_program_no_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Profile(profile_folder(None, environment={}))
    assert start_of(usual).command == (sys.executable, "-m", "desktop", "--background")
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert start_of(usual) == Start((sys.executable, "--background"))


def test_odd_characters_reach_the_program_as_they_are(tmp_path: Path) -> None:
    autostart = DesktopEntry(ODD, tmp_path)
    autostart.switch(on=True)
    assert arguments(entry(tmp_path / "dutydesk.desktop")["Exec"]) == ODD.command
    assert autostart.is_on()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_was_switched_off_outside_is_off_until_switched_on_here(
    tmp_path: Path, line: str
) -> None:
    autostart = DesktopEntry(ODD, tmp_path)
    autostart.switch(on=True)
    file = tmp_path / "dutydesk.desktop"
    file.write_text(file.read_text() + line + "\n")
    assert not autostart.is_on()
    autostart.switch(on=True)
    assert autostart.is_on()


def test_entry_of_another_copy_counts_as_none(tmp_path: Path) -> None:
    DesktopEntry(Start(("/elsewhere/dutydesk", "--background")), tmp_path).switch(on=True)
    assert not DesktopEntry(ODD, tmp_path).is_on()


def test_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "autostart").write_text("a file, not a folder")
    with pytest.raises(Unavailable, match=r"file\.unwritable"):
        DesktopEntry(ODD, tmp_path / "autostart").switch(on=True)


def test_windows_keeps_a_value_that_its_task_manager_may_overrule() -> None:
    registry = Registry()
    autostart = RunKey(ODD, registry)
    assert not autostart.is_on()
    autostart.switch(on=True)
    assert autostart.is_on()
    line = registry.values[RunKey.RUN, RunKey.VALUE]
    assert isinstance(line, str) and line.startswith('"/opt/Duty Desk/duty$desk" --home')
    for first, is_on in ((b"\x02", True), (b"\x03", False), (b"\x06", True), (b"\x07", False)):
        registry.values[RunKey.APPROVED, RunKey.VALUE] = first + bytes(11)
        assert autostart.is_on() is is_on
    autostart.switch(on=True)
    assert autostart.is_on(), "asked for here, what Task Manager said is over"
    autostart.switch(on=False)
    assert registry.values == {}


def test_macos_keeps_a_property_list(tmp_path: Path) -> None:
    autostart = LaunchAgent(ODD, tmp_path / "LaunchAgents")
    assert not autostart.is_on()
    autostart.switch(on=True)
    assert autostart.is_on()
    [file] = (tmp_path / "LaunchAgents").iterdir()
    found = plistlib.loads(file.read_bytes())
    assert (found["ProgramArguments"], found["RunAtLoad"]) == (list(ODD.command), True)
    file.write_bytes(plistlib.dumps(found | {"Disabled": True}))
    assert not autostart.is_on()
    file.write_bytes(b"spoilt")
    assert not autostart.is_on()
    autostart.switch(on=False)
    assert not file.exists()
