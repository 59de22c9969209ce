"""The team as the forms around the duty calendar offer it: people, lines, the zone, the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from desktop.domain.duty_rules import DutyRules
from desktop.domain.ticket import Role
from desktop.services.desk import Desk
from desktop.services.rows import NamedRow, PersonRow

_UTC: Final = ZoneInfo("UTC")
_USUAL: Final = DutyRules()


@dataclass(frozen=True, slots=True)
class DutyTeam:
    """All who were ever in the team, the lines, the zone of all duty hours, the rules of rest."""

    people: tuple[PersonRow, ...] = ()
    lines: tuple[NamedRow, ...] = ()
    zone: ZoneInfo = _UTC
    rules: DutyRules = _USUAL

    @property
    def active(self) -> tuple[PersonRow, ...]:
        """Return who can be given a duty."""
        return tuple(person for person in self.people if person.is_active)

    def name(self, person_id: int | None) -> str:
        """Return a person's name, or nothing without one."""
        return next((each.name for each in self.people if each.id == person_id), "")

    def line(self, line_id: int | None) -> str:
        """Return a line's name, or nothing for all of them."""
        return next((each.name for each in self.lines if each.id == line_id), "")

    def is_lead(self, person_id: int | None) -> bool:
        """Tell whether a person may decide for others."""
        return any(each.id == person_id and each.role is Role.LEAD for each in self.people)


def read_team(desk: Desk) -> DutyTeam:
    """On a worker: read what the forms offer."""
    return DutyTeam(
        desk.people.all(with_inactive=True),
        desk.people.lines(),
        desk.duty.wall_zone(),
        desk.rest_rules.read(),
    )
