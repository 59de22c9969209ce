"""The desk that a command works on, and the progress it shows on a terminal."""

from __future__ import annotations

import contextlib
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator

from desktop.config import read_config
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.opening import open_desk_of
from desktop.system.paths import open_profile

Progress = Callable[[int, int], None]


@contextlib.contextmanager
def desk_of(args: Namespace) -> Iterator[Desk]:
    """Open the desk of the profile that `--home` names, and close it in any case.

    Raises:
        DeskError: the profile, its settings or its database refuse; nothing was changed.
    """
    profile = open_profile(args.home)
    desk = open_desk_of(profile, read_config(profile.config))
    try:
        yield desk
    finally:
        desk.close()


def add_actor(parser: ArgumentParser) -> None:
    """Let a command be given in somebody's name."""
    parser.add_argument("--as", dest="person", metavar="NAME", help="who does it")


def actor_of(args: Namespace, desk: Desk) -> Actor:
    """Return who gave the command.

    Raises:
        NotFound: nobody, or more than one, is called so.
    """
    person = desk.people.named(args.person).id if args.person else None
    return Actor(person, Source.COMMAND_LINE)


def terminal_progress(what: str) -> Progress | None:
    """Return a function that counts on one line of the terminal; None when piped."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        print(f"\r{what} {done:,} of {total:,}", end=end, file=sys.stderr, flush=True)

    return show
