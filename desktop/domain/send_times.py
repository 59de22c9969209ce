"""When a reply can be told to leave later."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.errors import Refused
from desktop.domain.worktime_local import first_instant, instant

MORNING_MINUTE: Final = 9 * 60
LATEST: Final = timedelta(days=365)
MONDAY: Final = 0


def tomorrow_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Return tomorrow at nine in `zone`."""
    return _morning(now, zone, 1)


def monday_morning(now: datetime, zone: ZoneInfo) -> datetime:
    """Return nine o'clock of the next Monday; on a Monday that of the next week."""
    today = now.astimezone(zone).weekday()
    return _morning(now, zone, (MONDAY - today - 1) % 7 + 1)


def check_send_at(at: datetime, now: datetime) -> None:
    """Check an instant that a person chose.

    Raises:
        Refused: `schedule.past`, `schedule.too_far`.
    """
    if at <= now:
        raise Refused("schedule.past")
    if at > now + LATEST:
        raise Refused("schedule.too_far")


def _morning(now: datetime, zone: ZoneInfo, days: int) -> datetime:
    day = now.astimezone(zone).date() + timedelta(days=days)
    return instant(first_instant(day, MORNING_MINUTE, zone))
