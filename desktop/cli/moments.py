"""Moments as people and programs write them for a command."""

from __future__ import annotations

from argparse import ArgumentTypeError
from datetime import MAXYEAR, MINYEAR, UTC, date, datetime
from zoneinfo import ZoneInfo

from desktop.domain.errors import Refused
from desktop.domain.worktime_local import first_instant, instant


def read_moment(text: str, field: str, zone: ZoneInfo) -> datetime:
    """Read ISO 8601; without an offset in that zone, a skipped time as the end of its gap.

    Raises:
        Refused: `batch.bad_field` (fact `field`).
    """
    try:
        at = datetime.fromisoformat(text)
    except ValueError as error:
        raise Refused("batch.bad_field", field=field) from error
    if at.tzinfo is not None:
        return at.astimezone(UTC)
    local = at.replace(tzinfo=zone)
    found = local.astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None, fold=0) != at:
        return instant(first_instant(at.date(), at.hour * 60 + at.minute, zone))
    return found


def read_near(text: str, field: str, zone: ZoneInfo) -> datetime:
    """Read a moment that what lies around it is asked about: not of the first or the last year.

    Raises:
        Refused: `batch.bad_field` (fact `field`).
    """
    try:
        at = read_moment(text, field, zone)
    except OverflowError as error:
        raise Refused("batch.bad_field", field=field) from error
    if not MINYEAR < at.year < MAXYEAR:
        raise Refused("batch.bad_field", field=field)
    return at


def day_given(text: str) -> date:
    """Return the local day of an argument."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is not a date such as 2026-11-23") from None
