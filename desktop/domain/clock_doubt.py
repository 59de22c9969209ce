"""Whether a computer's clock can be believed after the program was away (reliability.md 2.4)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

LONGEST_ABSENCE: Final = timedelta(days=7)
"""After a longer one somebody is asked; a shorter one is a weekend, or a few days off."""

TOLERATED_STEP_BACK: Final = timedelta(minutes=2)
FRESH: Final = timedelta(hours=1)


def is_plausible(last_at: datetime, now: datetime) -> bool:
    """Say whether a clock that reads `now` can be right, when it was `last_at` in the last run."""
    return -TOLERATED_STEP_BACK <= now - last_at <= LONGEST_ABSENCE


def bears_out(other_at: datetime, now: datetime) -> bool:
    """Say whether an instant that another clock wrote down shows that `now` is right.

    It has to be of the last hour: an older one leaves open how long ago it was.
    """
    return -TOLERATED_STEP_BACK <= now - other_at <= FRESH
