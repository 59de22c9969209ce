"""Best match: what is looked for in the subject stands first, on both databases alike."""

from __future__ import annotations

import pytest

from desktop.domain.ticket import Actor
from desktop.services import search, search_rank
from desktop.services.desk import Desk
from desktop.services.rows import HitOrder, TicketQuery
from desktop.services.tickets import ManualTicket

TICKETS = {
    "subject, side by side": ("Принтер дымит в бухгалтерии", "-"),
    "subject, apart": ("Дымит новый принтер", "-"),
    "one in the subject": ("Принтер", "у нас он дымит"),
    "text, side by side": ("Вопрос", "наш принтер дымит"),
    "text, apart, older": ("Вопрос", "дымит не только принтер"),
    "text, apart, newer": ("Вопрос", "дымит не только принтер"),
    "something else": ("Принтер", "молчит"),
}
"""From the oldest to the newest: the newest first would turn them round."""
BEST = [*list(TICKETS)[:4], "text, apart, newer", "text, apart, older"]


@pytest.fixture
def names(desk: Desk, anna: Actor) -> dict[int, str]:
    made = {}
    for name, (subject, text) in TICKETS.items():
        number = desk.tickets.create(anna, ManualTicket(subject, text)).created
        assert number is not None
        made[number] = name
    return made


def ranked(desk: Desk, names: dict[int, str], text: str, limit: int = 10) -> list[str]:
    """Everything that is found, page by page."""
    query = TicketQuery(text=text, hits=HitOrder.BEST)
    found, after = [], None
    while True:
        page = desk.tickets.page(query, after, limit)
        found += [names[row.id] for row in page.rows]
        after = page.next_key
        if after is None:
            assert desk.tickets.found(query).count == len(found)
            return found


@pytest.mark.parametrize("limit", [1, 2, 50])
def test_the_best_stands_first_whatever_the_pages(
    desk: Desk, names: dict[int, str], limit: int
) -> None:
    assert ranked(desk, names, "принтеры дымят", limit) == BEST


def test_newest_first_stays_the_order_of_who_does_not_ask(
    desk: Desk, names: dict[int, str]
) -> None:
    rows = desk.tickets.page(TicketQuery(text="принтер дымит"), None, 10).rows
    assert [row.id for row in rows] == sorted((row.id for row in rows), reverse=True)


def test_operators_and_left_out_words_narrow_it(desk: Desk, names: dict[int, str]) -> None:
    assert ranked(desk, names, "принтер дымит -бухгалтерии is:open") == BEST[1:]
    assert ranked(desk, names, '"принтер дымит"') == [BEST[0], BEST[3]]


def test_a_number_that_was_typed_stands_before_all(
    desk: Desk, anna: Actor, names: dict[int, str]
) -> None:
    number = next(iter(names))
    other = desk.tickets.create(anna, ManualTicket(f"Bill {number}", "-")).created or 0
    names[other] = "subject"
    assert ranked(desk, names, str(number)) == [names[number], "subject"]


def test_only_the_newest_hits_are_put_in_order(
    desk: Desk, names: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "CANDIDATES", 3)
    query = TicketQuery(text="принтер дымит", hits=HitOrder.BEST)
    found = [names[row.id] for row in desk.tickets.page(query, None, 10).rows]
    assert found == BEST[3:]


def test_only_the_first_texts_are_read(
    desk: Desk, names: dict[int, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_rank, "READ", 3)
    assert ranked(desk, names, "принтер дымит") == [*BEST[:3], *BEST[4:], BEST[3]]


@pytest.mark.parametrize("text", ["", "-дымит", "!!!", "is:open", "'%", "a\\b (c"])
def test_what_holds_no_word_is_no_error(desk: Desk, names: dict[int, str], text: str) -> None:
    desk.tickets.page(TicketQuery(text=text, hits=HitOrder.BEST), None, 10)
