"""Which events of a history were taken back: by an `undone` event that was not itself undone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Protocol

from desktop.domain.sla import EventKind


class Told(Protocol):
    """An event of a history, however it was read."""

    @property
    def id(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def kind(self) -> str: ...
    @property
    def data(self) -> Mapping[str, object]: ...


def taken_back(events: Collection[Told]) -> frozenset[int]:
    """Return the ids that hold no more; what was undone and then done again holds."""
    found: set[int] = set()
    undoing = [event for event in events if event.kind == EventKind.UNDONE]
    # Latest first, so that an undo which was itself undone (redo) takes nothing back.
    for event in sorted(undoing, key=lambda each: (each.at, each.id), reverse=True):
        if event.id not in found:
            match event.data.get("events"):
                case [*ids]:
                    found.update(each for each in ids if isinstance(each, int))
                case _:
                    pass
    return frozenset(found)
