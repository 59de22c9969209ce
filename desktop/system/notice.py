"""What a notice on the desktop is, and what every way of showing one can do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

TITLE_LETTERS = 100
BODY_LETTERS = 200


class Urgency(StrEnum):
    """How hard a notice may knock; a critical one stays until it is answered."""

    LOW = "low"
    NORMAL = "normal"
    CRITICAL = "critical"


class NoticeAction(StrEnum):
    """What a person can do from a notice."""

    ACKNOWLEDGE = "acknowledge"
    OPEN = "open"
    REMIND = "remind"
    ACCEPT = "accept"
    TAKE = "take"
    DECLINE = "decline"


class NoticeState(StrEnum):
    """How much is known about a notice that was handed over."""

    SHOWN = "shown"
    HANDED_OVER = "handed_over"


@dataclass(frozen=True, slots=True)
class NoticeButton:
    """A button and the words on it, already translated."""

    action: NoticeAction
    label: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in words for the person. `title` and `body` are plain text from anywhere.

    A notice with the `key` of an earlier one takes its place; callbacks carry the key back.
    """

    key: str
    title: str
    body: str
    urgency: Urgency = Urgency.NORMAL
    buttons: tuple[NoticeButton, ...] = ()


OnAction = Callable[[str, NoticeAction], None]
"""Called with the notice's key when a button, or the notice itself, was clicked."""

OnClosed = Callable[[str], None]
"""Called with the notice's key when it went away unanswered."""


class Notifier(Protocol):
    """One way of showing notices. Calls may take a second: not for the GUI thread.

    Callbacks come on any thread.
    """

    @property
    def channel(self) -> str:
        """Return the name under which deliveries are recorded."""
        ...

    def show(self, notice: Notice) -> NoticeState:
        """Show `notice`, or put it in place of the one with the same key.

        Raises:
            Unavailable: this way does not work here and now; the code says why.
        """
        ...

    def withdraw(self, key: str) -> None:
        """Take the notice with this key off the screen, if it is there."""
        ...

    def close(self) -> None:
        """Let go of everything outside this process."""
        ...


def shortened(text: str, letters: int) -> str:
    """Return `text` on one line, without control characters, in at most `letters` letters."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return line if len(line) <= letters else line[: letters - 1].rstrip() + "…"
