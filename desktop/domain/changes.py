"""What a command touched: the one thing every service method hands back to the windows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Topic(StrEnum):
    """A kind of record whose change somebody may want to see; one counter row each."""

    TICKETS = "tickets"
    MAILBOXES = "mailboxes"
    OUTBOX = "outbox"
    ALERTS = "alerts"
    PEOPLE = "people"
    POLICIES = "policies"
    SETTINGS = "settings"
    DRAFTS = "drafts"
    RULES = "rules"
    TEMPLATES = "templates"
    VIEWS = "views"
    DUTY = "duty"


@dataclass(frozen=True, slots=True)
class Undo:
    """How to take a command back: handed unchanged to `services.undo.UndoService.undo`.

    `title` is a code for the words shown (`solve`, `assign`, `send`, …), `count` how many
    tickets it touched, `payload` the opaque state that the inverse command needs. `seconds` is
    how long it can be taken back, None for as long as nobody changes it again.
    """

    title: str
    count: int
    payload: object
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """The topics and tickets a committed command touched, and how to undo it."""

    topics: frozenset[Topic] = frozenset()
    tickets: frozenset[int] = frozenset()
    created: int | None = None
    undo: Undo | None = field(default=None, compare=False)

    @classmethod
    def of(
        cls,
        *topics: Topic,
        tickets: Iterable[int] = (),
        created: int | None = None,
        undo: Undo | None = None,
    ) -> Changes:
        """Build from the topics touched; `created` is the id of a record the command made."""
        return cls(frozenset(topics), frozenset(tickets), created, undo)

    def merged(self, other: Changes) -> Changes:
        """Return both together; the later `created` and `undo` win."""
        return Changes(
            self.topics | other.topics,
            self.tickets | other.tickets,
            other.created if other.created is not None else self.created,
            other.undo or self.undo,
        )

    def __bool__(self) -> bool:
        return bool(self.topics)


NOTHING = Changes()
