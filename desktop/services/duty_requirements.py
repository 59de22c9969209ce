"""What duties are to cover: weekly requirements in order, and who has which skill (duty.md 1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.duty import Person as PersonKey
from desktop.domain.duty_coverage import CoverageRequirement
from desktop.domain.duty_hours import DutyHours
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.people import Line, Person
from desktop.models.roster import DutyRequirementRecord, PersonSkill
from desktop.services import team
from desktop.services.duty_records import bits_of, window_of
from desktop.services.record_order import put_at
from desktop.services.record_undo import undoable

MOST_PEOPLE: Final = 20
"""More at once is a slip of the finger; each of them is a duty of its own to the planner."""

_NAME_LIMIT: Final = 100
_SKILL_LIMIT: Final = 60
_UNDO: Final = "duty_requirement"

# Built once: building them took longer than asking them.
_SKILLS: Final = (
    select(PersonSkill.skill, PersonSkill.person_id)
    .join(Person, Person.id == PersonSkill.person_id)
    .where(Person.is_active)
)
_IN_ORDER: Final = select(DutyRequirementRecord).order_by(
    DutyRequirementRecord.position, DutyRequirementRecord.id
)


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A requirement of a line, or of all lines."""

    id: int
    line_id: int | None
    requirement: CoverageRequirement


@dataclass(frozen=True, slots=True)
class SkillsRow:
    """An active person with the skills that requirements may ask for, by the alphabet."""

    person_id: int
    name: str
    skills: tuple[str, ...]


class DutyRequirements:
    """Keeps what must be covered; each edit holds at once, ahead of now and behind, and undoes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[RequirementRow, ...]:
        """Return the requirements in order."""
        with self._database.read() as session:
            return read_requirements(session)

    def save(
        self,
        by: Actor,
        requirement: CoverageRequirement,
        *,
        requirement_id: int | None = None,
        line_id: int | None = None,
    ) -> Changes:
        """Add a requirement after all others, or change the one given; `created` is a new one's id.

        Raises:
            Refused: `requirement.no_name`, `requirement.name_taken` (fact `name`),
                `duty.no_days`, `requirement.headcount` (fact `most`).
            NotFound: there is no such requirement or line.
        """
        with self._database.write() as session:
            records = _records(session)
            checked = _checked(requirement, records, requirement_id)
            if line_id is not None and session.get(Line, line_id) is None:
                raise NotFound(noun="line", id=line_id)
            if requirement_id is None:
                last = max((record.position for record in records), default=0)
                record = DutyRequirementRecord(position=last + 1)
                _write(record, checked, line_id)
                session.add(record)
                changes = undoable(session, _UNDO, Topic.DUTY)
                return self._database.announce(session, replace(changes, created=record.id))
            _write(_found(session, requirement_id), checked, line_id)
            return self._database.announce(session, undoable(session, _UNDO, Topic.DUTY))

    def delete(self, by: Actor, requirement_id: int) -> Changes:
        """Ask for these hours no more; the duties in them stay.

        Raises:
            NotFound: there is no such requirement.
        """
        with self._database.write() as session:
            session.delete(_found(session, requirement_id))
            return self._database.announce(session, undoable(session, _UNDO, Topic.DUTY))

    def move(self, by: Actor, requirement_id: int, to: int) -> Changes:
        """Put a requirement at the place `to` of the order, counted from 0.

        Raises:
            NotFound: there is no such requirement.
        """
        with self._database.write() as session:
            put_at(_records(session), _found(session, requirement_id), to)
            return self._database.announce(session, undoable(session, _UNDO, Topic.DUTY))

    def skills(self) -> tuple[SkillsRow, ...]:
        """Return everybody active with their skills, by name."""
        with self._database.read() as session:
            able = read_skills(session)
            people = session.execute(
                select(Person.id, Person.name)
                .where(Person.is_active)
                .order_by(Person.name, Person.id)
            )
            return tuple(
                SkillsRow(
                    person_id,
                    name,
                    tuple(sorted(skill for skill, who in able.items() if str(person_id) in who)),
                )
                for person_id, name in people
            )

    def set_skills(self, by: Actor, person_id: int, skills: Iterable[str]) -> Changes:
        """Say what a person can do, in words of the team's own; capital letters do not matter.

        Raises:
            NotFound: there is no such person.
        """
        with self._database.write() as session:
            team.member(session, person_id)
            wanted = {skill for skill in map(_skill, skills) if skill is not None}
            own = select(PersonSkill).where(PersonSkill.person_id == person_id)
            kept = {record.skill: record for record in session.scalars(own)}
            if wanted == set(kept):
                return NOTHING
            for skill in kept.keys() - wanted:
                session.delete(kept[skill])
            for skill in sorted(wanted - kept.keys()):
                session.add(PersonSkill(person_id=person_id, skill=skill))
            return self._database.announce(session, undoable(session, "skills", Topic.DUTY))


def read_requirements(session: Session) -> tuple[RequirementRow, ...]:
    """Return the requirements in order, inside a transaction."""
    return tuple(
        RequirementRow(record.id, record.line_id, _requirement(record))
        for record in _records(session)
    )


def read_skills(session: Session) -> dict[str, frozenset[PersonKey]]:
    """Return who has each skill, inside a transaction; those who have left have none."""
    found: dict[str, frozenset[PersonKey]] = {}
    for skill, person_id in session.execute(_SKILLS):
        found[skill] = found.get(skill, frozenset()) | {str(person_id)}
    return found


def _records(session: Session) -> Sequence[DutyRequirementRecord]:
    return session.scalars(_IN_ORDER).all()


def _found(session: Session, requirement_id: int) -> DutyRequirementRecord:
    record = session.get(DutyRequirementRecord, requirement_id)
    if record is None:
        raise NotFound(noun="duty_requirement", id=requirement_id)
    return record


def _checked(
    requirement: CoverageRequirement, others: Iterable[DutyRequirementRecord], own_id: int | None
) -> CoverageRequirement:
    name = " ".join(requirement.name.split())[:_NAME_LIMIT]
    if not name:
        raise Refused("requirement.no_name")
    if any(other.id != own_id and other.name.casefold() == name.casefold() for other in others):
        raise Refused("requirement.name_taken", name=name)
    if not requirement.hours.window.days:
        raise Refused("duty.no_days")
    if not 1 <= requirement.headcount <= MOST_PEOPLE:
        raise Refused("requirement.headcount", most=MOST_PEOPLE)
    return replace(requirement, name=name, skill=_skill(requirement.skill or ""))


def _skill(text: str) -> str | None:
    return " ".join(text.split())[:_SKILL_LIMIT].strip().lower() or None


def _write(
    record: DutyRequirementRecord, requirement: CoverageRequirement, line_id: int | None
) -> None:
    window = requirement.hours.window
    record.line_id = line_id
    record.name = requirement.name
    record.days = bits_of(window)
    record.start_minute, record.end_minute = window.hours.start, window.hours.end
    record.on_holidays = requirement.hours.on_holidays
    record.headcount = requirement.headcount
    record.skill = requirement.skill


def _requirement(record: DutyRequirementRecord) -> CoverageRequirement:
    hours = DutyHours(window_of(record), record.on_holidays)
    return CoverageRequirement(record.name, hours, record.headcount, record.skill)
