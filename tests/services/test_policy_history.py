"""The versions of a policy looked back on: who made each, and which tickets ran under it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import NotFound
from desktop.domain.sla import ClockKind, Target
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor, Priority, Status
from desktop.services.desk import Desk
from tests.services.test_tickets import make

SMALL = 1


def shorten(desk: Desk, by: Actor, minutes: int, *, recompute: bool) -> None:
    policy = desk.policy_edits.one(SMALL).policy
    cell = (Priority.NORMAL, ClockKind.FIRST_RESPONSE)
    rows = {**policy.rows, cell: Target(BUSINESS_HOURS, minutes)}
    desk.policy_edits.save(by, replace(policy, rows=rows), recompute=recompute)


def test_history_tells_who_changed_what_when_and_for_which_tickets(
    desk: Desk, anna: Actor, clock: ManualClock
) -> None:
    solved, kept = make(desk, anna), make(desk, anna)
    desk.tickets.set_status(anna, [solved], Status.SOLVED)
    clock.advance(timedelta(hours=1))
    shorten(desk, anna, 60, recompute=False)
    clock.advance(timedelta(hours=1))
    young = make(desk, anna)
    shorten(desk, anna, 90, recompute=True)

    third, second, first = desk.policy_edits.history(SMALL)

    assert [row.policy.version for row in (third, second, first)] == [3, 2, 1]
    assert [row.author for row in (third, second, first)] == ["Anna Kern", "Anna Kern", ""]
    assert first.before is None
    assert third.before == second.policy
    assert third.policy.valid_from == clock.now()
    assert (third.tickets, third.newest) == (2, (young, kept))
    assert (second.tickets, second.newest) == (0, ())
    assert (first.tickets, first.newest) == (1, (solved,)), "what was judged stays judged"


def test_history_of_no_policy_is_refused(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.policy_edits.history(99)
