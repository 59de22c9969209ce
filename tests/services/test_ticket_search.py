"""What is typed into the search field finds the tickets it says, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Channel, Priority, Status
from desktop.models.people import Organisation
from desktop.models.ticket import Ticket
from desktop.services import ticket_search
from desktop.services.desk import Desk
from desktop.services.rows import Found, Sort, TicketQuery
from desktop.services.tickets import ManualTicket
from tests.services.test_ticket_plans import plan_of

MIDNIGHT = datetime(2026, 11, 23, tzinfo=ZoneInfo("Europe/Moscow"))

Find = Callable[[str], list[str]]


@pytest.fixture
def numbers(desk: Desk, anna: Actor, clock: ManualClock) -> dict[str, int]:
    """Tickets by a name for each: what the cases below tell apart."""
    made: dict[str, int] = {}

    def make(name: str, subject: str, text: str, **fields: object) -> None:
        manual = ManualTicket(subject, text, Channel.MAIL, **fields)  # type: ignore[arg-type]
        created = desk.tickets.create(anna, manual).created
        assert created is not None
        made[name] = created
        clock.advance(timedelta(minutes=1))

    with desk.database.write() as session:
        session.add(Organisation(name="Нордклиника", domain="nord.example"))
    nord = {"requester_name": "Пётр Ёлкин", "requester_email": "petr@nord.example"}
    make("mine", "VPN does not connect", "the client hangs", assignee_id=anna.person_id, **nord)
    make("free", "VPN is slow", "client machine, hangs often", requester_email="a_b@x.example")
    make("high", "Принтер дымит", "ёлка на экране", priority=Priority.HIGH, **nord)
    make("waiting", "Invoice", "empty file", requester_email="axb@x.example")
    make("done", "VPN again", "it works now", assignee_id=anna.person_id)
    make("spam", "VPN for everybody", "cheap")
    desk.tickets.log_call(anna, made["waiting"], "sent it again")
    desk.tickets.set_status(anna, [made["waiting"]], Status.WAITING_CUSTOMER)
    desk.tickets.set_status(anna, [made["done"]], Status.SOLVED)
    desk.tickets.mark_spam(anna, [made["spam"]])
    desk.tickets.set_tags(anna, made["high"], ["Печать", "office"])
    desk.tickets.add_note(anna, made["free"], "they use an old router")
    return made


@pytest.fixture
def find(desk: Desk, anna: Actor, numbers: dict[str, int]) -> Find:
    """Return the names of what is found, checked against the count and page by page."""
    names = {number: name for name, number in numbers.items()}

    def find(text: str, sort: Sort = Sort.NEXT_DUE) -> list[str]:
        query = TicketQuery(text=text, me=anna.person_id, day_start_at=MIDNIGHT, sort=sort)
        rows = desk.tickets.page(query).rows
        paged: list[int] = []
        key = None
        while True:
            page = desk.tickets.page(query, key, 1)
            paged += [row.id for row in page.rows if row.id not in paged]
            if (key := page.next_key) is None:
                break
        assert paged == [row.id for row in rows]
        assert desk.tickets.found(query) == Found(len(rows))
        return [names[row.id] for row in rows]

    return find


CASES = (
    ("is:open", {"mine", "free", "high", "waiting"}),
    ("is:mine", {"mine"}),
    ("это:мои", {"mine"}),
    ("is:mine is:solved", {"done"}),
    ("is:unassigned", {"free", "high", "waiting"}),
    ("is:waiting", {"waiting"}),
    ("is:solved", {"done"}),
    ("is:closed", set()),
    ("is:spam", {"spam"}),
    ("is:merged", set()),
    ("is:open -is:mine", {"free", "high", "waiting"}),
    ("prio:high", {"high"}),
    ("приоритет:высокий", {"high"}),
    ("tag:печ", {"high"}),
    ("тег:ПЕЧАТЬ", {"high"}),
    ("-tag:office is:open", {"mine", "free", "waiting"}),
    ("from:петр", {"mine", "high"}),
    ("от:ПЁТР", {"mine", "high"}),
    ("from:nord.example", {"mine", "high"}),
    ("from:a_b", {"free"}),
    ("client:нордклиника", {"mine", "high"}),
    ("client:NORD", {"mine", "high"}),
    ("assignee:anna", {"mine"}),
    ("assignee:anna is:solved", {"done"}),
    ("has:note", {"free"}),
    ("has:file", set()),
    ("to:dev", set()),
    ("sla:paused", {"waiting"}),
    ("sla:overdue", set()),
    ("due:<1d", {"mine", "free", "high"}),
    ("due:<1m", set()),
    ("created:today", {"mine", "free", "high", "waiting", "done"}),
    ("created:вчера", set()),
    ("created:<=2026-11-23 prio:high", {"high"}),
    ("created:>2026-11-23", set()),
    ("created:<999999w is:open", {"mine", "free", "high", "waiting"}),
    ("vpn", {"mine", "free", "done", "spam"}),
    ("vpn is:open", {"mine", "free"}),
    ("vpn -slow is:open", {"mine"}),
    ("vpn -router is:open", {"mine"}),
    ("-vpn is:open", {"high", "waiting"}),
    ("-vpn", {"high", "waiting"}),
    ('"client hangs"', {"mine"}),
    ('"елка на"', {"high"}),
    ("client hangs", {"mine", "free"}),
    ("петр", {"mine", "high"}),
    ("Нордклиника", {"mine", "high"}),
    ("НОРДКЛИН", {"mine", "high"}),
    ("нордклиника -vpn", {"high"}),
    ("нордклиника prio:high", {"high"}),
    ('"нордклиника"', set()),
    ("нордклиника принтер", set()),
    ("vpn foo:bar", set()),
    ("tag:nothing", set()),
)


def test_a_search_finds_what_it_says(find: Find) -> None:
    for text, expected in CASES:
        assert set(find(text)) == expected, text


def test_a_number_leads_to_its_ticket_where_the_rest_allows_it(
    find: Find, numbers: dict[str, int]
) -> None:
    number = numbers["mine"]
    assert find(f"#{number}") == ["mine"]
    assert find(f"#{number} is:mine") == ["mine"]
    assert find(f"#{number} is:spam") == []
    assert find(f"#{numbers['spam']}") == ["spam"]
    assert find(f"#{number} -vpn") == []


def test_a_call_of_which_only_the_subject_was_noted_is_found_by_it(
    desk: Desk, anna: Actor, numbers: dict[str, int], find: Find
) -> None:
    call = ManualTicket("Сканер молчит", " ", requester_name="Ольга")
    created = desk.tickets.create(anna, call).created
    for text in ("сканера", '"сканер молчит"', "ольга", "молчит is:open"):
        assert [row.id for row in desk.tickets.page(TicketQuery(text=text)).rows] == [created]
    assert len(desk.tickets.detail(created or 0).messages) == 1


def test_operators_alone_keep_the_order_that_is_chosen(find: Find) -> None:
    assert find("is:open -is:waiting")[0] == "high"  # due first
    assert find("is:open", Sort.NEWEST) == ["waiting", "high", "free", "mine"]  # type: ignore[call-arg]


def test_soon_and_critical_follow_the_colours_of_the_list(
    desk: Desk, find: Find, numbers: dict[str, int], clock: ManualClock
) -> None:
    with desk.database.write() as session:
        for name in ("mine", "free", "high"):
            ticket = session.get_one(Ticket, numbers[name])
            ticket.next_due_target_seconds = 4 * 3600
            left = {"mine": 23, "free": 59, "high": 61}[name]
            ticket.next_due_at = ticket.next_late_at = clock.now() + timedelta(minutes=left)
    assert set(find("sla:soon")) == {"mine", "free"}
    assert set(find("sla:critical")) == {"mine"}
    clock.advance(timedelta(minutes=30))
    assert set(find("sla:overdue")) == {"mine"}


def test_a_count_stops_where_nobody_reads_on(
    desk: Desk, find: Find, anna: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ticket_search, "MOST_COUNTED", 2)
    for text in ("is:open", "vpn", "-router is:open"):
        assert desk.tickets.found(TicketQuery(text=text)) == Found(2, is_all=False)


def test_nothing_typed_is_an_error(desk: Desk, numbers: dict[str, int]) -> None:
    typed = ("is:", "\x00", '"', "-", "#", "is:open " * 300, 'due:<9h -""', "%", "from:%")
    for text in typed:
        desk.tickets.page(TicketQuery(text=text))
        desk.tickets.found(TicketQuery(text=text))


ALONG_AN_INDEX = (
    "is:open",
    "is:mine",
    "is:unassigned",
    "is:waiting",
    "is:spam",
    "sla:soon",
    "sla:critical",
    "sla:overdue",
    "due:<1h",
    "created:<7d",
    "client:nord",
    "from:irina",
    "tag:billing",
    "has:note",
    "prio:critical is:open",
    "assignee:anna",
)


def test_the_common_operators_follow_an_index(sqlite_desk: Desk) -> None:
    for text in ALONG_AN_INDEX:
        query = TicketQuery(text=text, me=1, day_start_at=MIDNIGHT)
        plan = plan_of(sqlite_desk, partial(sqlite_desk.tickets.page, query))
        [line] = [line for line in plan if line.startswith(("SCAN ticket ", "SEARCH ticket "))]
        assert " INDEX " in line or "PRIMARY KEY" in line, (text, plan)
        assert not line.startswith("SCAN ticket USING INDEX ix_ticket_mark"), (text, plan)
