"""Calendar files of duties: stable events, changes that are told, and what the RFC asks for."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import recurring_ical_events
from icalendar import Calendar, Event

from desktop.domain.clock import ManualClock
from desktop.domain.duty import ShiftSource
from desktop.domain.errors import NotFound
from desktop.domain.ticket import Actor
from desktop.domain.tongue import Written
from desktop.models.roster import DutyShiftRecord
from desktop.services.desk import Desk
from desktop.services.duty_blocks import BoardBlock
from desktop.services.duty_overrides import NewOverride
from tests.services.duty_team import MOSCOW, add_line, add_nights, add_team, local

DAY = timedelta(days=1)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def exported(desk: Desk, person_id: int | None = None, days: int = 7) -> dict[str, Event]:
    """Return the events of a file of some days from Monday on, by UID, in order."""
    data = desk.duty_export.ics(person_id, local("00:00"), local("00:00", days))
    return {str(event["UID"]): event for event in Calendar.from_ical(data).walk("VEVENT")}


def held(desk: Desk, person_id: int | None = None, days: int = 7) -> list[Event]:
    events = exported(desk, person_id, days).values()
    return [event for event in events if event["STATUS"] == "CONFIRMED"]


def add_shift(desk: Desk, person_id: int, *, is_draft: bool = False) -> int:
    with desk.database.write() as session:
        record = DutyShiftRecord(
            person_id=person_id,
            start_at=local("10:00", 2),
            end_at=local("12:00", 2),
            source=ShiftSource.MANUAL,
            published_at=None if is_draft else local("09:00"),
        )
        session.add(record)
        session.flush()
        return record.id


def move_shift(desk: Desk, shift_id: int, by: timedelta) -> None:
    with desk.database.write() as session:
        record = session.get(DutyShiftRecord, shift_id)
        assert record is not None
        record.start_at, record.end_at = record.start_at + by, record.end_at + by


def test_each_duty_is_an_event_with_its_reminders(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])

    events = held(desk)

    assert [event.decoded("DTSTART") for event in events[:2]] == [
        local("18:00"),
        local("18:00", 1),
    ]
    assert events[0].decoded("DTEND") == local("09:00", 1)
    assert str(events[0]["SUMMARY"]) == "Duty: Bob"
    alarms = [alarm.decoded("TRIGGER") for alarm in events[0].walk("VALARM")]
    assert alarms == [timedelta(hours=-12), timedelta(minutes=-15)]


def test_the_file_keeps_the_rules_that_outlook_and_google_ask_for(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.people.edit(
        team["bob"],
        name="Борис Ельцин-Долгофамильный " * 4,
        email="",
        role=desk.people.all()[0].role,
    )
    add_nights(desk, anna, team["bob"])
    data = desk.duty_export.ics(None, local("00:00"), local("00:00", 7))

    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75
    calendar = Calendar.from_ical(data)
    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "PUBLISH")
    assert str(calendar["PRODID"]).startswith("-//Duty Desk//")
    zones = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    assert zones == ["Europe/Moscow"]
    for event in calendar.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "SEQUENCE", "DTSTART", "DTEND"} <= set(event)
        assert event["DTSTART"].params["TZID"] == "Europe/Moscow"
        assert "ATTENDEE" not in event  # RFC 5546: a published event invites nobody
        assert not event.errors


def test_an_independent_reader_finds_the_duties_of_the_calendar(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.settings.set(anna.person_id, "team.zone", "Europe/Berlin")
    add_nights(desk, anna, team["bob"], team["cat"])
    span = (datetime(2027, 3, 20, tzinfo=UTC), datetime(2027, 11, 7, tzinfo=UTC))

    calendar = icalendar.Calendar.from_ical(desk.duty_export.ics(None, *span))
    found = recurring_ical_events.of(calendar).between(*span)

    told = sorted((e.decoded("DTSTART").astimezone(UTC), str(e["SUMMARY"])) for e in found)
    pieces = desk.duty.between(*span).pieces
    names = {team["bob"]: "Duty: Bob", team["cat"]: "Duty: Cat"}
    whole = [p for p in pieces if span[0] < p.start_at and p.end_at < span[1]]
    assert told[1:-1] == [(p.start_at, names[p.person_id]) for p in whole][: len(told) - 2]
    assert len(told) > 220


def test_an_end_at_a_repeated_hour_is_the_second_one(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.settings.set(anna.person_id, "team.zone", "Europe/Berlin")
    end_at = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)  # 02:30 for the second time
    override = NewOverride(end_at - timedelta(hours=4), end_at, add_id=team["bob"])
    desk.duty_overrides.add(anna, override)

    data = desk.duty_export.ics(None, end_at - DAY, end_at + DAY)
    (event,) = Calendar.from_ical(data).walk("VEVENT")

    assert event.decoded("DTEND").astimezone(UTC) == end_at
    assert event.decoded("DTSTART").astimezone(UTC) == end_at - timedelta(hours=4)


def test_a_moved_shift_is_the_same_event_with_a_higher_sequence(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    shift_id = add_shift(desk, team["bob"])
    ((uid, before),) = exported(desk).items()
    assert exported(desk)[uid].to_ical() == before.to_ical()

    clock.advance(timedelta(minutes=1))
    move_shift(desk, shift_id, timedelta(hours=3))
    after = exported(desk)[uid]

    assert int(after["SEQUENCE"]) == int(before["SEQUENCE"]) + 1
    assert after.decoded("DTSTAMP") > before.decoded("DTSTAMP")
    assert after.decoded("DTSTART") == local("13:00", 2)
    move_shift(desk, shift_id, timedelta(days=40))
    assert exported(desk, days=60)[uid].decoded("DTSTART") == local("13:00", 42)


def block_at(desk: Desk, at: datetime) -> BoardBlock:
    board = desk.duty_board.days(at.astimezone(MOSCOW).date(), 2)
    [block] = [b for row in board.rows for b in row.blocks if b.start_at <= at < b.end_at]
    return block


def test_a_turn_of_a_rotation_that_is_moved_by_overrides_stays_the_same_event(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    before = exported(desk)
    (uid,) = [u for u, e in before.items() if e.decoded("DTSTART") == local("18:00", 2)]

    longer = block_at(desk, local("19:00", 2))
    desk.duty_shifts.change(anna, longer, team["bob"], local("16:00", 2), longer.end_at, "asked")
    after = exported(desk)
    assert set(after) == set(before)
    assert after[uid].decoded("DTSTART") == local("16:00", 2)

    moved = block_at(desk, local("19:00", 2))
    span = (local("10:00", 2), local("12:00", 2))
    changes = desk.duty_shifts.change(anna, moved, team["bob"], *span, "asked")
    after = exported(desk)
    assert set(after) == set(before)
    assert (after[uid].decoded("DTSTART"), after[uid].decoded("DTEND")) == span
    assert (str(after[uid]["STATUS"]), int(after[uid]["SEQUENCE"])) == ("CONFIRMED", 2)

    assert changes.undo is not None
    desk.undo.undo(anna, changes.undo)
    again = exported(desk)
    assert set(again) == set(before)
    assert again[uid].decoded("DTSTART") == local("16:00", 2)


def test_a_cancelled_duty_stays_as_cancelled_and_comes_back(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    before = exported(desk)
    span = (local("18:00", 2), local("09:00", 3))
    changes = desk.duty_overrides.add(anna, NewOverride(*span, remove_id=team["bob"]))

    after = exported(desk)
    assert list(after) == list(before)
    (gone,) = [event for event in after.values() if event["STATUS"] == "CANCELLED"]
    assert gone.decoded("DTSTART") == span[0]
    assert int(gone["SEQUENCE"]) == 1
    assert not gone.walk("VALARM")

    assert changes.undo is not None
    desk.undo.undo(anna, changes.undo)
    again = exported(desk)[str(gone["UID"])]
    assert (str(again["STATUS"]), int(again["SEQUENCE"])) == ("CONFIRMED", 2)


def test_a_duty_that_became_anothers_is_cancelled_for_the_one_and_new_for_the_other(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    assert not exported(desk, team["cat"])
    exported(desk, team["bob"])
    span = (local("18:00", 2), local("09:00", 3))
    desk.duty_overrides.add(anna, NewOverride(*span, add_id=team["cat"], remove_id=team["bob"]))

    (taken,) = exported(desk, team["cat"]).values()
    bobs = exported(desk, team["bob"]).values()

    assert taken.decoded("DTSTART") == span[0]
    assert [e.decoded("DTSTART") for e in bobs if e["STATUS"] == "CANCELLED"] == [span[0]]
    assert all(str(event["SUMMARY"]) == "Duty: Bob" for event in bobs)


def test_a_shift_cut_in_two_is_two_events(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    add_nights(desk, anna, team["bob"])
    before = exported(desk, days=1)
    gap = NewOverride(local("20:00"), local("22:00"), remove_id=team["bob"])
    desk.duty_overrides.add(anna, gap)

    events = exported(desk, days=1)

    assert next(iter(events)) == next(iter(before))
    assert [(e.decoded("DTSTART"), e.decoded("DTEND")) for e in events.values()] == [
        (local("18:00"), local("20:00")),
        (local("22:00"), local("09:00", 1)),
    ]


def test_an_added_duty_keeps_its_event_when_it_gets_shorter(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    override = NewOverride(local("10:00"), local("14:00"), add_id=team["cat"])
    created = desk.duty_overrides.add(anna, override).created or 0
    (uid,) = exported(desk)
    clock.advance(timedelta(hours=2))
    desk.duty_overrides.end(anna, created)

    ((again, event),) = exported(desk).items()
    assert (again, event.decoded("DTEND")) == (uid, local("11:00"))


def test_drafts_are_told_to_nobody(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    add_shift(desk, team["bob"], is_draft=True)
    assert not exported(desk)


def test_duties_of_a_line_name_it_and_those_of_all_lines_come_once(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    line = add_line(desk, "First line")
    add_nights(desk, anna, team["bob"])
    override = NewOverride(local("10:00"), local("12:00"), add_id=team["cat"], line_id=line)
    desk.duty_overrides.add(anna, override)

    events = held(desk, days=1)

    assert [(str(e["SUMMARY"]), str(e.get("DESCRIPTION", ""))) for e in events] == [
        ("Duty: Cat", "First line"),
        ("Duty: Bob", ""),
    ]


def test_by_itself_it_is_a_month_back_and_a_year_ahead_in_the_language_asked_for(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    data = desk.duty_export.ics(team["bob"], written=Written.RUSSIAN)
    calendar = Calendar.from_ical(data)
    days = [event.decoded("DTSTART").date() for event in calendar.walk("VEVENT")]
    assert days[-1] == date(2027, 11, 23)
    assert str(calendar["X-WR-CALNAME"]) == "Дежурства: Bob"
    assert str(calendar.walk("VEVENT")[0]["SUMMARY"]) == "Дежурство: Bob"


def test_a_calendar_without_duties_is_a_calendar(desk: Desk, anna: Actor) -> None:
    assert Calendar.from_ical(desk.duty_export.ics()).walk("VEVENT") == []
    with pytest.raises(NotFound):
        desk.duty_export.ics(999)
