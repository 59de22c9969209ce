"""Lists of tickets: the pages of views and searches, and their counts; what a start reads first."""

from __future__ import annotations

from desktop.domain.errors import NotFound
from desktop.models.database import Database
from desktop.services import ticket_page
from desktop.services.rows import Found, Page, PageKey, TicketQuery, TicketRow, View

PAGE = 200
MOST_SELECTED = 1_000
"""Tickets that one command acts on: an undo step holds them all."""


class TicketLists:
    """Reads rows and nothing else: clocks and edits are not imported for it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(
        self, query: TicketQuery, after: PageKey | None = None, limit: int = PAGE
    ) -> Page[TicketRow]:
        """Return a page of a view, or of what `query.text` finds when it is not empty."""
        with self._database.read() as session:
            now = self._database.now(session)
            if query.text.strip():
                from desktop.services import ticket_search  # a start shows a view

                return ticket_search.page(session, query, after, limit, now)
            return ticket_page.page(session, query, after, limit, now)

    def numbers(self, query: TicketQuery, limit: int = MOST_SELECTED) -> tuple[int, ...]:
        """Return every ticket that the list would show, in its order, up to `limit`."""
        found: dict[int, None] = {}
        key: PageKey | None = None
        while True:
            page = self.page(query, key, PAGE)
            found.update((row.id, None) for row in page.rows)
            key = page.next_key
            if key is None or len(found) >= limit:
                return tuple(found)[:limit]

    def found(self, query: TicketQuery) -> Found:
        """Return how many tickets `query.text` finds."""
        from desktop.services import ticket_search

        with self._database.read() as session:
            return ticket_search.found(session, query, self._database.now(session))

    def counts(self, query: TicketQuery) -> dict[View, int]:
        """Return the size of every counted view for `query.me`."""
        with self._database.read() as session:
            return ticket_page.counts(session, query, self._database.now(session))

    def row(self, ticket_id: int) -> TicketRow:
        """Return the list row of one ticket.

        Raises:
            NotFound: there is no such ticket.
        """
        with self._database.read() as session:
            found = ticket_page.by_ids(session, [ticket_id])
        if ticket_id not in found:
            raise NotFound(noun="ticket", id=ticket_id)
        return found[ticket_id]
