"""What the duties and absences of a calendar file would break, told before any of them is taken."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.duty import Shift, ShiftSource
from desktop.domain.duty_check import Engagements, conflicts_of
from desktop.domain.duty_conflict import Conflict, ConflictKind
from desktop.domain.duty_import import Arrival, FreeTime, ImportLine
from desktop.domain.duty_span import ByStart, Span, meets
from desktop.services.duty import Duty
from desktop.services.duty_facts import DutyFacts, around, read_facts
from desktop.services.policies import Policies
from desktop.services.rest_rules import read_rest_rules

_TAKEN: Final = frozenset({Arrival.NEW, Arrival.CHANGED})


def without_double(
    session: Session, duty: Duty, lines: Sequence[ImportLine], moved: Collection[str]
) -> list[ImportLine]:
    """Return the lines; a person already on duty then is told, not booked twice.

    What the shifts `moved` by the file were before does not count.
    """
    wanted = _taken(lines)
    if not wanted:
        return list(lines)
    booked = _on_duty(session, duty, _reach(wanted), moved)
    free = {person: FreeTime(spans) for person, spans in booked.items()}
    judged = []
    for line in lines:
        if line.arrival in _TAKEN and line.person_id is not None:
            own = free.setdefault(line.person_id, FreeTime([]))
            if not own.take(_span(line)):
                twice = (Conflict(ConflictKind.DOUBLE_BOOKING),)
                line = replace(line, arrival=Arrival.DOUBLE_BOOKED, conflicts=twice)
        judged.append(line)
    return judged


def with_conflicts(
    session: Session,
    duty: Duty,
    policies: Policies,
    lines: Sequence[ImportLine],
    moved: Collection[str],
    now: datetime,
) -> list[ImportLine]:
    """Return the lines with what each would break (duty.md F2) once all of them are taken."""
    wanted = _taken(lines)
    if not wanted:
        return list(lines)
    within = around(_reach(wanted), read_rest_rules(session))
    facts = read_facts(session, duty, policies, within, now)
    people = {
        line.person_id: _Busy(facts, line.person_id, wanted, moved)
        for line in wanted
        if line.person_id is not None
    }
    return [
        replace(line, conflicts=people[line.person_id].conflicts(line))
        if line.arrival in _TAKEN and line.person_id is not None
        else line
        for line in lines
    ]


def duties_hit(session: Session, duty: Duty, lines: Sequence[ImportLine]) -> list[ImportLine]:
    """Return lines of absences, each with how many duties of its person lie in it."""
    wanted = _taken(lines)
    if not wanted:
        return list(lines)
    spans = _on_duty(session, duty, _reach(wanted))
    return [
        replace(line, duties_hit=sum(meets(each, _span(line)) for each in spans[line.person_id]))
        if line.arrival in _TAKEN and line.person_id in spans
        else line
        for line in lines
    ]


class _Busy:
    """All that one person would be busy with; of a year only what lies around a duty is looked at.

    Every duty of the file has its key for an id, so that it is not its own conflict.
    """

    def __init__(
        self,
        facts: DutyFacts,
        person_id: int,
        lines: Sequence[ImportLine],
        moved: Collection[str],
    ) -> None:
        engaged = facts.engagements(person_id)
        own = [
            Shift(line.start_at, line.end_at, engaged.person, line.key, ShiftSource.IMPORT)
            for line in lines
            if line.person_id == person_id
        ]
        others = [each for each in engaged.duties if each.id not in moved]
        self._facts = facts
        self._engaged = engaged
        self._duties = ByStart([*others, *own], _span)
        self._work = ByStart(engaged.work, lambda span: span)

    def conflicts(self, line: ImportLine) -> tuple[Conflict, ...]:
        """Return what one of the lines would break."""
        rules = self._facts.rules
        within = around(_span(line), rules)
        engaged = Engagements(
            self._engaged.person,
            tuple(self._duties.meeting(within)),
            tuple(self._work.meeting(within)),
            self._engaged.absences,
            self._engaged.wishes,
        )
        return conflicts_of(_span(line), engaged, rules, self._facts.zone, line.key)


def _taken(lines: Sequence[ImportLine]) -> list[ImportLine]:
    """Return the lines that bring something."""
    return [line for line in lines if line.arrival in _TAKEN]


def _on_duty(
    session: Session, duty: Duty, within: Span, moved: Collection[str] = ()
) -> dict[int, list[Span]]:
    """Return when each person is on duty in a span, without the shifts `moved`."""
    found: dict[int, list[Span]] = {}
    for _, _, pieces in duty.by_line(session, within):
        for piece in pieces:
            if piece.id not in moved:
                found.setdefault(int(piece.person), []).append(_span(piece))
    return found


def _span(duty: Shift | ImportLine) -> Span:
    return duty.start_at, duty.end_at


def _reach(lines: Sequence[ImportLine]) -> Span:
    return min(line.start_at for line in lines), max(line.end_at for line in lines)
