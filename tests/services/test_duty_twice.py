"""Who is on duty twice by an edit, and was not before: the first time of all."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop.domain.duty import ShiftSource
from desktop.domain.ticket import Actor
from desktop.models.roster import DutyShiftRecord
from desktop.services.desk import Desk
from desktop.services.duty_twice import OnDutyTwice
from tests.services.duty_team import add_line, add_team, local

WEEK = (local("00:00"), local("00:00", 7))


def put(session: Session, person_id: int, line_id: int, begins: str, ends: str) -> None:
    """Put somebody on duty on Wednesday, whatever rule that breaks."""
    start_at, end_at = local(begins, 2), local(ends, 2)
    session.add(
        DutyShiftRecord(
            person_id=person_id,
            line_id=line_id,
            start_at=start_at,
            end_at=end_at,
            source=ShiftSource.MANUAL,
            published_at=local("00:00"),
        )
    )
    session.flush()


def test_the_first_new_time_is_told_and_what_was_so_before_is_not(desk: Desk, anna: Actor) -> None:
    team = add_team(desk, anna)
    one, other = add_line(desk, "One"), add_line(desk, "Other")
    with desk.database.write() as session:
        put(session, team["bob"], one, "08:00", "12:00")
        put(session, team["bob"], other, "11:00", "13:00")
        twice = OnDutyTwice(session, desk.duty, WEEK)
        assert twice.added() is None

        put(session, team["cat"], one, "11:00", "12:00")
        put(session, team["cat"], other, "12:00", "13:00")
        assert twice.added() is None  # others, and one after the other

        put(session, team["lea"], one, "18:00", "23:00")
        put(session, team["lea"], other, "20:00", "22:00")
        put(session, team["cat"], one, "12:30", "19:00")
        assert twice.added() == (team["cat"], local("12:30", 2), local("13:00", 2))


def test_what_only_comes_back_together_was_so_earlier(desk: Desk, anna: Actor) -> None:
    team = add_team(desk, anna)
    one, other, third = (add_line(desk, name) for name in ("One", "Other", "Third"))
    with desk.database.write() as session:
        put(session, team["bob"], one, "08:00", "12:00")
        twice = OnDutyTwice(session, desk.duty, WEEK)
        put(session, team["cat"], one, "18:00", "23:00")
        put(session, team["cat"], other, "20:00", "22:00")
        assert twice.added(beside_what_was=True) is None

        put(session, team["bob"], third, "07:00", "09:00")
        found = (team["bob"], local("08:00", 2), local("09:00", 2))
        assert twice.added(beside_what_was=True) == twice.added() == found
