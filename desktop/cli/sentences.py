"""What a command prints for each error code."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.errors import DeskError

SENTENCES: Mapping[str, str] = {
    "changed_meanwhile": (
        "Somebody saved this record first. Your change was not applied, and what you typed is kept."
    ),
    "config.bad_value": (
        "The settings file {path} has a value for “{key}” that is not possible: {value}."
    ),
    "config.password": (
        "The database address contains a password. Passwords are kept in the system keyring "
        "only: remove it from the address."
    ),
    "config.unknown_key": (
        "The settings file {path} has an unknown line “{key}”. Known are database_url, log_level "
        "and language."
    ),
    "config.unreadable": (
        "The settings file {path} could not be read: {reason}. Correct it or remove it; nothing "
        "else is lost."
    ),
    "database.not_ours": "{path} is not a Duty Desk database. It was not changed.",
    "database.too_new": (
        "This database was made by version {made_by}. Update the program to open it. Nothing was "
        "changed."
    ),
    "not_found": "This record is not there any more. Somebody may have removed it.",
    "ticket.marked": "This ticket is merged or spam. Take the mark off first.",
    "ticket.never_new": "A ticket cannot become new again.",
}


def sentence(error: DeskError) -> str:
    """Return what happened and what to do; the bare code where nobody wrote a sentence."""
    text = SENTENCES.get(error.code)
    if text is None:
        return f"{error}."
    return text.format_map(_Facts(error.facts))


class _Facts(dict[str, object]):
    """The facts of an error; one that a sentence names but the error lacks reads as a dash."""

    def __missing__(self, name: str) -> str:
        return "–"
