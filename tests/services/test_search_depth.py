"""Search looks at a few hits first and at more only when they do not fill the page."""

from __future__ import annotations

import pytest

from desktop.domain.ticket import Actor
from desktop.services import search
from desktop.services.desk import Desk
from desktop.services.rows import TicketQuery
from desktop.services.tickets import ManualTicket


@pytest.fixture
def numbers(desk: Desk, anna: Actor) -> list[int]:
    """Five tickets about printers, the newest of which has most of the hits."""
    found = []
    for n in range(5):
        created = desk.tickets.create(anna, ManualTicket(f"Printer {n}", "smokes")).created
        assert created is not None
        found.append(created)
    for n in range(4):
        desk.tickets.add_note(anna, found[-1], f"printer again {n}")
    return found


@pytest.mark.parametrize("first", [1, 2, 5, 8, 9, 10, 400])
def test_the_page_is_the_same_however_few_hits_are_looked_at_first(
    desk: Desk, numbers: list[int], first: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "FIRST_CANDIDATES", first)
    query = TicketQuery(text="printers")
    whole = desk.tickets.page(query, None, 10)
    begun = desk.tickets.page(query, None, 2)
    rest = desk.tickets.page(query, begun.next_key, 10)
    assert [row.id for row in whole.rows] == numbers[::-1]
    assert [row.id for row in (*begun.rows, *rest.rows)] == numbers[::-1]
