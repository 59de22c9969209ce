"""What a person is told about duties, and when (duty.md 5, screens.md 2.7)."""

from __future__ import annotations

from enum import StrEnum


class NoticeKind(StrEnum):
    """What a notice is about."""

    PUBLISHED = "published"
    CHANGED = "changed"
    SWAP_ASKED = "swap_asked"
    SWAP_TAKEN = "swap_taken"
    SWAP_DECLINED = "swap_declined"
    SWAP_UNDONE = "swap_undone"
    REMINDER = "reminder"
    SHIFT_BEGINS = "shift_begins"
    NOT_ACCEPTED = "not_accepted"
