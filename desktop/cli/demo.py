"""`dutydesk demo`: a desk full of made-up work, to look around in."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from desktop.config import DATABASE_VARIABLE, LANGUAGES, read_config
from desktop.services.opening import open_desk_of
from desktop.system.atomic import write_atomically
from desktop.system.paths import Profile, open_profile
from desktop.system.session import has_display

Commands = argparse._SubParsersAction  # the only name argparse has for what add_subparsers gives

SCENES = 60


def register(commands: Commands[argparse.ArgumentParser]) -> None:
    """Add the parser of `demo`."""
    parser = commands.add_parser("demo", help="fill a throw-away desk with demo data and open it")
    parser.add_argument("--tickets", type=_count, default=SCENES, metavar="N")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="another seed: other data")
    parser.add_argument("--language", choices=sorted(LANGUAGES), help="of the data and the window")
    parser.add_argument("--no-window", action="store_true", help="only fill it and say where")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Fill the profile, say where it is, and open the window where there is a display.

    The profile is a new temporary folder unless --home names one; the database of the
    environment is left alone, for it may be the team's.

    Raises:
        Refused: `demo.not_empty`, the profile has tickets.
        DeskError: the folder or its database refuses.
    """
    home = args.home or Path(tempfile.mkdtemp(prefix="dutydesk-demo-"))
    os.environ.pop(DATABASE_VARIABLE, None)
    profile = open_profile(home)
    language = _settle_language(profile, args.language)
    desk = open_desk_of(profile, read_config(profile.config))
    try:
        desk.demo.fill(language, tickets=args.tickets, seed=args.seed)
    finally:
        desk.close()
    print(f"The demo desk is in {profile.folder}")
    if args.no_window or not has_display():
        return 0
    command = [*_program(), "--home", str(profile.folder)]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - this very program


def _settle_language(profile: Profile, wanted: str | None) -> str:
    """Return the language of the data; the window of a new profile starts in it too."""
    if wanted is None:
        return read_config(profile.config).language or "en"
    if not profile.config.exists():
        write_atomically(profile.config, f'language = "{wanted}"\n'.encode())
    return wanted


def _program() -> list[str]:
    """Return the command that starts this program anew: the window is a process of its own."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    return [sys.executable, "-m", "desktop"]


def _count(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
    if not 0 <= number <= 1_000_000:
        raise argparse.ArgumentTypeError("from 0 to 1,000,000")
    return number
