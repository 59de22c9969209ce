"""Saved views belong to one person or to everyone, keep their order, and are taken back whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from desktop.domain.changes import Changes
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor, Source
from desktop.services.desk import Desk
from desktop.services.rows import Found, TicketQuery
from desktop.services.saved_views import SavedView
from desktop.services.tickets import ManualTicket
from tests.dump import dump


@pytest.fixture
def maxim(desk: Desk) -> Actor:
    return Actor(desk.people.add("Maxim").created, Source.WINDOW)


def names(desk: Desk, by: Actor) -> list[str]:
    return [view.name for view in desk.saved_views.all(by.person_id)]


def view(desk: Desk, by: Actor, name: str) -> SavedView:
    return next(view for view in desk.saved_views.all(by.person_id) if view.name == name)


def test_a_view_is_ones_own_unless_it_is_for_everyone(
    desk: Desk, anna: Actor, maxim: Actor
) -> None:
    desk.saved_views.add(anna, "Mine ", "is:mine")
    desk.saved_views.add(anna, "VIP", "client:vip", is_shared=True)
    assert names(desk, anna) == ["Mine", "VIP"]
    assert names(desk, maxim) == ["VIP"]
    with pytest.raises(NotFound):
        desk.saved_views.remove(maxim, view(desk, anna, "Mine").id)


def test_what_cannot_be_a_view_is_refused(desk: Desk, anna: Actor) -> None:
    desk.saved_views.add(anna, "VIP", "client:vip")
    for name, text, code in (
        (" ", "x", "view.no_name"),
        ("x", " ", "view.no_search"),
        ("vip", "x", "view.name_taken"),
    ):
        with pytest.raises(Refused, match=code.replace(".", r"\.")):
            desk.saved_views.add(anna, name, text)
    old = view(desk, anna, "VIP")
    desk.saved_views.edit(anna, replace(old, name="Very important"))
    with pytest.raises(Refused, match=r"view\.changed"):
        desk.saved_views.edit(anna, old)


def test_every_edit_of_a_view_is_taken_back_whole(desk: Desk, anna: Actor) -> None:
    for name in "ABC":
        desk.saved_views.add(anna, name, f"tag:{name}")
    views = desk.saved_views
    edits: list[Callable[[SavedView], Changes]] = [
        lambda _: views.add(anna, "D", "tag:d"),
        lambda a: views.edit(anna, replace(a, name="AA", is_shared=True)),
        lambda a: views.move(anna, a.id, 2),
        lambda a: views.remove(anna, a.id),
    ]
    for edit in edits:
        before = dump(desk)
        changes = edit(view(desk, anna, "A"))
        assert dump(desk) != before
        assert changes.undo is not None
        desk.undo.undo(anna, changes.undo)
        assert dump(desk) == before


@pytest.mark.parametrize(("place", "order"), [(0, "BAC"), (1, "ABC"), (2, "ACB"), (99, "ACB")])
def test_a_view_moves_to_a_place(desk: Desk, anna: Actor, place: int, order: str) -> None:
    for name in "ABC":
        desk.saved_views.add(anna, name, f"tag:{name}")
    desk.saved_views.move(anna, view(desk, anna, "B").id, place)
    assert names(desk, anna) == list(order)


def test_views_are_counted_for_whoever_looks(desk: Desk, anna: Actor, maxim: Actor) -> None:
    desk.tickets.create(anna, ManualTicket("Printer", "smokes", assignee_id=anna.person_id))
    for name, text in (("Mine", "is:mine"), ("Words", "printer -fire"), ("None", "tag:x")):
        desk.saved_views.add(anna, name, text, is_shared=True)
    views = desk.saved_views.all(maxim.person_id)
    counts = {
        by: [found.count for found in desk.saved_views.counts(views, TicketQuery(me=by)).values()]
        for by in (anna.person_id, maxim.person_id)
    }
    assert counts == {anna.person_id: [1, 1, 0], maxim.person_id: [0, 1, 0]}
    assert desk.saved_views.counts((), TicketQuery()) == {}
    assert Found(1) in desk.saved_views.counts(views, TicketQuery(me=anna.person_id)).values()
