"""What a piece of repeated work looks like: a name, a rhythm, and one round of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Protocol, runtime_checkable

from desktop.domain.changes import Changes


class Job(Protocol):
    """Repeated work without a window. `Schedule` runs it, one round at a time.

    A round is short (local jobs under 50 ms), may be repeated, and may be killed anywhere. A job
    with an effect outside takes its lease at the start of the round (`services.leases`).
    `Unavailable` is the only error a round is expected to raise: it is tried again later, with
    growing pauses. Several jobs of one kind carry what tells them apart in the name: `poll:3`.
    """

    @property
    def name(self) -> str:
        """Return the name, unique in the program."""
        ...

    @property
    def every(self) -> timedelta:
        """Return the longest pause between the end of a round and the next."""
        ...

    @property
    def uses_network(self) -> bool:
        """Say whether a round may wait for another machine; then it goes to a network lane."""
        ...

    def run(self) -> Changes:
        """Do one round and return what it touched.

        Raises:
            Unavailable: the environment says no; the schedule tries again later.
        """
        ...


@runtime_checkable
class PunctualJob(Job, Protocol):
    """A job with stored instants: it may be due earlier than `every` after its last round."""

    def next_in(self) -> timedelta | None:
        """Return how long until its earliest stored instant by the database's clock."""
        ...
