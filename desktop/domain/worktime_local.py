"""Local wall-clock times as instants: the one mapping for calendars and duty (contracts.md).

Instants here are whole microseconds since 1970-01-01 UTC: integers keep the arithmetic exact and
cheap; `instant` and `micros` convert at the border.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from desktop.domain.errors import Refused

MICROS = 1_000_000
MICROSECOND = timedelta(microseconds=1)
"""Times a number, it makes a span at half the cost of `timedelta(0, 0, number)`."""
MINUTE = 60 * MICROS
DAY = 86_400 * MICROS
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EPOCH_ORDINAL = EPOCH.toordinal()


def micros(at: datetime) -> int:
    """Return an aware instant as microseconds since the epoch, exactly."""
    since = at - EPOCH
    return (since.days * 86_400 + since.seconds) * MICROS + since.microseconds


def instant(at: int) -> datetime:
    """Return microseconds since the epoch as an aware UTC datetime."""
    return EPOCH + MICROSECOND * at


@lru_cache(maxsize=256)
def zone_named(name: str) -> ZoneInfo:
    """Return the IANA zone.

    Raises:
        Refused: `calendar.bad_zone` (fact `zone`) when there is none of that name.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Refused("calendar.bad_zone", zone=name) from error


def first_instant(day: date, minute: int, zone: ZoneInfo) -> int:
    """Return the first instant with that wall time, or the first one after the gap it lies in.

    `minute` counts from local midnight and may pass 24 hours. For starts (sla.md C3, duty.md D1).
    """
    return _mapped(*_wall(day, minute, zone), zone, last=False)


def last_instant(day: date, minute: int, zone: ZoneInfo) -> int:
    """Return the last instant with that wall time, or the first one after the gap; for ends."""
    return _mapped(*_wall(day, minute, zone), zone, last=True)


def first_at(reading: int, zone: ZoneInfo) -> int:
    """Return `first_instant` of a wall-clock reading, in microseconds since 1970-01-01 there.

    For rules that count on the wall clock from a given moment, seconds included (duty.md D3).
    """
    wall = EPOCH.replace(tzinfo=zone) + MICROSECOND * reading
    return _mapped(wall, reading, zone, last=False)


def reading_at(at: int, zone: ZoneInfo) -> int:
    """Return what the wall clock of the zone shows at an instant, the inverse of `first_at`."""
    return at + _offset(instant(at).astimezone(zone))


def is_skipped(day: date, zone: ZoneInfo) -> bool:
    """Tell whether the zone never had that date (Apia jumped over 30 December 2011)."""
    return first_instant(day, 0, zone) == first_instant(day, 24 * 60, zone)


def _wall(day: date, minute: int, zone: ZoneInfo) -> tuple[datetime, int]:
    """Return a wall time as a local datetime and as its reading in microseconds since 1970."""
    wall = datetime(day.year, day.month, day.day, tzinfo=zone) + timedelta(minutes=minute)
    return wall, (day.toordinal() - EPOCH_ORDINAL) * DAY + minute * MINUTE


def _mapped(wall: datetime, reading: int, zone: ZoneInfo, *, last: bool) -> int:
    before = _offset(wall)
    after = _offset(wall.replace(fold=1))
    if before < after:
        return _end_of_gap(reading - after, reading - before, after, zone)
    return reading - (after if last else before)


def _offset(wall: datetime) -> int:
    offset = wall.utcoffset() or timedelta(0)
    return (offset.days * 86_400 + offset.seconds) * MICROS


def _end_of_gap(low: int, high: int, after: int, zone: ZoneInfo) -> int:
    """Return the instant of the jump in (low, high]: the first one with the offset `after`."""
    while high - low > 1:
        middle = (low + high) // 2
        if _offset(instant(middle).astimezone(zone)) == after:
            high = middle
        else:
            low = middle
    return high
