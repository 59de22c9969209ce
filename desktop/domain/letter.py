"""How a letter is put together: its words, the signature, and what it quotes or passes on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop.domain.addressing import Person
from desktop.domain.tongue import Written, date_words

SIGNATURE_MARK: Final = "-- "
"""RFC 3676 4.3: what follows this line is the signature, and readers fold it away."""

QUOTED_MOST: Final = 20_000
_MORE: Final = "[…]"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A message of the conversation; `at` in the zone that the letter speaks of."""

    sender: Person
    at: datetime
    text: str
    subject: str = ""
    to: tuple[Person, ...] = ()


def letter(text: str, signature: str = "", quote: str = "") -> str:
    """Return the whole text: what was written, then the signature, then the quote."""
    parts = [text.rstrip()]
    if signature.strip():
        parts.append(f"{SIGNATURE_MARK}\n{signature.strip()}")
    if quote:
        parts.append(quote)
    return "\n\n".join(parts)


def quote(quoted: Quoted, written: Written) -> str:
    """Return a message as the answer to it quotes it, each line behind `>`; an empty one, empty."""
    if not quoted.text.strip():
        return ""
    name = quoted.sender[0] or quoted.sender[1]
    when = date_words(quoted.at, written)
    head = f"{when}, {name} wrote:"
    if written is Written.RUSSIAN:
        head = f"{when}, {name} пишет:"
    return "\n".join([head, *(f"> {line}".rstrip() for line in _lines(quoted.text))])


def passed_on(quoted: Quoted, written: Written) -> str:
    """Return a message as it is forwarded: who wrote it, when and to whom, then its text."""
    labels: Sequence[str] = ("From", "Date", "Subject", "To")
    title = "Forwarded message"
    if written is Written.RUSSIAN:
        labels, title = ("От", "Дата", "Тема", "Кому"), "Пересылаемое сообщение"
    values = (
        _named(quoted.sender),
        date_words(quoted.at, written),
        quoted.subject,
        ", ".join(map(_named, quoted.to)),
    )
    facts = [f"{label}: {value}" for label, value in zip(labels, values, strict=True) if value]
    return "\n".join([f"---------- {title} ----------", *facts, "", *_lines(quoted.text)])


def _lines(text: str) -> list[str]:
    lines = text[:QUOTED_MOST].strip().splitlines()
    return [*lines, _MORE] if len(text) > QUOTED_MOST else lines


def _named(person: Person) -> str:
    name, address = person
    return f"{name} <{address}>" if name and address and name != address else name or address
