"""What the window says for each error code: what happened, what it means, what to do."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.ui.marked import QT_TRANSLATE_NOOP

SENTENCES: Mapping[str, str] = {
    "changed_meanwhile": QT_TRANSLATE_NOOP(
        "errors",
        "Somebody saved this record first. Your change was not applied, and what you typed is "
        "kept.",
    ),
    "config.bad_value": QT_TRANSLATE_NOOP(
        "errors",
        "The settings file {path} has a value for “{key}” that is not possible: {value}.",
    ),
    "config.password": QT_TRANSLATE_NOOP(
        "errors",
        "The database address contains a password. Passwords are kept in the system keyring "
        "only: remove it from the address.",
    ),
    "config.unknown_key": QT_TRANSLATE_NOOP(
        "errors",
        "The settings file {path} has an unknown line “{key}”. Known are database_url, log_level "
        "and language.",
    ),
    "config.unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "The settings file {path} could not be read: {reason}. Correct it or remove it; nothing "
        "else is lost.",
    ),
    "database.not_ours": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not a Duty Desk database. It was not changed.",
    ),
    "database.too_new": QT_TRANSLATE_NOOP(
        "errors",
        "This database was made by version {made_by}. Update the program to open it. Nothing was "
        "changed.",
    ),
    "not_found": QT_TRANSLATE_NOOP(
        "errors",
        "This record is not there any more. Somebody may have removed it.",
    ),
    "ticket.marked": QT_TRANSLATE_NOOP(
        "errors",
        "This ticket is merged or spam. Take the mark off first.",
    ),
    "ticket.never_new": QT_TRANSLATE_NOOP("errors", "A ticket cannot become new again."),
}
