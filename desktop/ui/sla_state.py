"""The states a deadline can be in, as shown: each has a shape, a colour and a word."""

from __future__ import annotations

from enum import StrEnum


class SlaState(StrEnum):
    """What the colour and the shape of a deadline say (screens.md 3.4)."""

    ON_TRACK = "on_track"
    SOON = "soon"
    CRITICAL = "critical"
    OVERDUE = "overdue"
    PAUSED = "paused"
    MET = "met"
    WITH_DEVELOPER = "with_developer"
