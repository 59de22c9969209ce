"""Drafts become duties: together, each person told once, and back again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from desktop.domain.clock import ManualClock
from desktop.domain.duty_notice import NoticeKind
from desktop.domain.errors import Refused
from desktop.domain.ticket import Actor
from desktop.models.people import Person
from desktop.services.desk import Desk
from desktop.services.duty_overrides import NewOverride
from desktop.services.duty_shifts import NewShift
from desktop.services.temporary_schedules import TemporarySchedule
from tests.services.duty_team import add_team, local, on_duty

WEEK = (local("00:00"), local("00:00", 7))
HOUR = timedelta(hours=1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def draft(desk: Desk, by: Actor, person_id: int, day: int, time: str = "18:00") -> None:
    end_at = local("09:00", day + 1)
    reason = "The team agreed"
    shift = NewShift(person_id, local(time, day), end_at, reason=reason, is_draft=True)
    desk.duty_shifts.assign(by, shift)


def told(desk: Desk, person_id: int) -> list[tuple[NoticeKind, int, int, int]]:
    rows = desk.duty_notices.waiting(person_id)
    return [(row.kind, row.shifts, row.nights, row.weekends) for row in rows]


def test_drafts_put_nobody_on_duty_until_they_are_published(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    for day, name in enumerate(("bob", "cat", "bob")):
        draft(desk, anna, team[name], day)
    draft(desk, anna, team["lea"], 7)
    assert desk.duty_publishing.drafts(*WEEK) == 3
    assert on_duty(desk, local("20:00")) == []
    changes = desk.duty_publishing.publish(anna, *WEEK)
    assert changes.undo and changes.undo.count == 3
    assert on_duty(desk, local("20:00")) == [team["bob"]]
    assert on_duty(desk, local("20:00", 7)) == []
    assert desk.duty_publishing.drafts(*WEEK) == 0
    assert not desk.duty_publishing.publish(anna, *WEEK)


def test_each_person_is_told_once_of_all_theirs(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    for day in (0, 2, 4, 5):
        draft(desk, anna, team["bob"], day)
    draft(desk, anna, team["cat"], 1)
    desk.duty_publishing.publish(anna, *WEEK)
    assert told(desk, team["bob"]) == [(NoticeKind.PUBLISHED, 4, 4, 1)]
    [notice] = desk.duty_notices.waiting(team["bob"])
    assert (notice.start_at, notice.end_at) == (local("18:00"), local("09:00", 6))
    assert told(desk, team["cat"]) == [(NoticeKind.PUBLISHED, 1, 1, 0)]
    assert told(desk, team["lea"]) == []


def test_what_would_be_told_is_known_before(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    for day in (0, 2, 4, 5):
        draft(desk, anna, team["bob"], day)
    draft(desk, anna, team["cat"], 1)
    draft(desk, anna, team["lea"], 7)

    rows = desk.duty_publishing.told(*WEEK)
    assert [(row.name, row.shifts, row.nights, row.weekends) for row in rows] == [
        ("Bob", 4, 4, 1),
        ("Cat", 1, 1, 0),
    ]
    assert desk.duty_publishing.drafts(*WEEK) == 5, "nothing is written"
    desk.duty_publishing.publish(anna, *WEEK)
    assert desk.duty_publishing.told(*WEEK) == ()


def test_publishing_more_tells_only_those_concerned(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    draft(desk, anna, team["bob"], 1)
    draft(desk, anna, team["cat"], 2)
    desk.duty_publishing.publish(anna, *WEEK)
    clock.advance(HOUR)
    draft(desk, anna, team["bob"], 4)
    draft(desk, anna, team["lea"], 5)
    desk.duty_publishing.publish(anna, *WEEK)
    assert told(desk, team["bob"])[0] == (NoticeKind.CHANGED, 1, 1, 1)
    assert told(desk, team["cat"]) == [(NoticeKind.PUBLISHED, 1, 1, 0)]
    assert told(desk, team["lea"]) == [(NoticeKind.PUBLISHED, 1, 1, 1)]


def test_undo_makes_drafts_again_and_withdraws_the_word(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    draft(desk, anna, team["bob"], 1)
    undo = desk.duty_publishing.publish(anna, *WEEK).undo
    assert undo
    desk.undo.undo(anna, undo)
    assert desk.duty_publishing.drafts(*WEEK) == 1
    assert told(desk, team["bob"]) == []
    clock.advance(HOUR)
    desk.duty_publishing.publish(anna, *WEEK)
    assert told(desk, team["bob"]) == [(NoticeKind.PUBLISHED, 1, 1, 0)]


def test_a_draft_that_should_have_begun_stays_a_draft(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    draft(desk, anna, team["bob"], 0)
    clock.advance(10 * HOUR)
    assert desk.duty_publishing.drafts(*WEEK) == 0
    assert not desk.duty_publishing.publish(anna, *WEEK)
    assert on_duty(desk, local("20:00")) == []


def test_a_person_on_duty_elsewhere_by_now_is_refused_and_nothing_published(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    draft(desk, anna, team["bob"], 1)
    draft(desk, anna, team["cat"], 2)
    night: tuple[datetime, datetime] = (local("20:00", 2), local("23:00", 2))
    desk.duty_overrides.add(anna, NewOverride(*night, add_id=team["cat"]))
    with pytest.raises(Refused) as refused:
        desk.duty_publishing.publish(anna, *WEEK)
    assert (refused.value.code, refused.value.facts["person"]) == ("duty.double_booking", "Cat")
    assert desk.duty_publishing.drafts(*WEEK) == 2
    assert told(desk, team["bob"]) == []


def test_the_draft_of_somebody_who_left_is_refused(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    draft(desk, anna, team["bob"], 1)
    with desk.database.write() as session:
        session.get_one(Person, team["bob"]).is_active = False
    with pytest.raises(Refused, match=r"duty\.person_left"):
        desk.duty_publishing.publish(anna, *WEEK)


def test_an_override_that_took_the_person_off_gives_way_to_what_is_published(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    draft(desk, anna, team["bob"], 1)
    draft(desk, anna, team["bob"], 3)
    days = (local("00:00", 1), local("00:00", 5))
    desk.duty_overrides.add(anna, NewOverride(*days, add_id=team["lea"], remove_id=team["bob"]))
    before = desk.duty.turns(*WEEK), desk.duty_overrides.between(*WEEK)
    undo = desk.duty_publishing.publish(anna, *WEEK).undo
    assert undo and undo.count == 2
    for day in (1, 3):
        assert team["bob"] in on_duty(desk, local("18:00", day))
        assert team["bob"] in on_duty(desk, local("08:59", day + 1))
    left = [(each.add_id, each.remove_id) for each in desk.duty_overrides.between(*WEEK)]
    assert left.count((team["lea"], team["bob"])) == 3, "it holds between the two nights"
    desk.undo.undo(anna, undo)
    assert (desk.duty.turns(*WEEK), desk.duty_overrides.between(*WEEK)) == before
    assert desk.duty_publishing.drafts(*WEEK) == 2


def test_nothing_is_published_where_a_temporary_schedule_would_hide_it(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    draft(desk, anna, team["cat"], 1)
    draft(desk, anna, team["bob"], 2)
    days = TemporarySchedule("Exhibition", local("00:00", 2), local("00:00", 3))
    desk.temporary_schedules.save(anna, days)
    with pytest.raises(Refused) as refused:
        desk.duty_publishing.publish(anna, *WEEK)
    assert (refused.value.code, refused.value.facts["name"]) == ("duty.in_temporary", "Exhibition")
    assert desk.duty_publishing.drafts(*WEEK) == 2
    assert told(desk, team["cat"]) == []
