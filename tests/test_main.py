"""The entry point: exit codes, sentences on standard error, and nothing imported in vain."""

from __future__ import annotations

import argparse
import io
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from desktop import __main__ as entry
from desktop import __version__
from desktop.domain.errors import DatabaseTooNew, DeskError, NotFound, Refused, Unavailable


class FakeCommand(ModuleType):
    """A command whose outcome the test chooses."""

    def __init__(self) -> None:
        super().__init__("fake_command")
        self.outcome: int | Exception = 0
        self.seen: list[argparse.Namespace] = []

    def register(self, commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
        parser = commands.add_parser("fake")
        parser.add_argument("--json", action="store_true")
        parser.set_defaults(func=self.run)

    def run(self, args: argparse.Namespace) -> int:
        self.seen.append(args)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeCommand]:
    fake = FakeCommand()
    monkeypatch.setattr(entry, "COMMANDS", {"fake": "fake_command"})
    monkeypatch.setitem(sys.modules, "fake_command", fake)
    yield fake


def test_options_before_the_command_and_its_own_after_it(command: FakeCommand) -> None:
    assert entry.main(["--home", "profile", "fake", "--json"]) == 0

    [args] = command.seen
    assert args.home == Path("profile")
    assert args.json


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Unavailable("database.unreachable", reason="refused"), 3),
        (DatabaseTooNew(made_by="9", ours="1"), 3),
        (Refused("config.bad_value", path="x", key="y", value="z"), 2),
        (NotFound(noun="person", id="Nobody"), 2),
    ],
)
def test_refusal_is_a_sentence_and_a_code(
    command: FakeCommand, capsys: pytest.CaptureFixture[str], error: DeskError, code: int
) -> None:
    command.outcome = error

    assert entry.main(["fake"]) == code

    printed = capsys.readouterr().err
    assert printed.startswith("dutydesk: ")
    assert "Traceback" not in printed


def test_bug_is_seventy_and_its_traceback_is_in_the_log(
    command: FakeCommand, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    command.outcome = ZeroDivisionError("a bug")

    assert entry.main(["--home", str(tmp_path), "fake"]) == 70

    assert "Traceback" not in capsys.readouterr().err
    assert "ZeroDivisionError: a bug" in (tmp_path / "logs/cli.log").read_text(encoding="utf-8")


def test_unknown_command_is_wrong_usage(
    command: FakeCommand, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        entry.main(["nonsense"])

    assert ended.value.code == 2
    assert "fake" in capsys.readouterr().err


def test_version_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        entry.main(["--version"])

    assert ended.value.code == 0
    assert capsys.readouterr().out == f"dutydesk {__version__}\n"


def test_without_a_command_the_window_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[tuple[Path | None, bool]] = []

    def window(home: Path | None, *, in_background: bool) -> int:
        opened.append((home, in_background))
        return 0

    monkeypatch.setattr(entry, "_window", window)

    assert entry.main(["--home", "profile", "--background"]) == 0
    assert opened == [(Path("profile"), True)]


EXPORT = ("export", "tickets")


def at_a_shell(home: Path, redirection: str, *command: str) -> subprocess.CompletedProcess[str]:
    words = [sys.executable, "-m", "desktop", "--home", str(home), *command]
    return subprocess.run(
        f"{shlex.join(words)} {redirection}", shell=True, capture_output=True, text=True
    )


posix_shell = pytest.mark.skipif(os.name == "nt", reason="needs the redirections of a POSIX shell")


@posix_shell
@pytest.mark.parametrize("command", [EXPORT, ("--version",), ("mail", "parse", "no")], ids=" ".join)
def test_closed_output_is_as_if_nobody_reads(tmp_path: Path, command: tuple[str, ...]) -> None:
    done = at_a_shell(tmp_path, ">&-", *command)

    assert (done.returncode, done.stderr) == (int(command[0] == "mail"), "")


@posix_shell
@pytest.mark.parametrize("command", [EXPORT, ("mail", "parse", "no")], ids=" ".join)
@pytest.mark.parametrize("redirection", [">/dev/full", "1</dev/null"])
def test_output_that_cannot_be_written_is_told(
    tmp_path: Path, redirection: str, command: tuple[str, ...]
) -> None:
    done = at_a_shell(tmp_path, redirection, *command)

    assert done.returncode == 3
    assert done.stderr.startswith("dutydesk: The output could not be written")
    assert done.stderr.count("\n") == 1


def test_output_in_a_narrow_encoding_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, encoding="ascii"))
    monkeypatch.setattr(entry, "_window", lambda *_, **__: sys.stdout.write("✓"))

    entry.main([])

    assert printed.getvalue() == b"\\u2713"


def test_parsing_for_the_window_imports_no_command() -> None:
    script = (
        "import sys; from desktop.__main__ import _parse; _parse(['--home', 'x']);"
        "print([m for m in sys.modules if m.startswith(('desktop.cli.', 'PySide6', 'sqlalchemy'))])"
    )

    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )

    assert done.stdout.strip() == "[]"


def test_an_interruption_while_a_command_is_imported_is_no_bug(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("importlib.import_module", interrupted)
    assert entry.main(["doctor"]) == 130
    assert capsys.readouterr() == ("", "")
