"""The steps lead from the old list to the new one, whatever happened in between."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from desktop.ui.lists.row_changes import changes_between


@dataclass(frozen=True, slots=True)
class Item:
    id: int


def items(*ids: int) -> list[Item]:
    return [Item(number) for number in ids]


LISTS = st.lists(st.integers(min_value=0, max_value=12), unique=True).map(lambda ids: items(*ids))


@given(old=LISTS, new=LISTS)
def test_the_steps_lead_from_old_to_new(old: list[Item], new: list[Item]) -> None:
    changes = changes_between(old, new)
    rows = list(old)
    for first, last in changes.removed:
        del rows[first : last + 1]
    if changes.order is not None:
        rows = [rows[place] for place in changes.order]
    for row, records in changes.inserted:
        rows[row:row] = records
    assert rows == new


def test_neighbours_are_removed_and_inserted_together() -> None:
    changes = changes_between(items(1, 2, 3, 4, 5), items(9, 8, 1, 5))
    assert changes.removed == ((1, 3),)
    assert changes.order is None
    assert changes.inserted == ((0, tuple(items(9, 8))),)


def test_nothing_is_told_when_nothing_changed() -> None:
    changes = changes_between(items(1, 2), items(1, 2))
    assert (changes.removed, changes.order, changes.inserted) == ((), None, ())
