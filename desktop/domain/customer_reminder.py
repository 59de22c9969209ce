"""Reminding a customer who is waited for: when it is due, and what the mail says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.domain.sla_clock import Piece
from desktop.domain.ticket import Status
from desktop.domain.worktime import WorkCalendar
from desktop.domain.worktime_local import instant

_CYRILLIC: Final = re.compile(r"[а-яё]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReminderText:
    """A mail that quotes nothing: no word of it comes from outside (reliability.md C7)."""

    subject: str
    text: str


def waiting_since(pieces: Sequence[Piece]) -> datetime | None:
    """Return since when the ticket has been waiting for its customer; None if it is not."""
    since = None
    for piece in reversed(pieces):
        if piece.status is not Status.WAITING_CUSTOMER or piece.ended:
            break
        since = piece.start
    return None if since is None else instant(since)


def is_due(since: datetime, days: int, calendar: WorkCalendar, now: datetime) -> bool:
    """Tell whether that many business days are over; never where the calendar never opens."""
    end = calendar.end_of_business_day(since, days)
    return end is not None and end <= now


def reminder_text(number: int, team: str, heard: str) -> ReminderText:
    """Return the reminder about a ticket, in Russian where the customer writes Cyrillic.

    `heard` is what the customer wrote last; `team` signs it, if it has a name.
    """
    if _CYRILLIC.search(heard):
        subject = f"[#{number}] Ждём вашего ответа"
        text = (
            f"Здравствуйте!\n\nПо вашей заявке #{number} мы ждём от вас ответа. Когда будет "
            "возможность, ответьте на это письмо, и мы продолжим.\n\n"
            "Это автоматическое напоминание, повторяться оно не будет.\n"
        )
    else:
        subject = f"[#{number}] We are waiting for your answer"
        text = (
            f"Hello,\n\nwe are waiting for your answer about your request #{number}. When you have "
            "time, answer this mail and we go on.\n\n"
            "This is an automatic reminder; it will not be repeated.\n"
        )
    return ReminderText(subject, f"{text}\n{team}\n" if team else text)
