"""Set-up decides rightly what is missing, what is stale and what a test may reach."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import dev


def test_missing_package_is_found() -> None:
    listing = "ii \tlibgl1\t\nrc \txvfb\t\n"
    assert dev.missing_packages(["libgl1", "xvfb", "xauth"], listing) == ["xvfb", "xauth"]


def test_package_under_a_newer_name_counts() -> None:
    """Ubuntu renamed libraries for 64-bit time and lets the new names provide the old."""
    listing = "ii \tlibglib2.0-0t64\tlibglib2.0-0 (= 2.80.0), libglib2.0-0-any\n"
    assert dev.missing_packages(["libglib2.0-0"], listing) == []


def test_missing_packages_are_named_with_the_exact_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pretend_debian(monkeypatch, listing="ii \tlibgl1\t\n", user=1000)
    assert dev.main(["run"]) == 2
    told = capsys.readouterr().err
    assert "sudo apt-get update && sudo apt-get install --yes --no-install-recommends" in told
    assert "libegl1" in told
    assert "libgl1 " not in told


def test_other_systems_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda _: None)
    dev.install_system_packages("run", "test")


@pytest.fixture
def commands(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """What set-up would run, in a checkout with three locks and a pretended environment."""
    locks = tmp_path / "requirements"
    locks.mkdir()
    for name in ("runtime", "dev"):
        (locks / f"{name}.txt").write_text(name)
    ran: list[str] = []

    def run(command: list[object], **_: object) -> None:
        ran.append("venv" if "venv" in command else Path(str(command[-1])).stem)

    venv = tmp_path / ".venv"
    venv.mkdir()
    monkeypatch.setattr(dev, "ROOT", tmp_path)
    monkeypatch.setattr(dev, "VENV", venv)
    monkeypatch.setattr(dev, "STAMP", venv / "stamp")
    monkeypatch.setattr(dev, "venv_identity", lambda: "here 3.11")
    monkeypatch.setattr(dev.subprocess, "run", run)
    return ran


def test_second_start_installs_nothing(commands: list[str]) -> None:
    dev.prepare_venv("runtime")
    assert commands == ["venv", "runtime"]
    commands.clear()
    dev.prepare_venv("runtime")
    assert commands == []


def test_checks_install_over_what_the_program_has(commands: list[str]) -> None:
    dev.prepare_venv("runtime")
    commands.clear()
    dev.prepare_venv("runtime", "dev")
    assert commands == ["dev"]
    commands.clear()
    dev.prepare_venv("runtime")
    assert commands == []


def test_changed_lock_makes_the_environment_anew(commands: list[str], tmp_path: Path) -> None:
    dev.prepare_venv("runtime", "dev")
    commands.clear()
    (tmp_path / "requirements" / "runtime.txt").write_text("another")
    dev.prepare_venv("runtime", "dev")
    assert commands == ["venv", "dev"]


@pytest.mark.parametrize("identity", ["elsewhere 3.11", "here 3.12", None])
def test_moved_or_outdated_environment_is_made_anew(
    identity: str | None, commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.prepare_venv("runtime")
    commands.clear()
    monkeypatch.setattr(dev, "venv_identity", lambda: identity)
    dev.prepare_venv("runtime")
    assert commands == ["venv", "runtime"]


def test_interrupted_installation_is_not_taken_for_done(
    commands: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    dev.prepare_venv("runtime")

    def fail(command: list[object], **_: object) -> None:
        raise subprocess.CalledProcessError(1, ["pip"])

    with monkeypatch.context() as broken:
        broken.setattr(dev.subprocess, "run", fail)
        with pytest.raises(subprocess.CalledProcessError):
            dev.prepare_venv("runtime", "dev")
    commands.clear()
    dev.prepare_venv("runtime", "dev")
    assert commands == ["venv", "dev"]


def test_tests_cannot_reach_the_desktop_of_the_person(tmp_path: Path) -> None:
    mine = {
        "PATH": "/usr/bin",
        "DISPLAY": ":0",
        "DBUS_SESSION_BUS_ADDRESS": "unix:path=/run/bus",
        "XDG_DATA_HOME": "/data",
        "DUTYDESK_DATABASE_URL": "postgresql://real",
        "CI": "true",
    }
    theirs = dev.isolated(mine, tmp_path)
    assert theirs["HOME"] == str(tmp_path)
    assert (theirs["PATH"], theirs["CI"]) == ("/usr/bin", "true")
    assert not {"DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_DATA_HOME"} & set(theirs)
    assert "DUTYDESK_DATABASE_URL" not in theirs


def test_later_steps_run_after_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    fails = dev.Step("first", [sys.executable, "-c", "raise SystemExit(3)"])
    works = dev.Step("second", [sys.executable, "-c", "pass"])
    assert dev.run_steps([fails, works]) == 1
    summary = capsys.readouterr().out.splitlines()[-2:]
    assert summary[0].endswith("FAILED (3)")
    assert summary[1].endswith("ok")
    assert dev.run_steps([works]) == 0


def test_a_step_beside_the_last_tells_all_it_said(capsys: pytest.CaptureFixture[str]) -> None:
    said = "import sys; print('one'); sys.stdout.flush(); sys.exit('two')"
    fails = dev.Step("first", [sys.executable, "-c", said])
    works = dev.Step("second", [sys.executable, "-c", "pass"])
    assert dev.run_steps([fails, works]) == 1
    assert "==> first\none\ntwo\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "variables", "module"),
    [
        ([], {}, ["desktop", "tour"]),
        ([], {"DISPLAY": ":7"}, ["desktop"]),
        (["--home", "x"], {}, ["desktop", "--home"]),
    ],
)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a display")
def test_run_without_display_shows_the_tour(
    arguments: list[str],
    variables: dict[str, str],
    module: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[str] = []
    monkeypatch.setattr(dev, "set_up", lambda: None)
    monkeypatch.setattr(dev, "run_module", lambda *words, **_: ran.extend(map(str, words)) or 0)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert dev.main(["run", *arguments]) == 0
    assert ran[: len(module)] == module


def pretend_debian(monkeypatch: pytest.MonkeyPatch, *, listing: str, user: int) -> None:
    monkeypatch.setattr(dev.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(os, "geteuid", lambda: user)
    done = subprocess.CompletedProcess([], 0, stdout=listing)
    monkeypatch.setattr(dev.subprocess, "run", lambda *_, **__: done)
