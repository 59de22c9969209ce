"""`first-page`: reads what a window shows first; the window starts it, and nobody else."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from typing import TYPE_CHECKING

from desktop.system.paths import Profile, profile_folder

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Commands = _SubParsersAction[argparse.ArgumentParser]

NOTHING_READ = 1


def register(commands: Commands) -> None:
    """Add the hidden command, see `system.read_ahead`."""
    commands.add_parser("first-page").set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """Read one question from standard input and print the answer."""
    gc.disable()  # what is imported stays
    from desktop.services.first_reader import serve

    is_read = serve(Profile(profile_folder(args.home)), sys.stdin.buffer, sys.stdout.buffer)
    os._exit(0 if is_read else NOTHING_READ)  # an orderly end takes longer than the reading
