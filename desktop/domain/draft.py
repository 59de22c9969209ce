"""What a person can be writing on a ticket."""

from __future__ import annotations

from enum import StrEnum


class DraftKind(StrEnum):
    """One text each; `SCHEDULED` is a reply that leaves by itself later."""

    REPLY = "public"
    NOTE = "note"
    FORWARD = "forward"
    SCHEDULED = "scheduled"
