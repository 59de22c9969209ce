"""One ticket as the window shows it, read in one go on a worker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtGui import QImage

from desktop.domain.ticket import MessageKind
from desktop.services.rows import NamedRow, PersonRow
from desktop.services.rows_ticket import MessageRow, TicketDetail
from desktop.ui.tickets.message_browser import is_too_large, read_picture

if TYPE_CHECKING:  # the list, which comes first, does not need what these import
    from desktop.domain.sla_evaluate import Evaluation
    from desktop.services.desk import Desk
    from desktop.services.stationery import Stationery
    from desktop.services.viewing import ViewableMessage

UNFOLDED_NOTES = 5


@dataclass(frozen=True, slots=True)
class Body:
    """A message ready to be shown, its pictures decoded; those `too_large` are told by name."""

    message: ViewableMessage
    pictures: Mapping[str, QImage]
    too_large: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenedTicket:
    """Everything the page needs. `bodies` holds those of the messages that are unfolded."""

    detail: TicketDetail
    evaluation: Evaluation
    bodies: Mapping[int, Body]
    people: tuple[PersonRow, ...]
    categories: tuple[NamedRow, ...]
    tags: tuple[str, ...]
    policies: tuple[NamedRow, ...]
    zone: ZoneInfo
    now: datetime
    stationery: Stationery

    @property
    def id(self) -> int:
        return self.detail.ticket.id

    def person(self, person_id: object) -> str:
        """Return the name of a member of the team, a dash for nobody."""
        return next((person.name for person in self.people if person.id == person_id), "—")

    def policy(self, policy_id: object) -> str:
        """Return the name of a service level, a dash for none."""
        return next((row.name for row in self.policies if row.id == policy_id), "—")

    def category(self, category_id: object) -> str:
        """Return the name of a category, a dash for none."""
        return next((row.name for row in self.categories if row.id == category_id), "—")


def read_ticket(
    desk: Desk, ticket_id: int, me: int | None, unfolded: Iterable[int] = ()
) -> OpenedTicket:
    """On a worker: read a ticket with the bodies of what is unfolded.

    `unfolded` are messages that a person has opened; the newest of the conversation and the
    latest notes always are.

    Raises:
        NotFound: there is no such ticket.
    """
    detail = desk.tickets.detail(ticket_id, me)
    evaluation = desk.clocks.evaluation(ticket_id)
    known = {message.id for message in detail.messages}
    wanted = dict.fromkeys([*first_unfolded(detail.messages), *(known & set(unfolded))])
    return OpenedTicket(
        detail=detail,
        evaluation=evaluation,
        bodies=MappingProxyType({number: read_body(desk, number) for number in wanted}),
        people=desk.people.all(with_inactive=True),
        categories=desk.people.categories(),
        tags=tuple(row.name for row in desk.people.tags()),
        policies=desk.policies.names(),
        zone=desk.policies.zone(),
        now=evaluation.at,
        stationery=desk.stationery.of_ticket(ticket_id, me),
    )


def read_body(desk: Desk, message_id: int) -> Body:
    """On a worker: read one message and decode its pictures.

    Raises:
        NotFound: there is no such message.
    """
    message = desk.viewing.message(message_id)
    images = {cid: read_picture(data) for cid, data in message.pictures.items()}
    too_large = {
        cid
        for cid, image in images.items()
        if image is None and is_too_large(message.pictures[cid])
    }
    return Body(
        replace(message, pictures=MappingProxyType({})),
        {cid: image for cid, image in images.items() if image is not None},
        message.left_out | too_large,
    )


def first_unfolded(messages: Iterable[MessageRow]) -> list[int]:
    """Return which messages are unfolded at first: the newest of the mail, and recent notes."""
    newest: list[int] = []
    notes: list[int] = []
    for message in messages:
        if message.kind is MessageKind.NOTE:
            notes.append(message.id)
        elif message.kind is MessageKind.PUBLIC:
            newest = [message.id]
    return newest + notes[-UNFOLDED_NOTES:]
