"""Whether an edit puts somebody on duty twice at a time who was not before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy.orm import Session

from desktop.domain.duty_span import Span
from desktop.services.duty import Duty
from desktop.services.duty_blocks import BoardBlock, read_blocks

Twice = tuple[int, datetime, datetime]
"""Who, from when and till when."""


class OnDutyTwice:
    """Takes down who is on duty in a span before an edit, and compares after it was flushed."""

    def __init__(self, session: Session, duty: Duty, reach: Span) -> None:
        self._session = session
        self._duty = duty
        self._reach = reach
        self._before = self._blocks()

    def added(self, *, beside_what_was: bool = False) -> Twice | None:
        """Return the first time somebody is on duty twice who was not before; None if nobody is.

        With `beside_what_was` one of both duties was there before: what only comes back together
        was so earlier.
        """
        had = set(self._before)
        known = {twice for *_, twice in _twice(self._before)}
        found = (
            twice
            for one, other, twice in _twice(self._blocks())
            if twice not in known and (not beside_what_was or had & {one, other})
        )
        return min(found, key=lambda twice: twice[1], default=None)

    def _blocks(self) -> list[BoardBlock]:
        """Return who is on duty; drafts put nobody on duty."""
        found = read_blocks(self._session, self._duty, self._reach)
        return [each for each in found if not each.is_draft]


def _twice(blocks: Iterable[BoardBlock]) -> Iterator[tuple[BoardBlock, BoardBlock, Twice]]:
    """Give two blocks with the same person at once, and who that is when.

    Each is held against those that begin before it ends: a file may bring a year of duties.
    """
    by_person: dict[int, list[BoardBlock]] = {}
    for block in sorted(blocks, key=lambda each: each.start_at):
        by_person.setdefault(block.person_id, []).append(block)
    for own in by_person.values():
        for place, one in enumerate(own):
            for following in range(place + 1, len(own)):
                other = own[following]
                if other.start_at >= one.end_at:
                    break
                yield one, other, (one.person_id, other.start_at, min(one.end_at, other.end_at))
