"""One workstation at a time does a job with effects outside (T-LEASE)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.errors import Unavailable
from desktop.services import leases
from desktop.services.desk import Desk
from desktop.services.leases import TERM, Held, Leases


@pytest.fixture
def first(desk: Desk) -> Leases:
    return Leases(desk.database, "first")


@pytest.fixture
def second(desk: Desk) -> Leases:
    return Leases(desk.database, "second")


def write_under(desk: Desk, held: Held) -> None:
    with desk.database.write() as session:
        leases.check(session, held, desk.database.now(session))


def test_lease_has_one_holder_who_may_renew_it(
    clock: ManualClock, first: Leases, second: Leases
) -> None:
    held = first.take("watch")
    for _ in range(5):
        clock.advance(timedelta(seconds=20))
        assert first.take("watch") == held
        assert second.take("watch") is None
    assert second.take("another job") is not None


def test_dead_holder_is_followed_after_its_term_and_can_write_no_more(
    desk: Desk, clock: ManualClock, first: Leases, second: Leases
) -> None:
    old = first.take("watch")
    assert old is not None
    write_under(desk, old)
    clock.advance(TERM)
    assert second.take("watch") is None
    clock.advance(timedelta(seconds=1))

    new = second.take("watch")

    assert new is not None
    assert new.token == old.token + 1
    write_under(desk, new)
    with pytest.raises(Unavailable, match=r"lease\.lost"):
        write_under(desk, old)


def test_holder_that_slept_past_its_term_must_take_it_again(
    desk: Desk, clock: ManualClock, first: Leases
) -> None:
    held = first.take("watch")
    assert held is not None
    clock.advance(timedelta(hours=9))

    with pytest.raises(Unavailable):
        write_under(desk, held)
    assert first.take("watch") == held
    write_under(desk, held)


def test_lease_given_back_is_free_at_once(first: Leases, second: Leases) -> None:
    held = first.take("watch")
    assert held is not None

    first.give_back(held)

    assert second.take("watch") is not None


def test_lost_lease_is_not_given_back_for_its_new_holder(
    clock: ManualClock, first: Leases, second: Leases
) -> None:
    old = first.take("watch")
    assert old is not None
    clock.advance(TERM + timedelta(seconds=1))
    second.take("watch")

    first.give_back(old)

    assert first.take("watch") is None


def test_lease_taken_under_a_clock_set_years_ahead_binds_nobody(
    clock: ManualClock, first: Leases, second: Leases
) -> None:
    right = clock.now()
    clock.jump_to(right + timedelta(days=3650))
    first.take("watch")
    clock.jump_to(right)

    assert second.take("watch") is not None


def test_two_hundred_handovers_let_no_old_holder_write(desk: Desk, clock: ManualClock) -> None:
    old: Held | None = None
    for n in range(200):
        new = Leases(desk.database, f"start {n}").take("watch")
        assert new is not None
        if old is not None:
            with pytest.raises(Unavailable):
                write_under(desk, old)
        write_under(desk, new)
        old = new
        clock.advance(TERM + timedelta(seconds=1))
