"""The operators of a search as conditions on tickets, each with an index to follow.

A search looks everywhere. Words that name a view mean its open tickets all the same: *mine*,
*unassigned* and *unread*, and an assignee, ask among open ones unless ended ones are named too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    and_,
    cast,
    false,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.orm import Session

from desktop.domain.deadline import (
    CRITICAL_LEAST,
    CRITICAL_MOST,
    SOON_LEAST,
    SOON_MOST,
)
from desktop.domain.search_language import Moment, Search, Term
from desktop.domain.search_words import Operator
from desktop.domain.sla import ClockResult
from desktop.domain.ticket import ENDED, PRIORITY_RANK, WAITING, Mark, Priority, Status
from desktop.models.base import FAR_FUTURE, MICROSECOND, to_microseconds
from desktop.models.mail import Message, notes
from desktop.models.people import Organisation, OrganisationDomain, Person, Requester, Tag
from desktop.models.ticket import Ticket, TicketTag, open_tickets
from desktop.services.rows import TicketQuery, View
from desktop.services.ticket_page import status_in, unmarked

Condition = ColumnElement[bool]

SECOND = timedelta(seconds=1)
AMONG_OPEN = frozenset({"mine", "unassigned", "unread"})
ENDED_WORDS = frozenset({"solved", "closed", "merged", "spam"})
MARKS = frozenset({"merged", "spam"})
FEW, MANY = 100, 2_000
"""People, and tickets, that are looked up one by one rather than met in order."""
LONGEST = timedelta(days=36_500)
"""A span beyond it is as good as always; instants end somewhere."""


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the operators ask: a condition, and the view whose order suits what it lets through."""

    condition: Condition
    view: View


def narrowing(session: Session, search: Search, query: TicketQuery, now: datetime) -> Narrowing:
    """Return what the operators ask of a ticket; spam and merged ones must be named."""
    asked = [term for term in search.operators if not term.is_negated]
    states = {term.value for term in asked if term.operator is Operator.IS}
    may_have_ended = bool(states & ENDED_WORDS)
    named = _Named(session)
    conditions = [_of(term, query, now, named) for term in search.operators]
    is_open = not may_have_ended and any(map(_asks_open, asked))
    if is_open:
        conditions.insert(0, open_tickets())
    elif not states & MARKS:
        # Few named tickets are looked up one by one and sorted; else the order leads.
        conditions.insert(0, unmarked() if named.has_few else Ticket.mark.is_(None))
    return Narrowing(and_(*conditions), View.ALL_OPEN if is_open else View.EVERYTHING)


def _asks_open(term: Term) -> bool:
    """Say whether only an open ticket is meant."""
    match term.operator:
        case Operator.IS:
            return term.value in AMONG_OPEN | {"open", "waiting", "deferred"}
        case Operator.SLA:
            return term.value not in ("met", "missed")
        case Operator.TO | Operator.DUE | Operator.ASSIGNEE:
            return True
    return False


