"""What a person can be writing on a ticket."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

FORWARD_CLASS: Final = "forward"
"""The class of a message that went to others than the client: no clock takes it for an answer."""


class DraftKind(StrEnum):
    """One text each; `SCHEDULED` is a reply that leaves by itself later."""

    REPLY = "public"
    NOTE = "note"
    FORWARD = "forward"
    SCHEDULED = "scheduled"
