"""Sentences for what calendar files, pay rules and pay lists of duties refuse."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.marked import QT_TRANSLATE_NOOP

DUTY_FILES: Mapping[str, str] = {
    "ics.nonsense": QT_TRANSLATE_NOOP(
        "errors",
        "This is not a calendar file (ICS). Nothing was changed.",
    ),
    "ics.too_big": QT_TRANSLATE_NOOP(
        "errors",
        "The calendar file is larger than {limit_mb} MB. Export fewer months. Nothing was changed.",
    ),
    "ics.too_many": QT_TRANSLATE_NOOP(
        "errors",
        "The calendar file has more than {limit} events in the next year. Export a calendar "
        "of duties alone. Nothing was changed.",
    ),
    "ics.too_slow": QT_TRANSLATE_NOOP(
        "errors",
        "Reading the calendar file took too long: it repeats events in a way that never ends, "
        "or is damaged. Nothing was changed.",
    ),
    "ics.unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "{path} could not be read: {reason}.",
    ),
    "pay.bad_rate": QT_TRANSLATE_NOOP(
        "errors",
        "The rate of “{rule}” is not an amount from 0 to 1,000,000.",
    ),
    "pay.no_name": QT_TRANSLATE_NOOP(
        "errors",
        "Enter a name for the pay rule.",
    ),
    "pay.no_people": QT_TRANSLATE_NOOP(
        "errors",
        "Choose at least one person, or let the rule be for everybody.",
    ),
    "pay.too_long": QT_TRANSLATE_NOOP(
        "errors",
        "A pay list covers ten years at most.",
    ),
}