class _Named:
    """Finds what is named in its own table first: of few rows the numbers, of many the question.

    `has_few`: something was named that few tickets can have.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.has_few = False

    def among(self, column: Any, statement: Select[int], most: int = FEW) -> Condition:
        """Return whether the column is among what the statement finds."""
        found = self.session.scalars(statement.limit(most + 1)).all()
        if len(found) > most:
            return column.in_(statement)  # type: ignore[no-any-return]
        self.has_few = True
        return column.in_(found)  # type: ignore[no-any-return]


def _of(term: Term, query: TicketQuery, now: datetime, named: _Named) -> Condition:
    if term.is_negated:
        named = _Named(named.session)  # what is left out says nothing of how many there are
    condition = _asked(term, query, now, named)
    # What is unknown is not so, and its opposite is.
    return ~func.coalesce(condition, false()) if term.is_negated else condition


def _asked(term: Term, query: TicketQuery, now: datetime, named: _Named) -> Condition:
    zone = query.day_start_at.tzinfo if query.day_start_at is not None else None
    match term.operator:
        case Operator.IS if term.value == "mine":
            return Ticket.assignee_id == query.me if query.me is not None else false()
        case Operator.IS:
            return _STATES[term.value]()
        case Operator.SLA:
            return _SLA[term.value](now)
        case Operator.PRIORITY:
            return Ticket.priority_rank == PRIORITY_RANK[Priority(term.value)]
        case Operator.TO:
            return status_in(Status.DEFERRED, Status.WITH_DEVELOPERS)
        case Operator.HAS if term.value == "file":
            return Ticket.attachment_count > 0
        case Operator.HAS:
            return named.among(Ticket.id, select(Message.ticket_id).where(notes()), MANY)
        case Operator.FROM:
            found = select(Requester.id).where(_holds(term.value, Requester.name, Requester.email))
            return named.among(Ticket.requester_id, found)
        case Operator.CLIENT:
            further = select(OrganisationDomain.organisation_id).where(
                _holds(term.value, OrganisationDomain.domain)
            )
            held = or_(
                _holds(term.value, Organisation.name, Organisation.domain),
                Organisation.id.in_(further),
            )
            return named.among(Ticket.organisation_id, select(Organisation.id).where(held), 1)
        case Operator.ASSIGNEE:
            held = _holds(term.value, Person.name, Person.initials, Person.email)
            return named.among(Ticket.assignee_id, select(Person.id).where(held))
        case Operator.TAG:
            return named.among(Ticket.id, _tagged(term.value), MANY)
        case Operator.DUE if term.moment is not None:
            running = Ticket.next_due_at < FAR_FUTURE
            return and_(running, *_within(Ticket.next_due_at, term.moment, now, 1, zone))
        case Operator.CREATED if term.moment is not None:
            return and_(*_within(Ticket.created_at, term.moment, now, -1, zone))
    return false()


_STATES: Mapping[str, Callable[[], Condition]] = {
    "open": open_tickets,
    "unassigned": lambda: Ticket.assignee_id.is_(None),
    "waiting": lambda: status_in(*WAITING),
    "deferred": lambda: status_in(Status.DEFERRED, Status.WITH_DEVELOPERS),
    "solved": lambda: status_in(*ENDED),
    "closed": lambda: status_in(Status.CLOSED),
    "unread": lambda: Ticket.is_unread == True,  # noqa: E712 - as in the models
    "merged": lambda: Ticket.mark == Mark.MERGED,
    "spam": lambda: Ticket.mark == Mark.SPAM,
}


def _soon(now: datetime, least: timedelta, most: timedelta, half: int, tenth: int) -> Condition:
    """Return whether the deadline lies so near, for the target that it has (`domain.deadline`).

    Spelled without a function, so that the nearest ones are read along the index.
    """
    left = type_coerce(Ticket.next_due_at, BigInteger) - to_microseconds(now)
    target = cast(Ticket.next_due_target_seconds, BigInteger) * (SECOND // MICROSECOND)
    return and_(
        Ticket.next_due_at >= now,
        Ticket.next_due_at <= now + most,
        half * left <= target,
        or_(left <= least // MICROSECOND, tenth * left <= target),
    )


_SLA: Mapping[str, Callable[[datetime], Condition]] = {
    "soon": lambda now: _soon(now, SOON_LEAST, SOON_MOST, 2, 4),
    "critical": lambda now: _soon(now, CRITICAL_LEAST, CRITICAL_MOST, 4, 10),
    "overdue": lambda now: and_(Ticket.next_due_at < now, Ticket.next_late_at < now),
    "paused": lambda now: Ticket.sla_result == ClockResult.PAUSED.value,
    "met": lambda now: Ticket.sla_result == ClockResult.MET.value,
    "missed": lambda now: Ticket.sla_result == ClockResult.MISSED.value,
}


def _holds(value: str, *columns: Any) -> Condition:
    """Return whether one of the columns holds the value, whatever its case; ё as е.

    SQLite folds Latin letters alone, so the usual spellings of others are asked for.
    """
    return or_(
        *(
            column.ilike(f"%{spelling}%", escape="\\")
            for column in columns
            for spelling in spellings(value)
        )
    )


def spellings(value: str) -> list[str]:
    """Return the patterns of a value, its own wildcards escaped."""
    escaped = re.sub(r"([\\%_])", r"\\\1", value)
    if value.isascii():
        return [escaped]
    cases = {escaped, escaped.lower(), escaped.upper(), escaped.title(), escaped.capitalize()}
    return sorted(re.sub("[еёЕЁ]", "_", each) if len(value) > 1 else each for each in cases)


def _tagged(value: str) -> Select[int]:
    """Return the tickets with a tag whose name begins so."""
    named = or_(*(Tag.name.ilike(f"{each}%", escape="\\") for each in spellings(value)))
    return select(TicketTag.ticket_id).where(TicketTag.tag_id.in_(select(Tag.id).where(named)))


def _within(
    column: Any, moment: Moment, now: datetime, direction: int, zone: tzinfo | None
) -> Iterator[Condition]:
    """Give the ends of a moment; a span lies ahead (`direction` 1) or back (-1) from now."""
    if moment.span is not None:
        edge = now + direction * min(moment.span, LONGEST)
        is_below = moment.is_less is (direction > 0)
        yield column <= edge if is_below else column >= edge
        return
    if moment.first_day is not None:
        yield column >= _begin(moment.first_day, zone)
    if moment.last_day is not None and moment.last_day < date.max:
        yield column < _begin(moment.last_day + timedelta(days=1), zone)


def _begin(day: date, zone: tzinfo | None) -> datetime:
    return datetime.combine(day, time(), zone or UTC)
