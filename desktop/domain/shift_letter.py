"""The mail to a lead about a shift that nobody accepted, in the lead's language."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop.domain.tongue import Written, date_words


@dataclass(frozen=True, slots=True)
class ShiftLetter:
    """Subject and plain text."""

    subject: str
    text: str


def shift_letter(
    holder: str, giver: str, begins_at: datetime, until_at: datetime, written: Written
) -> ShiftLetter:
    """Return the letter; instants are local. An empty `giver`: nobody handed the shift over."""
    begins, until = date_words(begins_at, written), date_words(until_at, written)
    if written is Written.RUSSIAN:
        subject = f"Дежурство не принято: {holder}, {begins}"
        lines = [
            "Здравствуйте!",
            f"Никто не подтвердил приём дежурства: {holder}, {begins} – {until}.",
            f"Сдаёт смену: {giver}." if giver else "",
            "Проверьте, есть ли кто-нибудь на связи, и при необходимости назначьте замену.",
            "Это письмо отправлено автоматически, повторяться оно не будет.",
        ]
    else:
        subject = f"Shift not accepted: {holder}, {begins}"
        lines = [
            "Hello,",
            f"nobody has accepted this duty: {holder}, {begins} – {until}.",
            f"Handed over by: {giver}." if giver else "",
            "Please see whether anybody can be reached, and find a stand-in if need be.",
            "This is an automatic mail; it will not be repeated.",
        ]
    return ShiftLetter(subject, "\n\n".join(line for line in lines if line) + "\n")
