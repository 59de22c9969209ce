"""What a row is checked with: a desk that acknowledges, its mailbox, and a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor
from desktop.services.desk import Desk
from desktop.services.rows_ticket import MessageRow, TicketDetail
from desktop.services.viewing import ViewableMessage
from desktop.ui.tickets.message_words import doubts
from tests.services.mail_world import AnsweringDesk


@dataclass
class Bench:
    """Stands in for a workstation on which one bad thing happens."""

    desk: Desk
    clock: ManualClock
    anna: Actor
    folder: Path
    place: AnsweringDesk

    def receive(self, raw: bytes) -> TicketDetail:
        """Take a mail in; return the ticket it went to."""
        return self.desk.tickets.detail(self.place.receive(raw))

    def last(self, raw: bytes) -> MessageRow:
        """Take a mail in; return the entry that was made of it."""
        return [m for m in self.receive(raw).messages if m.is_incoming][-1]

    def seen(self, raw: bytes) -> tuple[ViewableMessage, list[str]]:
        """Take a mail in; return how it is shown, and the sentences above it."""
        message = self.last(raw)
        return self.desk.viewing.message(message.id), doubts(message)


Check = Callable[[Bench], object]


@dataclass(frozen=True)
class Row:
    """A line of the table: what is checked, and the English sources of what is said about it."""

    check: Check
    texts: tuple[str, ...] = ()
