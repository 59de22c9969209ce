"""Clients and their organisations: the card, and edits that are taken back whole."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor, Channel, Status
from desktop.services.desk import Desk
from desktop.services.organisations import OrganisationRow
from desktop.services.rows import TicketQuery
from desktop.services.rows_ticket import ClientCard
from desktop.services.tickets import ManualTicket
from tests.dump import dump

NORD = OrganisationRow(
    0, " Nord Clinic ", ("@Nord.Example", " nord-2.example"), True, None, "", 0, 0
)


def ticket(desk: Desk, by: Actor, email: str) -> int:
    manual = ManualTicket("Printer", "smokes", Channel.MAIL, "Irina", email)
    created = desk.tickets.create(by, manual).created
    assert created is not None
    return created


def card(desk: Desk, ticket_id: int) -> ClientCard:
    found = desk.tickets.detail(ticket_id).client
    assert found is not None
    return found


def test_the_card_tells_the_history_newest_first(desk: Desk, anna: Actor) -> None:
    numbers = [ticket(desk, anna, "it@nord.example") for _ in range(7)]
    ticket(desk, anna, "else@volga.example")
    desk.tickets.set_status(anna, numbers[:2], Status.SOLVED)
    found = card(desk, numbers[0])
    assert (found.tickets, found.open_tickets) == (7, 5)
    assert [each.id for each in found.recent] == numbers[:1:-1]


def test_a_client_is_changed_and_put_back(desk: Desk, anna: Actor) -> None:
    number = ticket(desk, anna, "it@nord.example")
    nord = desk.organisations.save(anna, replace(NORD, domains=())).created
    before = dump(desk)
    changes = desk.clients.edit(anna, card(desk, number).id, " Irina P. ", "+7 900", nord)
    found = card(desk, number)
    assert (found.name, found.phone, found.is_vip) == ("Irina P.", "+7 900", True)
    assert number in changes.tickets
    assert changes.undo is not None
    desk.undo.undo(anna, changes.undo)
    assert dump(desk) == before
    with pytest.raises(NotFound):
        desk.clients.edit(anna, found.id, "x", "", 999)


def test_an_organisation_is_told_by_its_domain(desk: Desk, anna: Actor) -> None:
    desk.organisations.save(anna, NORD)
    [row] = desk.organisations.all()
    assert (row.name, row.domains) == ("Nord Clinic", ("nord.example", "nord-2.example"))
    number = ticket(desk, anna, "it@nord.example")
    assert desk.tickets.row(number).organisation == "Nord Clinic"
    other = ticket(desk, anna, "it@nord-2.example")
    assert desk.tickets.row(other).organisation == "Nord Clinic"
    query = TicketQuery(text="client:nord-2")
    assert {row.id for row in desk.tickets.page(query).rows} == {number, other}
    for wrong, code in (
        (replace(NORD, name=" "), "no_name"),
        (replace(NORD, domains=("not a domain",)), "bad_domain"),
        (NORD, "domain_taken"),
        (replace(NORD, domains=("nord-2.example",)), "domain_taken"),
    ):
        with pytest.raises(Refused, match=code):
            desk.organisations.save(anna, wrong)
    with pytest.raises(Refused, match="in_use"):
        desk.organisations.remove(anna, row.id)


def test_clients_of_a_domain_are_taken_in_and_let_go(desk: Desk, anna: Actor) -> None:
    for email in ("it@nord.example", "buh@nord-2.example", "x@subnord.example", "y@volga.example"):
        ticket(desk, anna, email)
    nord = desk.organisations.save(anna, NORD).created
    assert nord is not None
    assert desk.organisations.all()[0].strangers == 2
    before = dump(desk)
    changes = desk.organisations.take_in(anna, nord)
    [row] = desk.organisations.all()
    assert (row.clients, row.strangers) == (2, 0)
    assert not desk.organisations.take_in(anna, nord)
    assert changes.undo is not None
    desk.undo.undo(anna, changes.undo)
    assert dump(desk) == before


def test_every_edit_of_an_organisation_is_taken_back(desk: Desk, anna: Actor) -> None:
    before = dump(desk)
    made = desk.organisations.save(anna, NORD)
    [row] = desk.organisations.all()
    saved = dump(desk)
    for edit in (
        lambda: desk.organisations.save(
            anna, replace(row, name="Other", domains=("nord-3.example", "nord.example"))
        ),
        lambda: desk.organisations.remove(anna, row.id),
    ):
        changes = edit()
        assert changes.undo is not None
        desk.undo.undo(anna, changes.undo)
        assert dump(desk) == saved
    assert made.undo is not None
    desk.undo.undo(anna, made.undo)
    assert dump(desk) == before
