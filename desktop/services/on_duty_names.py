"""Who was on duty at many instants, by name: one reading of the duty calendar for all of them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from sqlalchemy.orm import Session

from desktop.domain.duty_span import Span
from desktop.domain.worktime_local import micros
from desktop.services import team
from desktop.services.duty import Duty
from desktop.services.duty_cover import planned_since


class OnDutyNames:
    """Knows a span; on whichever line somebody was on duty counts."""

    def __init__(self, session: Session, duty: Duty, within: Span) -> None:
        """`within` may begin long before the first duty: years without any cost nothing."""
        since_at = planned_since(session)
        spells: list[tuple[int, int, str]] = []
        if since_at is not None and since_at < within[1]:
            names = team.names(session)
            for _, _, pieces in duty.by_line(session, (max(since_at, within[0]), within[1])):
                spells += (
                    (micros(each.start_at), micros(each.end_at), names[int(each.person)])
                    for each in pieces
                )
        self._changes = sorted({at for start, end, _ in spells for at in (start, end)})
        on: list[set[str]] = [set() for _ in range(len(self._changes) + 1)]
        for start, end, name in spells:
            first, last = (bisect_right(self._changes, at) for at in (start, end))
            for names_on in on[first:last]:
                names_on.add(name)
        self._names = [", ".join(sorted(names_on)) for names_on in on]
        """Before the first change, and after each."""

    def at(self, instants: Iterable[int]) -> Iterator[str]:
        """Yield the names at each instant, in microseconds; empty where nobody was on duty."""
        for instant in instants:
            yield self._names[bisect_right(self._changes, instant)]
