"""Entry point: parse the arguments, hand over to a command or to the window."""

from __future__ import annotations

import argparse
import contextlib
import errno
import gc
import importlib
import io
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from desktop import __version__
from desktop.cli import COMMANDS, path_given
from desktop.domain.errors import ChangedMeanwhile, DatabaseTooNew, DeskError, Unavailable

DONE = 0
WRONG_USAGE = 2
NOT_NOW = 3
BUG = 70
INTERRUPTED = 130

_NO_OUTPUT = frozenset({errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EBADF})
"""What the system says when nobody reads our output, or nothing more fits where it goes."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code (contracts.md, Command line)."""
    _mend_streams()
    try:
        try:
            return _run(_parse(sys.argv[1:] if argv is None else argv))
        finally:
            sys.stdout.flush()
    except OSError as error:
        return _end_output(error)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(args: argparse.Namespace) -> int:
    """Do what the arguments say; an error of the output itself is left to `main`."""
    try:
        if args.command is None:
            return _window(args.home, in_background=args.background)
        return int(args.func(args))
    except DeskError as error:
        return _refuse(error)
    except Exception as error:
        if args.command and isinstance(error, OSError) and error.errno in _NO_OUTPUT:
            raise
        return _report_bug(error, args.home)


def exit_code(error: DeskError) -> int:
    """Return 3 for what may work later, 2 for what was asked wrongly."""
    later = (Unavailable, DatabaseTooNew, ChangedMeanwhile)
    return NOT_NOW if isinstance(error, later) else WRONG_USAGE


def _parse(argv: Sequence[str]) -> argparse.Namespace:
    """Read the arguments; of the commands' modules only the one that was given is imported."""
    head = argparse.ArgumentParser(prog="dutydesk", add_help=False)
    _add_options(head)
    head.add_argument("command", nargs="?")
    head.add_argument("rest", nargs=argparse.REMAINDER)
    first, unknown = head.parse_known_args(argv)
    if first.command is None and not unknown:
        return first
    parser = argparse.ArgumentParser(
        prog="dutydesk",
        description="Duty Desk: requests become tickets with deadlines. Without a command it "
        "opens the window.",
    )
    _add_options(parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in [first.command] if first.command in COMMANDS else COMMANDS:
        importlib.import_module(COMMANDS[command]).register(commands)
    return parser.parse_args(argv)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--version", action="version", version=f"dutydesk {__version__}")
    parser.add_argument(
        "--home", type=path_given, metavar="DIR", help="profile folder, instead of DUTYDESK_HOME"
    )
    parser.add_argument("--as", dest="person", metavar="NAME", help="who gives the command")
    parser.add_argument(
        "--background", action="store_true", help="start in the tray, as autostart does"
    )


def _window(home: Path | None, *, in_background: bool) -> int:
    gc.disable()  # all that is imported stays; `ui.collector` decides when to look at the rest
    from desktop.system.paths import profile_folder
    from desktop.system.read_ahead import ReadAhead

    # In the background nobody waits for a list.
    with contextlib.nullcontext() if in_background else ReadAhead(profile_folder(home)) as ahead:
        from desktop.app import run  # with Qt: the reader has begun by then

        return run(home, in_background=in_background, ahead=ahead)


def _refuse(error: DeskError) -> int:
    from desktop.cli.sentences import sentence

    _say(f"dutydesk: {sentence(error)}")
    return exit_code(error)


def _report_bug(error: Exception, home: Path | None) -> int:
    from desktop.system.logs import start_logging, stop_logging
    from desktop.system.paths import open_profile

    log = logging.getLogger("desktop")
    _say(f"dutydesk: something went wrong in the program ({type(error).__name__}).")
    try:
        folder = open_profile(home).logs
    except DeskError:
        log.critical("unexpected error", exc_info=error)  # the last resort: to the terminal
        return BUG
    handler = start_logging(folder, "cli")
    log.critical("unexpected error", exc_info=error)
    stop_logging(handler)
    _say(f"The details are in {folder}.")
    return BUG


def _say(line: str) -> None:
    try:
        sys.stderr.write(line + "\n")
        sys.stderr.flush()
    except OSError:
        _silence(sys.stderr)


def _mend_streams() -> None:
    """Put nothing in the place of streams that were closed (`>&-`), and print any character."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            nothing = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115 -- to the end
            setattr(sys, name, nothing)
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def _end_output(error: OSError) -> int:
    """Return 0 where nobody reads on (`| head`), 3 where the output could not be written."""
    _silence(sys.stdout)
    if error.errno == errno.EPIPE:
        return DONE
    return _refuse(Unavailable("output.unwritable", reason=error.strerror or str(error)))


def _silence(stream: TextIO) -> None:
    """Let the interpreter flush what is left at its end to nowhere."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


if __name__ == "__main__":
    sys.exit(main())
