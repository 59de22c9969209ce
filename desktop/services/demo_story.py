"""The demo team, its customers and their requests, as read from `resources/demo`."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.ticket import Priority
from desktop.system.resources import resource

LANGUAGES = ("en", "ru")


class State(StrEnum):
    """Where a demo ticket stands at the moment the demo is made."""

    OVERDUE = "overdue"
    ALMOST = "almost"
    SOON = "soon"
    ON_TRACK = "ontrack"
    ANSWERED = "answered"
    FOLLOW_UP = "followup"
    PAUSED = "paused"
    DATE = "date"
    THIRD_PARTY = "third"
    DEFERRED = "deferred"
    DEVELOPERS = "developers"
    RETURNED = "returned"
    SOLVED_TODAY = "solvedtoday"
    SOLVED_LATE = "solvedlate"
    PHONE = "phone"
    CHAT = "chat"
    SPAM = "spam"


@dataclass(frozen=True, slots=True)
class Scene:
    """One demo ticket; `requester` is its place in `Story.requesters`."""

    state: State
    priority: Priority
    requester: int
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the demo says, in one language; all of it of our own writing."""

    mailbox: str
    lines: tuple[str, ...]
    nights: str
    weekends: str
    categories: tuple[str, ...]
    people: tuple[tuple[str, str, str], ...]
    organisations: tuple[tuple[str, str, bool], ...]
    requesters: tuple[tuple[str, str], ...]
    articles: tuple[str, ...]
    notes: tuple[str, ...]
    answers: tuple[str, ...]
    followups: tuple[str, ...]
    scenes: tuple[Scene, ...]


def read_story(language: str) -> Story:
    """Return the story in `language`, English where there is none."""
    name = language if language in LANGUAGES else LANGUAGES[0]
    found = json.loads(resource("demo", f"{name}.json").read_text("utf-8"))
    return Story(
        mailbox=found["mailbox"],
        lines=tuple(found["lines"]),
        nights=found["nights"],
        weekends=found["weekends"],
        categories=tuple(found["categories"]),
        people=tuple(map(tuple, found["people"])),
        organisations=tuple(map(tuple, found["organisations"])),
        requesters=tuple(map(tuple, found["requesters"])),
        articles=tuple(found["articles"]),
        notes=tuple(found["notes"]),
        answers=tuple(found["answers"]),
        followups=tuple(found["followups"]),
        scenes=tuple(
            Scene(State(state), Priority(priority), who, subject, text)
            for state, priority, who, subject, text in found["tickets"]
        ),
    )
