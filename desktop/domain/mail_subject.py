"""Subjects: the ticket number they carry, and what they say without Re: and Fwd:."""

from __future__ import annotations

import re

SUBJECT_LIMIT = 998
"""RFC 5322's longest line; longer subjects are cut with an ellipsis."""

_NUMBER = re.compile(r"\[#(\d{1,18})\]")
_PREFIX = re.compile(
    r"(?:re|aw|sv|vs|ant|odp|antw|отв|ответ|на|ha|fwd?|wg|tr|пересл|переслано)"
    r"(?:\[\d{1,4}\]|\^\d{1,4}|\(\d{1,4}\))?\s?[::]\s*",
    re.IGNORECASE,
)


_FORWARDED = re.compile(r"(?:fwd?|wg|tr|пересл|переслано)\s?[::]", re.IGNORECASE)


def ticket_number(subject: str) -> int | None:
    """Return the number in the last `[#1234]`, None without one; ours stands at the end."""
    numbers = _NUMBER.findall(subject)
    return int(numbers[-1]) if numbers else None


def with_number(subject: str, number: int) -> str:
    """Return the subject of a reply: `Re: … [#1234]`, whatever it began with."""
    return f"Re: {bare_subject(subject)} [#{number}]"


def passed_on_subject(subject: str, number: int) -> str:
    """Return the subject of a forwarded message: `Fwd: … [#1234]`."""
    return f"Fwd: {bare_subject(subject)} [#{number}]"


def bare_subject(subject: str) -> str:
    """Return the subject without our number and without nested Re:, Отв:, НА:, FW:, Пересл:."""
    subject = _NUMBER.sub("", subject).strip()
    position = 0
    while match := _PREFIX.match(subject, position):
        position = match.end()
    return subject[position:].strip()


def is_forwarded(subject: str) -> bool:
    """Say whether the subject begins with Fwd:, Пересл: or the like."""
    return _FORWARDED.match(subject.lstrip()) is not None


def shortened(subject: str) -> str:
    """Return `subject` within the limit, ending in an ellipsis when cut."""
    return subject if len(subject) <= SUBJECT_LIMIT else subject[: SUBJECT_LIMIT - 1] + "…"
