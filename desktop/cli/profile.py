"""The desk that a command works on, and the progress it shows on a terminal."""

from __future__ import annotations

import contextlib
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator

from desktop.config import read_config
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.opening import open_desk_of
from desktop.services.rows import PersonRow
from desktop.system.paths import open_profile

Progress = Callable[[int, int], None]


@contextlib.contextmanager
def desk_of(args: Namespace) -> Iterator[Desk]:
    """Open the desk of the profile that `--home` names, and close it in any case.

    Raises:
        Refused: `person.not_one`, `--as` does not name one person of this desk.
        DeskError: the profile, its settings or its database refuse; nothing was changed.
    """
    profile = open_profile(args.home)
    desk = open_desk_of(profile, read_config(profile.config))
    try:
        if args.person is not None:
            person_called(desk, args.person)
        yield desk
    finally:
        desk.close()


def terminal_progress(what: str) -> Progress | None:
    """Return a function that counts on one line of the terminal; None when piped."""
    if not sys.stderr.isatty():
        return None

    def show(done: int, total: int) -> None:
        end = "\n" if done >= total else ""
        print(f"\r{what} {done:,} of {total:,}", end=end, file=sys.stderr, flush=True)

    return show


def person_called(desk: Desk, name: str) -> PersonRow:
    """Return the person of the team that an argument names, by name or address.

    Raises:
        Refused: `person.not_one` (fact `name`).
    """
    try:
        return desk.people.named(name)
    except NotFound as error:
        raise Refused("person.not_one", name=name) from error


def line_called(desk: Desk, name: str) -> int:
    """Return the id of the line that an argument names.

    Raises:
        Refused: `duty.unknown_line` (fact `name`).
    """
    for line in desk.people.lines():
        if line.name.casefold() == name.strip().casefold():
            return line.id
    raise Refused("duty.unknown_line", name=name)


def actor_of(args: Namespace, desk: Desk) -> Actor:
    """Return who gives the command, whom `--as` names, or nobody in particular."""
    person = None if args.person is None else person_called(desk, args.person).id
    return Actor(person, Source.COMMAND_LINE)
