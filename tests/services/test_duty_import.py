"""Rotas and absences out of calendar files: new, known, moved, removed, and never the past."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.domain.duty import AbsenceKind, ShiftSource, WishKind
from desktop.domain.duty_conflict import ConflictKind
from desktop.domain.duty_import import Arrival
from desktop.domain.errors import NotFound, Refused
from desktop.domain.ticket import Actor, Source
from desktop.models.roster import DutyShiftRecord
from desktop.services.desk import Desk
from desktop.services.duty_edit_notices import SETTLES
from desktop.services.duty_import import ImportKind, ImportRequest
from desktop.system.calendar_events import events_in
from tests.conftest import MONDAY_9
from tests.dump import dump
from tests.services.duty_team import add_line, add_nights, add_team, local, on_duty
from tests.system.calendar_files import MOSCOW, event, moscow, mutants, night, read

SHIFTS = ImportRequest()
ABSENCES = ImportRequest(ImportKind.ABSENCES)


@pytest.fixture
def team(desk: Desk, anna: Actor) -> dict[str, int]:
    return add_team(desk, anna)


def arrivals(
    desk: Desk, *events: str, request: ImportRequest = SHIFTS, head: str = "VERSION:2.0"
) -> dict[str, Arrival]:
    lines = desk.duty_import.preview(read(*events, head=head), request).lines
    return {line.key: line.arrival for line in lines}


def duties(desk: Desk) -> list[tuple[str, str, int]]:
    """Return the imported duties: start, end, person."""
    found = desk.duty.between(moscow("2026-11-20T00:00"), moscow("2027-02-01T00:00"))
    zone = desk.duty.wall_zone()
    return [
        (
            f"{p.start_at.astimezone(zone):%d %H:%M}",
            f"{p.end_at.astimezone(zone):%d %H:%M}",
            p.person_id,
        )
        for p in found.pieces
        if p.source is ShiftSource.IMPORT
    ]


def test_a_rota_is_taken_and_a_second_time_everything_is_known(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    events = (night("a", 1, "Bob"), night("b", 2, "Cat"))
    assert set(arrivals(desk, *events).values()) == {Arrival.NEW}

    changes = desk.duty_import.apply(anna, read(*events), SHIFTS)

    assert duties(desk) == [
        ("01 18:00", "02 09:00", team["bob"]),
        ("02 18:00", "03 09:00", team["cat"]),
    ]
    assert arrivals(desk, *events) == {"a": Arrival.KNOWN, "b": Arrival.KNOWN}
    desk.duty_import.apply(anna, read(*events), SHIFTS)
    assert len(duties(desk)) == 2
    assert changes.undo is not None
    desk.undo.undo(anna, changes.undo)
    assert duties(desk) == []


def test_a_second_file_moves_reassigns_and_removes_in_one_step_that_can_be_undone(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    first = (night("a", 1, "Bob"), night("b", 2, "Cat"), night("c", 3, "Bob"), night("d", 4, "Bob"))
    desk.duty_import.apply(anna, read(*first), SHIFTS)
    before = duties(desk)
    second = (
        night("a", 7, "Bob"),
        night("b", 2, "Anna"),
        night("c", 3, "Bob", "STATUS:CANCELLED"),
    )
    assert arrivals(desk, *second) == {
        "a": Arrival.CHANGED,
        "b": Arrival.CHANGED,
        "c": Arrival.REMOVED,
    }

    changes = desk.duty_import.apply(anna, read(*second), SHIFTS)

    assert duties(desk) == [
        ("02 18:00", "03 09:00", team["anna"]),
        ("04 18:00", "05 09:00", team["bob"]),  # a file without an event says nothing about it
        ("07 18:00", "08 09:00", team["bob"]),
    ]
    assert changes.undo is not None
    desk.undo.undo(anna, changes.undo)
    assert duties(desk) == before


def test_two_people_exchange_their_nights_without_being_booked_twice(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.duty_import.apply(anna, read(night("a", 1, "Bob"), night("b", 2, "Cat")), SHIFTS)
    desk.duty_import.apply(anna, read(night("a", 2, "Bob"), night("b", 1, "Cat")), SHIFTS)
    assert [(start, who) for start, _, who in duties(desk)] == [
        ("01 18:00", team["cat"]),
        ("02 18:00", team["bob"]),
    ]


def test_a_series_that_lost_a_time_loses_that_duty(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    rule = "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=4"
    desk.duty_import.apply(anna, read(night("a", 1, "Bob", rule)), SHIFTS)
    assert [start for start, _, _ in duties(desk)] == [f"0{day} 18:00" for day in (1, 3, 5, 7)]

    fewer = night("a", 1, "Bob", rule, "EXDATE;TZID=Europe/Moscow:20261205T180000")
    assert arrivals(desk, fewer)["a#20261205T1500"] is Arrival.REMOVED
    desk.duty_import.apply(anna, read(fewer), SHIFTS)
    assert [start for start, _, _ in duties(desk)] == [f"0{day} 18:00" for day in (1, 3, 7)]


def test_only_what_is_ticked_is_taken(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    events = read(night("a", 1, "Bob"), night("b", 2, "Cat"))
    desk.duty_import.apply(anna, events, SHIFTS, keys={"b"})
    assert [who for _, _, who in duties(desk)] == [team["cat"]]


def test_the_past_is_not_rewritten(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    desk.duty_import.apply(anna, read(night("a", 1, "Bob"), night("b", 2, "Bob")), SHIFTS)
    before = duties(desk)
    clock.advance(local("20:00", 9) - clock.now())  # two hours into the second night

    events = read(night("a", 1, "Cat"), night("b", 2, "Cat"), now=clock.now())
    preview = desk.duty_import.preview(events, SHIFTS)
    assert [line.arrival for line in preview.lines] == [Arrival.PAST, Arrival.CHANGED]
    desk.duty_import.apply(anna, events, SHIFTS)

    assert duties(desk) == [
        before[0],
        ("02 18:00", "02 20:00", team["bob"]),
        ("02 20:00", "03 09:00", team["cat"]),
    ]
    events = read(night("b", 2, "Cat", "STATUS:CANCELLED"), now=clock.now())
    clock.advance(timedelta(hours=1))
    desk.duty_import.apply(anna, events, SHIFTS)
    assert duties(desk)[-1] == ("02 20:00", "02 21:00", team["cat"])


def test_a_duty_that_moved_into_the_past_is_no_longer_ahead(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.duty_import.apply(anna, read(night("a", 1, "Bob")), SHIFTS)
    past = event("UID:a", "SUMMARY:Bob", "DTSTART:20261101T180000", "DURATION:PT8H")
    desk.duty_import.apply(anna, read(past), SHIFTS)
    assert duties(desk) == []


def test_nobody_is_booked_twice(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    add_nights(desk, anna, team["bob"])
    overlapping = event("UID:c", "SUMMARY:Cat", "DTSTART:20261202T080000", "DURATION:PT2H")
    events = (night("a", 1, "Bob"), night("b", 1, "Cat"), overlapping)
    assert arrivals(desk, *events) == {
        "a": Arrival.DOUBLE_BOOKED,
        "b": Arrival.NEW,
        "c": Arrival.DOUBLE_BOOKED,
    }
    desk.duty_import.apply(anna, read(*events), SHIFTS)
    assert [who for _, _, who in duties(desk)] == [team["cat"]]


@pytest.mark.parametrize(
    ("summary", "more", "who"),
    [
        ("Anna Kern", (), ["anna"]),
        ("On call: KERN, anna (phone)", (), ["anna"]),
        ("night anna", (), ["anna"]),
        ("AK", (), ["anna"]),
        ("ak is not how initials are written", (), []),
        ("Bob and Cat", (), ["bob", "cat"]),
        ("Bobby", (), []),
        ("Night", ("ATTENDEE:mailto:ANNA@desk.example",), ["anna"]),
        ("Night", ("ATTENDEE;CN=Cat:mailto:cat@elsewhere.example",), ["cat"]),
        ("Bob", ("ATTENDEE;CN=Cat:mailto:cat@elsewhere.example",), ["cat"]),
        ("", (), []),
    ],
)
def test_people_are_found_by_address_name_first_name_or_initials(
    desk: Desk,
    anna: Actor,
    team: dict[str, int],
    summary: str,
    more: tuple[str, ...],
    who: list[str],
) -> None:
    lines = desk.duty_import.preview(read(night("a", 1, summary, *more)), SHIFTS).lines
    found = [line.person_id for line in lines if line.arrival is Arrival.NEW]
    assert found == [team[name] for name in who]
    if not who:
        assert [line.arrival for line in lines] == [Arrival.NOBODY]


def test_names_that_nobody_has_are_listed_once_and_can_be_chosen(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    events = read(night("a", 1, "Дежурный"), night("b", 2, "Дежурный"), night("c", 3, "Bob"))
    preview = desk.duty_import.preview(events, SHIFTS)
    assert preview.unmatched == ("Дежурный",)
    assert preview.counts == {Arrival.NOBODY: 2, Arrival.NEW: 1}
    assert len(preview.not_understood) == 2

    chosen = ImportRequest(names={"Дежурный": team["lea"]})
    desk.duty_import.apply(anna, events, chosen)
    assert [who for _, _, who in duties(desk)] == [team["lea"], team["lea"], team["bob"]]


def test_everything_can_be_one_persons(desk: Desk, anna: Actor, team: dict[str, int]) -> None:
    request = ImportRequest(person_id=team["cat"])
    desk.duty_import.apply(anna, read(night("a", 1, "Bob"), night("b", 2, "?")), request)
    assert [who for _, _, who in duties(desk)] == [team["cat"], team["cat"]]


def test_the_second_of_two_people_can_go_away_again(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    desk.duty_import.apply(anna, read(night("a", 1, "Bob, Cat")), SHIFTS)
    assert len(duties(desk)) == 2
    desk.duty_import.apply(anna, read(night("a", 1, "Bob")), SHIFTS)
    assert [who for _, _, who in duties(desk)] == [team["bob"]]


def test_absences_are_taken_moved_and_removed_by_the_same_rules(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    def vacation(first: int, last: int, *more: str) -> str:
        days = (f"DTSTART;VALUE=DATE:202612{first:02}", f"DTEND;VALUE=DATE:202612{last:02}")
        return event("UID:v", "SUMMARY:Отпуск: Bob", *days, *more)

    ill = event("UID:s", "SUMMARY:Cat больничный", "DTSTART:20261201T090000", "DURATION:P2D")
    desk.duty_import.apply(anna, read(vacation(1, 15), ill), ABSENCES)

    span = (moscow("2026-11-01T00:00"), moscow("2027-02-01T00:00"))
    found = {row.person_id: row for row in desk.availability.absences(*span)}
    bobs = found[team["bob"]]
    assert (bobs.start_at, bobs.end_at) == (moscow("2026-12-01T00:00"), moscow("2026-12-15T00:00"))
    assert (bobs.kind, bobs.note) == (AbsenceKind.VACATION, "Отпуск: Bob")
    assert found[team["cat"]].kind is AbsenceKind.SICK

    desk.duty_import.apply(anna, read(vacation(3, 15)), ABSENCES)
    again = {row.person_id: row for row in desk.availability.absences(*span)}
    assert again[team["bob"]].start_at == moscow("2026-12-03T00:00")
    assert len(again) == 2
    desk.duty_import.apply(anna, read(vacation(3, 15, "STATUS:CANCELLED")), ABSENCES)
    assert [row.person_id for row in desk.availability.absences(*span)] == [team["cat"]]


def test_a_shift_of_more_than_a_month_is_none_but_an_absence_may_be(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    quarter = event("UID:a", "SUMMARY:Bob", "DTSTART;VALUE=DATE:20261201", "DURATION:P90D")
    assert arrivals(desk, quarter) == {"a": Arrival.TOO_LONG}
    assert arrivals(desk, quarter, request=ABSENCES) == {"a": Arrival.NEW}


def test_our_own_file_adds_nothing_here(
    desk: Desk, anna: Actor, team: dict[str, int], tmp_path: Path
) -> None:
    add_nights(desk, anna, team["bob"])
    path = tmp_path / "duties.ics"
    path.write_bytes(desk.duty_export.ics(None, local("00:00", 1), local("00:00", 4)))
    before = dump(desk)

    events = desk.duty_import.read(path)
    preview = desk.duty_import.preview(events, SHIFTS)

    assert preview.counts[Arrival.OWN] == len(preview.lines) > 2
    desk.duty_import.apply(anna, events, SHIFTS)
    assert dump(desk) == before


def test_a_file_that_is_none_changes_nothing(
    desk: Desk, anna: Actor, team: dict[str, int], tmp_path: Path
) -> None:
    path = tmp_path / "rota.ics"
    path.write_bytes(b"\x00nonsense")
    with pytest.raises(Refused) as caught:
        desk.duty_import.read(path)
    assert caught.value.code == "ics.nonsense"


@pytest.mark.parametrize("kind", ImportKind)
def test_damaged_files_are_taken_or_refused_and_known_the_second_time(
    sqlite_desk: Desk, kind: ImportKind
) -> None:
    person = sqlite_desk.people.add("Bob").created
    by = Actor(person, Source.WINDOW)
    request = ImportRequest(kind, person)
    within = (MONDAY_9, MONDAY_9 + timedelta(days=366))
    for number, data in enumerate(mutants(50)):
        begun = time.process_time()
        try:
            events = events_in(data, MOSCOW, within)
        except Refused:
            continue
        changes = sqlite_desk.duty_import.apply(by, events, request)
        again = sqlite_desk.duty_import.preview(events, request)
        assert not any(line.is_useful for line in again.lines), number
        assert time.process_time() - begun < 1, number
        assert changes.undo is not None
        sqlite_desk.undo.undo(by, changes.undo)


def test_whoever_gets_or_loses_a_duty_by_a_file_is_told(
    desk: Desk, anna: Actor, team: dict[str, int], clock: ManualClock
) -> None:
    desk.duty_import.apply(anna, read(night("a", 1, "Bob")), SHIFTS)
    clock.advance(SETTLES)
    [got] = desk.duty_notices.waiting(team["bob"])
    assert (got.is_lost, got.shifts, got.person) == (False, 1, "Anna Kern")
    desk.duty_notices.seen(Actor(team["bob"], Source.WINDOW), [got.id])

    desk.duty_import.apply(anna, read(night("a", 1, "Cat")), SHIFTS)
    clock.advance(SETTLES)
    assert [each.is_lost for each in desk.duty_notices.waiting(team["bob"])] == [True]
    assert [each.is_lost for each in desk.duty_notices.waiting(team["cat"])] == [False]
    desk.duty_import.apply(anna, read(night("a", 1, "Cat")), SHIFTS)
    assert len(desk.duty_notices.waiting(team["cat"])) == 1


def against(
    desk: Desk, *events: str, request: ImportRequest = SHIFTS
) -> dict[str, tuple[str, ...]]:
    """Return by their keys what events would break."""
    lines = desk.duty_import.preview(read(*events), request).lines
    return {
        line.key: tuple(each.kind.value for each in line.conflicts)
        for line in lines
        if line.conflicts
    }


def test_a_preview_tells_what_each_duty_would_break_and_stores_nothing(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["cat"])
    away = (moscow("2026-12-02T00:00"), moscow("2026-12-09T00:00"))
    desk.availability.add_absence(anna, team["bob"], *away, AbsenceKind.VACATION)
    desk.availability.wish(anna, team["bob"], date(2026, 12, 10), WishKind.IMPOSSIBLE)
    before = dump(desk)
    soon = event("UID:s", "SUMMARY:Anna", "DTSTART:20261201T080000", "DURATION:PT1H")
    later = event("UID:l", "SUMMARY:Anna", "DTSTART:20261201T120000", "DURATION:PT1H")

    assert against(
        desk,
        night("a", 1, "Bob"),  # reaches into the vacation
        night("b", 10, "Bob"),
        night("c", 12, "Cat"),
        soon,
        later,
    ) == {
        "a": ("absence",),
        "b": ("impossible",),
        "c": ("double_booking",),
        "s": ("rest",),
        "l": ("rest",),
    }
    preview = desk.duty_import.preview(read(night("a", 1, "Bob"), soon, later), SHIFTS)
    assert preview.broken == {
        team["bob"]: {ConflictKind.ABSENCE: 1},
        team["anna"]: {ConflictKind.REST: 2},
    }
    assert dump(desk) == before


def test_what_a_file_moves_away_is_in_nobodys_way_and_what_it_moves_there_is(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    nights = [night(str(day), day, "Bob") for day in (1, 3, 5)]
    desk.duty_import.apply(anna, read(*nights), SHIFTS)
    assert against(desk, *nights) == {}  # all of them are there already
    assert against(desk, night("x", 4, "Bob")) == {"x": ("rest", "nights", "weekly_hours")}
    moved = [night(str(day), day, "Cat") for day in (3, 5)]
    assert against(desk, *moved, night("x", 4, "Bob")) == {}
    assert set(against(desk, *moved, night("x", 4, "Cat"))) == {"3", "5", "x"}


def test_why_a_duty_stands_though_it_breaks_a_rule_is_where_it_came_from(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    rota = ImportRequest(reason="rota.ics")
    nights = [night(str(day), day, "Bob") for day in (1, 2, 3, 4)]
    desk.duty_import.apply(anna, read(*nights, night("c", 2, "Cat")), rota)
    with desk.database.read() as session:
        rows = session.execute(select(DutyShiftRecord.person_id, DutyShiftRecord.reason)).all()
    assert set(map(tuple, rows)) == {(team["bob"], "rota.ics"), (team["cat"], "")}


def test_a_rota_is_of_the_line_it_is_taken_for(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    line_id = add_line(desk, "Night desk")
    of_line = ImportRequest(line_id=line_id)
    desk.duty_import.apply(anna, read(night("a", 1, "Bob")), of_line)
    at = moscow("2026-12-01T20:00")
    assert on_duty(desk, at, line_id) == [team["bob"]]
    assert on_duty(desk, at) == []
    assert arrivals(desk, night("a", 1, "Bob"), request=of_line) == {"a": Arrival.KNOWN}
    assert arrivals(desk, night("a", 1, "Bob")) == {"a": Arrival.CHANGED}
    desk.duty_import.apply(anna, read(night("a", 1, "Bob")), SHIFTS)
    assert on_duty(desk, at) == [team["bob"]]
    with pytest.raises(NotFound):
        desk.duty_import.preview(read(night("a", 1, "Bob")), ImportRequest(line_id=line_id + 1))


def test_a_preview_of_absences_tells_how_many_duties_they_hit(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    add_nights(desk, anna, team["bob"])
    week = event("UID:v", "SUMMARY:Bob", "DTSTART;VALUE=DATE:20261201", "DURATION:P7D")
    cats = event("UID:w", "SUMMARY:Cat", "DTSTART;VALUE=DATE:20261201", "DURATION:P7D")
    lines = desk.duty_import.preview(read(week, cats), ABSENCES).lines
    assert {line.key: line.duties_hit for line in lines} == {"v": 8, "w": 0}


def test_a_series_in_a_zone_nobody_knows_is_taken_as_the_teams_and_told(
    desk: Desk, anna: Actor, team: dict[str, int]
) -> None:
    odd = event("UID:a", "SUMMARY:Bob", "DTSTART;TZID=Mars:20261201T180000", "DURATION:PT8H")
    [told] = desk.duty_import.preview(read(odd), SHIFTS).zones_assumed
    assert (told.unknown_zone, told.start_at) == ("Mars", moscow("2026-12-01T18:00"))
    desk.duty_import.apply(anna, read(odd), SHIFTS)
    assert desk.duty_import.preview(read(odd), SHIFTS).zones_assumed == ()
