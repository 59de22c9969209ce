"""The difference of two readings of a list, as the steps an item model tells its views."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Numbered(Protocol):
    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=Numbered)


@dataclass(frozen=True, slots=True)
class RowChanges(Generic[R]):
    """Steps to carry out in this order: remove, put into another order, insert.

    `removed` are runs (first, last) from the bottom up; `order` lists the remaining rows in their
    new order, None if it is the same; `inserted` are runs (row, records) from the top down.
    """

    removed: tuple[tuple[int, int], ...]
    order: tuple[int, ...] | None
    inserted: tuple[tuple[int, tuple[R, ...]], ...]


def changes_between(old: Sequence[R], new: Sequence[R]) -> RowChanges[R]:
    """Return the steps that lead from `old` to `new`, told apart by `id` alone."""
    new_place = {record.id: row for row, record in enumerate(new)}
    gone = [row for row, record in enumerate(old) if record.id not in new_place]
    kept = [new_place[record.id] for record in old if record.id in new_place]
    order = tuple(sorted(range(len(kept)), key=kept.__getitem__))
    old_ids = {record.id for record in old}
    added = [row for row, record in enumerate(new) if record.id not in old_ids]
    return RowChanges(
        removed=tuple(reversed(list(_runs(gone)))),
        order=None if order == tuple(range(len(order))) else order,
        inserted=tuple((first, tuple(new[first : last + 1])) for first, last in _runs(added)),
    )


def _runs(rows: Iterable[int]) -> Iterable[tuple[int, int]]:
    """Return ascending numbers as runs (first, last) without holes."""
    first: int | None = None
    last = -1
    for row in rows:
        if first is None:
            first = row
        elif row != last + 1:
            yield first, last
            first = row
        last = row
    if first is not None:
        yield first, last
