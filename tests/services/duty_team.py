"""A team with duties every night, for the tests of what asks who is on duty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from desktop.domain.duty_rotation import Cadence, Every, Rotation
from desktop.domain.duty_window import EVERY_DAY, WeeklyWindow
from desktop.domain.ticket import Actor, Role
from desktop.domain.worktime_spec import Interval
from desktop.models.people import Line
from desktop.services.desk import Desk
from desktop.services.duty_rules import NewRule
from tests.conftest import MONDAY_9

NIGHTS = WeeklyWindow(EVERY_DAY, Interval.parse("18:00", "09:00"))
MOSCOW = ZoneInfo("Europe/Moscow")


def local(time: str, days: int = 0) -> datetime:
    """A wall-clock time in Moscow, so many days after the Monday of the tests."""
    day = MONDAY_9.astimezone(MOSCOW).date() + timedelta(days=days)
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=MOSCOW).astimezone(UTC)


def add_team(desk: Desk, anna: Actor) -> dict[str, int]:
    """Add Bob, Cat and the lead to Anna's team in Moscow; return the ids by first name."""
    desk.settings.set(anna.person_id, "team.zone", "Europe/Moscow")
    found = {"anna": anna.person_id or 0}
    for name in ("Bob", "Cat"):
        found[name.lower()] = desk.people.add(name).created or 0
    found["lea"] = desk.people.add("Lea", role=Role.LEAD).created or 0
    return found


def add_nights(desk: Desk, by: Actor, *people: int, line_id: int | None = None) -> int:
    """Let these people take turns of a week in the nights, from this Monday; return the rule."""
    rotation = Rotation(Cadence(Every.WEEKLY, 1, local("09:00")), tuple(map(str, people)))
    return desk.duty_rules.add(by, NewRule("Nights", NIGHTS, rotation, line_id)).created or 0


def on_duty(desk: Desk, at: datetime, line_id: int | None = None) -> list[int]:
    """Return who is on duty."""
    return [row.person_id for row in desk.duty.who_is_on(at, line_id)]


def add_line(desk: Desk, name: str) -> int:
    """Add a line, which no service does yet, and return its id."""
    with desk.database.write() as session:
        line = Line(name=name)
        session.add(line)
        session.flush()
        return line.id
