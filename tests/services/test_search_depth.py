"""Search looks at a few hits first and at more only when they do not fill the page."""

from __future__ import annotations

import pytest

from desktop.domain.ticket import Actor
from desktop.services import search, search_hits, ticket_search
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


@pytest.mark.parametrize("first", [1, 2, 3, 100])
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


@pytest.mark.parametrize("few", [0, 250])
@pytest.mark.parametrize("hits", [1, 2, 200])
def test_excluded_words_are_the_same_however_they_are_looked_up(
    desk: Desk, numbers: list[int], few: int, hits: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_hits, "FEW_TICKETS", few)
    monkeypatch.setattr(search_hits, "HITS_FOR_A_TICKET", hits)
    monkeypatch.setattr(ticket_search, "AT_ONCE", 2)
    found = desk.tickets.page(TicketQuery(text="printer -again"), None, 10).rows
    assert [row.id for row in found] == numbers[-2::-1]
    assert desk.tickets.found(TicketQuery(text="printer -again")).count == 4
    assert desk.tickets.found(TicketQuery(text="-again is:open")).count == 4


WORDS = ("принтер", "принтеры", "приём", "подъём", "café", "naïve", "universal", "x", "xy")
MANY = tuple(f"abcdef{n}" for n in range(search_hits.MOST_WORDS + 1))


def test_words_are_found_by_form_and_by_beginning(desk: Desk, anna: Actor) -> None:
    numbers = {}
    for word in (*WORDS, " ".join(MANY)):
        numbers[word] = desk.tickets.create(anna, ManualTicket(f"= {word} =", "-")).created
    for query, expected in {
        "принтер": ["принтер", "принтеры"],
        "ПРИНТЕРАМИ": ["принтер", "принтеры"],
        "пр": ["принтер", "принтеры", "приём"],
        "прин": ["принтер", "принтеры"],
        "принт": ["принтер", "принтеры"],
        "прием": ["приём"],
        "cafe": ["café"],
        "Café": ["café"],
        "naive": ["naïve"],
        "universally": ["universal"],
        "x": ["x"],
        "xy": ["xy"],
        "принтеры прин": ["принтер", "принтеры"],
        "принтер приём": [],
        "abcdef": [" ".join(MANY)],
        "abcdef1 abc": [" ".join(MANY)],
        'NOT "x* -': [],
        "𞤀x": [],
    }.items():
        rows = desk.tickets.page(TicketQuery(text=query), None, 100).rows
        assert [row.id for row in rows] == [numbers[word] for word in expected][::-1], query


@pytest.mark.parametrize("common", [0, 10**9])
def test_postgresql_finds_the_same_whatever_it_estimates(
    desk: Desk, numbers: list[int], common: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_hits, "COMMON", common)
    rows = desk.tickets.page(TicketQuery(text="printers smokes"), None, 3).rows
    assert [row.id for row in rows] == numbers[:1:-1]
