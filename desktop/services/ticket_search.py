"""A typed search answered: words through the full-text index, operators as conditions.

With words the newest hits are read and those let through that the operators, the exact phrases
and the excluded words allow, and put in order of relevance where that is wanted; operators alone
are a list like a view's.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from desktop.domain.search_language import Search, Term, read_search
from desktop.domain.terms import searchable
from desktop.mail.words import words_of
from desktop.models.mail import Attachment, Message
from desktop.models.ticket import Ticket
from desktop.services import search, search_rank, ticket_page
from desktop.services.rows import Found, HitOrder, Page, PageKey, TicketQuery, TicketRow
from desktop.services.search_clients import of_named_organisations
from desktop.services.search_conditions import Narrowing, narrowing
from desktop.services.search_hits import Hit, Unwanted

MOST_COUNTED = 10_000
"""Tickets; nobody reads on, and a count stays cheap on a million."""

AT_ONCE = 500
PAGES_LOOKED_AT = 20
"""For one that excluded words leave something on."""

_BY_NUMBER = Ticket.id.in_(bindparam("numbers", expanding=True))


def page(
    session: Session, query: TicketQuery, after: PageKey | None, limit: int, now: datetime
) -> Page[TicketRow]:
    """Return a page of what the text finds; a ticket meant by its number stands first."""
    asked = _Asked.read(session, query, now)
    if not asked.has_words:
        return asked.listed(query, after, limit)
    offset = after[0] if after else 0
    numbers = asked.exact() if not offset else []
    is_ranked = query.hits is HitOrder.BEST
    hits = asked.best(limit, offset) if is_ranked else asked.newest(limit, offset)
    numbers.extend(number for number in hits if number not in numbers)
    rows = ticket_page.by_ids(session, numbers)
    found = tuple(rows[number] for number in numbers if number in rows)
    return Page(found, (offset + limit,) if len(hits) == limit else None)


def found(session: Session, query: TicketQuery, now: datetime) -> Found:
    """Return how many tickets the text finds, up to `MOST_COUNTED`."""
    asked = _Asked.read(session, query, now)
    if not asked.has_words:
        return asked.counted()
    hits = asked.newest(MOST_COUNTED, 0)
    count = len(set(hits) | set(asked.exact()))
    is_shortened = len(words_of(asked.words)) > search.MAX_WORDS
    return Found(count, is_all=len(hits) < MOST_COUNTED, is_shortened=is_shortened)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A search as it is carried out: what must be found, and what lets it through."""

    session: Session
    search: Search
    words: str
    phrases: tuple[str, ...]
    excluded: tuple[Unwanted, ...]
    narrowing: Narrowing | None

    @classmethod
    def read(cls, session: Session, query: TicketQuery, now: datetime) -> _Asked:
        typed = read_search(query.text, _today(query, now))
        wanted = [term for term in typed.text if not term.is_negated]
        words = " ".join(term.value for term in wanted)
        unwanted = (search.hits_of(session, t.value) for t in typed.text if t.is_negated)
        return cls(
            session,
            typed,
            words,
            tuple(" ".join(words_of(term.value)) for term in wanted if term.is_phrase),
            tuple(Unwanted(hits) for hits in unwanted if hits is not None),
            _narrowing(session, typed, words, query, now),
        )

    @property
    def has_words(self) -> bool:
        return self.search.has_words

    def newest(self, limit: int, offset: int) -> list[int]:
        """Return the tickets that hold the words, or whose organisation they name."""
        return [ticket_id for _, ticket_id in self._newest_hits(limit, offset)]

    def best(self, limit: int, offset: int) -> list[int]:
        """Return the same, those that answer the words best first."""
        is_narrowed = self.narrowing is not None or bool(self.excluded or self.phrases)
        most = None if is_narrowed else search.CANDIDATES
        hits = self._newest_hits(search_rank.RANKED, 0, most)
        words = search.searched_words(self.words)
        return search_rank.best_first(self.session, words, hits)[offset : offset + limit]

    def _newest_hits(self, limit: int, offset: int, most: int | None = None) -> list[Hit]:
        clients: Sequence[Hit] = ()
        if not self.phrases:
            words = words_of(self.words)[: search.MAX_WORDS]
            clients = of_named_organisations(self.session, words, search.CANDIDATES)
            clients = list(self.accept(clients))
        return search.newest_hits(
            self.session, self.words, limit, offset, self.accept, clients, most
        )

    def accept(self, hits: Sequence[Hit]) -> Iterable[Hit]:
        """Let those hits through that hold the phrases and whose tickets are asked for."""
        allowed: set[int] = set()
        for start in range(0, len(hits), AT_ONCE):
            tickets = {ticket_id for _, ticket_id in hits[start : start + AT_ONCE]}
            allowed |= self._without_excluded(self._narrowed(tickets))
        left = [hit for hit in hits if hit[1] in allowed]
        return self._with_phrases(left) if self.phrases else left

    def exact(self) -> list[int]:
        """Return the ticket whose number was typed, if it is asked for."""
        numbers = {number for term in self.search.text if (number := _number(term)) is not None}
        if len(numbers) != 1 or self.phrases:
            return []
        others = [t for t in self.search.text if not t.is_negated and _number(t) is None]
        return [] if others else sorted(self._without_excluded(self._narrowed(numbers)))

    def listed(self, query: TicketQuery, after: PageKey | None, limit: int) -> Page[TicketRow]:
        """Return a page of what the operators let through, without the excluded words."""
        if self.narrowing is None:
            return Page((), None)
        keys = ticket_page.sort_columns(self.narrowing.view, query.sort)
        rows: list[TicketRow] = []
        for _ in range(PAGES_LOOKED_AT):
            found = ticket_page.narrowed_page(
                self.session, self.narrowing.condition, keys, after, limit
            )
            left = self._without_excluded({row.id for row in found.rows})
            rows += [row for row in found.rows if row.id in left]
            after = found.next_key
            if rows or after is None:
                break
        return Page(tuple(rows), after)

    def counted(self) -> Found:
        """Return how many tickets the operators let through."""
        if self.narrowing is None:
            return Found(0)
        statement = select(Ticket.id).where(self.narrowing.condition).limit(MOST_COUNTED + 1)
        if not self.excluded:
            count = select(func.count()).select_from(statement.subquery())
            number = int(self.session.execute(count).scalar_one())
            return Found(min(number, MOST_COUNTED), is_all=number <= MOST_COUNTED)
        ids = self.session.scalars(statement).all()
        number = len(self._without_excluded(set(ids)))
        return Found(min(number, MOST_COUNTED), is_all=len(ids) <= MOST_COUNTED)

    def _narrowed(self, tickets: set[int]) -> set[int]:
        if self.narrowing is None or not tickets:
            return tickets
        statement = select(Ticket.id).where(_BY_NUMBER, self.narrowing.condition)
        return set(self.session.scalars(statement, {"numbers": sorted(tickets)}))

    def _without_excluded(self, tickets: set[int]) -> set[int]:
        for unwanted in self.excluded:
            tickets = tickets - unwanted.among(tickets)
        return tickets

    def _with_phrases(self, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits in which the words of each phrase stand side by side."""
        kept = []
        for start in range(0, len(hits), AT_ONCE):
            some = hits[start : start + AT_ONCE]
            contents = _contents(self.session, [message_id for message_id, _ in some])
            kept += [hit for hit in some if all(f" {p} " in contents[hit[0]] for p in self.phrases)]
        return kept


def _contents(session: Session, message_ids: Sequence[int]) -> dict[int, str]:
    """Return the words of messages in their order, as far as they are searched."""
    names: dict[int, list[str]] = {number: [] for number in message_ids}
    files = select(Attachment.message_id, Attachment.name).order_by(Attachment.id)
    for number, name in session.execute(files.where(Attachment.message_id.in_(message_ids))):
        names[number].append(name)
    texts = select(
        Message.id, Message.subject, Message.from_name, Message.from_email, Message.text
    ).where(Message.id.in_(message_ids))
    found = {}
    for number, subject, name, email, text in session.execute(texts):
        content = searchable(subject, name, email, " ".join(names[number]), text)
        found[number] = f" {' '.join(words_of(content))} "
    return found


def _narrowing(
    session: Session, typed: Search, words: str, query: TicketQuery, now: datetime
) -> Narrowing | None:
    """Return what the operators ask; None where there are only words, and they find everything."""
    if typed.operators or (typed.terms and not words):
        return narrowing(session, typed, query, now)
    return None


def _number(term: Term) -> int | None:
    if term.is_negated or term.is_phrase:
        return None
    if term.number is not None:
        return term.number
    is_number = term.value.isascii() and term.value.isdecimal() and len(term.value) < 19
    return int(term.value) if is_number else None


def _today(query: TicketQuery, now: datetime) -> date:
    """Return the team's local day; that of UTC where it was not said."""
    start = query.day_start_at
    return (now.astimezone(start.tzinfo) if start is not None else now.astimezone(UTC)).date()
