"""Who can cover a time: everybody ranked, with what speaks for and against (duty.md F4)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from desktop.domain.duty import Person, require_order
from desktop.domain.duty_candidates import who_can_cover
from desktop.domain.duty_check import Engagements
from desktop.domain.duty_conflict import Conflict
from desktop.domain.duty_fairness import Burden, dates_borne
from desktop.domain.duty_span import Span
from desktop.models.database import Database
from desktop.services.duty import Duty
from desktop.services.duty_coverage import required_of
from desktop.services.duty_facts import DutyFacts, around, read_facts
from desktop.services.duty_fairness import fairness_of, usual_window
from desktop.services.duty_requirements import read_skills
from desktop.services.policies import Policies
from desktop.services.rest_rules import read_rest_rules

_NAMELESS: Final = "override"


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """An active person who may cover a time.

    `rest` is the shortest time to anything before or after, `debt` what is still owed of the last
    8 weeks and the plan, in minutes, and `owed` in nights, weekend days and holidays; the time
    asked about `adds` so many of them. `since_last` and `until_next` are the times to the duties
    on both sides, as far as they are known; None means that there is nothing on that side. `lacks`
    are the skills that requirements ask for at that time and that the person does not have.
    """

    person_id: int
    name: str
    is_available: bool
    conflicts: tuple[Conflict, ...]
    rest: timedelta | None
    debt: float
    since_last: timedelta | None
    until_next: timedelta | None
    lacks: tuple[str, ...] = ()
    owed: Mapping[Burden, float] = field(default_factory=dict)
    adds: Mapping[Burden, int] = field(default_factory=dict)


class DutyCandidates:
    """Ranks the team for a time that somebody has to cover."""

    def __init__(self, database: Database, policies: Policies, duty: Duty) -> None:
        self._database = database
        self._policies = policies
        self._duty = duty

    def who_can_cover(
        self, start_at: datetime, end_at: datetime, line_id: int | None = None
    ) -> tuple[CandidateRow, ...]:
        """Return everybody active, the best first; those who cannot come last with the reason.

        A duty on any line keeps a person busy. Of the requirements those count that are for the
        line, or for all of them: people without their skills come after those with them.

        Raises:
            Refused: `duty.ends_before_start`.
        """
        require_order(start_at, end_at)
        duty = (start_at, end_at)
        with self._database.read() as session:
            now = self._database.now(session)
            window = usual_window(session, now)
            looked_at = around(duty, read_rest_rules(session))
            within = (min(looked_at[0], window[0]), max(looked_at[1], window[1]))
            facts = read_facts(session, self._duty, self._policies, within, now)
            able = _able(session, facts, duty, line_id)
        carried = fairness_of(facts, facts.blocks, window)
        debts = {row.person: row.figures[Burden.MINUTES].debt for row in carried}
        night = facts.rules.night
        borne = dates_borne(duty, facts.zone, night, facts.holidays)
        adds = {burden: len(dates) for burden, dates in borne.items() if dates}
        owed = {
            row.person: {burden: row.figures[burden].debt for burden in borne} for row in carried
        }
        everybody = [_all_named(facts.engagements(person_id)) for person_id in facts.names]
        ranked = who_can_cover(duty, everybody, debts, facts.rules, facts.zone)
        rows = (
            CandidateRow(
                int(each.person),
                facts.names[int(each.person)],
                each.is_available,
                each.conflicts,
                each.rest,
                each.debt,
                each.since_last,
                each.until_next,
                tuple(skill for skill, people in able.items() if each.person not in people),
                owed.get(each.person, {}),
                adds,
            )
            for each in ranked
        )
        return tuple(sorted(rows, key=lambda row: (not row.is_available, len(row.lacks))))


def _all_named(engagements: Engagements) -> Engagements:
    """Return the engagements with an id for each duty, so that none is taken for the one asked."""
    duties = (replace(each, id=each.id or _NAMELESS) for each in engagements.duties)
    return replace(engagements, duties=tuple(duties))


def _able(
    session: Session, facts: DutyFacts, duty: Span, line_id: int | None
) -> dict[str, frozenset[Person]]:
    """Return the skills asked for in a time, and who has each."""
    required = required_of(session, facts.zone, facts.holidays, duty)
    needs = [need for line in {None, line_id} for need in required.get(line, ())]
    wanted = {need.skill for need in needs if need.skill is not None and need.spans}
    able = read_skills(session)
    return {skill: able.get(skill, frozenset()) for skill in sorted(wanted)}
