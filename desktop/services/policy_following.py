"""Open tickets that follow another policy than today's order says, brought over to it (K9, K11)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic, Undo
from desktop.domain.errors import ChangedMeanwhile
from desktop.domain.sla import PolicySource
from desktop.domain.ticket import Actor
from desktop.models.ticket import Ticket, open_tickets
from desktop.services import recounting
from desktop.services.clocks import Clocks
from desktop.services.due_moves import NO_MOVES, Moves
from desktop.services.policies import Books
from desktop.services.policy_choice import read_order
from desktop.services.recounting import Recount


@dataclass(frozen=True, slots=True)
class Way:
    """Tickets that go from one policy to another; `old` None: the default without its name."""

    old: int | None
    new: int
    numbers: Sequence[int]


@dataclass(frozen=True, slots=True)
class FollowUndo:
    """The ways that were gone, each with what was recounted."""

    gone: tuple[tuple[Way, Recount], ...]


def preview(
    session: Session,
    clocks: Clocks,
    source: PolicySource,
    owner_id: int,
    books: Books,
    now: datetime,
) -> Moves:
    """Return what `follow` would move; nothing is written."""
    found = NO_MOVES
    for way in _ways(session, source, owner_id):
        data = _data(way, books, now)
        tickets = select(Ticket.id).where(Ticket.id.in_(way.numbers))
        found += recounting.preview(session, clocks, tickets, data, books, now)
    return found


def follow(
    session: Session,
    clocks: Clocks,
    by: Actor,
    source: PolicySource,
    owner_id: int,
    books: Books,
    now: datetime,
) -> Changes:
    """Let the open tickets of an organisation or category follow what a new one would."""
    gone = []
    for way in list(_ways(session, source, owner_id)):
        _set(session, way.numbers, way.new)
        data = _data(way, books, now)
        tickets = select(Ticket.id).where(Ticket.id.in_(way.numbers))
        gone.append((way, recounting.recount(session, clocks, by, tickets, data, now)))
    numbers = [number for way, _ in gone for number in way.numbers]
    undo = Undo("policy", len(numbers), FollowUndo(tuple(gone)))
    return Changes.of(Topic.TICKETS, Topic.POLICIES, tickets=numbers, undo=undo)


def restore(
    session: Session, clocks: Clocks, by: Actor, undo: FollowUndo, now: datetime
) -> Changes:
    """Let the tickets follow what they did before.

    Raises:
        ChangedMeanwhile: one of them was given another policy since.
    """
    for way, recount in undo.gone:
        still = select(func.count()).where(Ticket.id.in_(way.numbers), Ticket.policy_id == way.new)
        if session.scalar(still) != len(way.numbers):
            raise ChangedMeanwhile(noun="ticket", id=way.numbers[0])
        _set(session, way.numbers, way.old)
        recounting.take_back(session, clocks, by, recount, (), now)
    numbers = [number for way, _ in undo.gone for number in way.numbers]
    return Changes.of(Topic.TICKETS, Topic.POLICIES, tickets=numbers)


def _ways(session: Session, source: PolicySource, owner_id: int) -> Iterator[Way]:
    """Give the open tickets of that owner which follow another policy than a new one would."""
    order = read_order(session)
    is_organisation = source is PolicySource.ORGANISATION
    owner = Ticket.organisation_id if is_organisation else Ticket.category_id
    statement = select(
        Ticket.id, Ticket.organisation_id, Ticket.category_id, Ticket.policy_id
    ).where(open_tickets(), owner == owner_id)
    found: dict[tuple[int | None, int], list[int]] = defaultdict(list)
    for number, organisation_id, category_id, followed in session.execute(
        statement.order_by(Ticket.id)
    ):
        new = order.of(organisation_id, category_id)
        if (followed or order.default) != new:
            found[followed, new].append(number)
    for (old, new), numbers in found.items():
        yield Way(old, new, numbers)


def _data(way: Way, books: Books, now: datetime) -> Mapping[str, object]:
    version = books.policies.find(way.new, now).version
    return {"old": way.old, "policy": way.new, "policy_version": version}


def _set(session: Session, numbers: Sequence[int], policy_id: int | None) -> None:
    """Write whom the tickets follow: no edit of a ticket, so its version stays."""
    session.execute(
        update(Ticket)
        .where(Ticket.id.in_(numbers))
        .values(policy_id=policy_id)
        .execution_options(synchronize_session=False)
    )
