"""Events out of calendar files: series within a year, moved times, zones, and hostile files."""

from __future__ import annotations

import time
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.duty_event import EventFault, FoundEvent
from desktop.domain.errors import Refused
from desktop.system import calendar_process
from desktop.system.calendar_events import LIMIT_MB, events_in
from desktop.system.calendar_process import read_calendar
from tests.conftest import MONDAY_9
from tests.system.calendar_files import (
    MOSCOW,
    SEED,
    calendar,
    event,
    moscow,
    mutants,
    night,
    read,
)

WITHIN = (MONDAY_9, MONDAY_9 + timedelta(days=366))


def test_an_event_says_when_it_is_and_whom_it_invites() -> None:
    (found,) = read(night("a", 1, "Night\\, Bob", 'ATTENDEE;CN="Bob K":MAILTO:bob@desk.example'))
    assert found == FoundEvent(
        "a",
        "a",
        "Night, Bob",
        ("bob@desk.example", "Bob K"),
        moscow("2026-12-01T18:00"),
        moscow("2026-12-02T09:00"),
    )


@pytest.mark.parametrize(
    ("lines", "start", "end"),
    [
        (("DTSTART:20261201T180000", "DURATION:PT8H"), "2026-12-01T18:00", "2026-12-02T02:00"),
        (
            ("DTSTART:20261201T150000Z", "DTEND:20261201T160000Z"),
            "2026-12-01T18:00",
            "2026-12-01T19:00",
        ),
        (("DTSTART;VALUE=DATE:20261201",), "2026-12-01T00:00", "2026-12-02T00:00"),
        (
            ("DTSTART;VALUE=DATE:20261201", "DTEND;VALUE=DATE:20261215"),
            "2026-12-01T00:00",
            "2026-12-15T00:00",
        ),
        (
            ("DTSTART;TZID=Asia/Tokyo:20261201T000000", "DURATION:PT1H"),
            "2026-11-30T18:00",
            "2026-11-30T19:00",
        ),
    ],
)
def test_times_without_a_zone_and_days_are_the_teams(
    lines: tuple[str, ...], start: str, end: str
) -> None:
    (found,) = read(event("UID:a", "SUMMARY:Bob", *lines))
    assert (found.start_at, found.end_at) == (moscow(start), moscow(end))


def test_a_series_is_repeated_for_a_year_and_a_moved_time_keeps_its_key() -> None:
    series = night("a", 1, "Bob", "RRULE:FREQ=WEEKLY", "EXDATE;TZID=Europe/Moscow:20261215T180000")
    moved = event(
        "UID:a",
        "SUMMARY:Bob, later",
        "RECURRENCE-ID;TZID=Europe/Moscow:20261208T180000",
        "DTSTART;TZID=Europe/Moscow:20261209T200000",
        "DTEND;TZID=Europe/Moscow:20261210T090000",
    )

    found = {each.key: each for each in read(series, moved)}

    assert len(found) == 51
    assert found["a#20261208T1500"].start_at == moscow("2026-12-09T20:00")
    assert "a#20261215T1500" not in found
    assert max(each.start_at for each in found.values()) < WITHIN[1]
    assert {each.series for each in found.values()} == {"a"}


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;COUNT=3",
        "FREQ=HOURLY",
        "FREQ=DAILY;BYSECOND=0,1,2,3",
        "FREQ=DAILY;INTERVAL=0",
    ],
)
def test_what_repeats_more_often_than_daily_is_a_fault(rule: str) -> None:
    found = read(night("a", 1, "Bob", f"RRULE:{rule}"), night("b", 2, "Bob"))
    assert [each.fault for each in found] == [EventFault.TOO_OFTEN, None]


@pytest.mark.parametrize(
    ("lines", "fault"),
    [
        (("DTSTART:20201201T180000", "DURATION:PT8H"), EventFault.TOO_FAR),
        (("DTSTART:20401201T180000", "DURATION:PT8H"), EventFault.TOO_FAR),
        (("DTSTART:00010101T180000", "DURATION:PT8H", "RRULE:FREQ=DAILY"), EventFault.TOO_FAR),
        (("DTSTART:20261201T180000",), EventFault.NO_TIME),
        (("DTSTART:20261201T180000", "DTEND:20261201T170000"), EventFault.NO_TIME),
        ((), EventFault.NO_TIME),
        (("DTSTART:99991231T235959Z", "DURATION:P400D"), EventFault.NO_TIME),
    ],
)
def test_events_that_say_nothing_about_the_next_year_are_named(
    lines: tuple[str, ...], fault: EventFault
) -> None:
    found = read(event("UID:a", "SUMMARY:Bob", *lines), night("b", 2, "Bob"))
    assert {each.key: each.fault for each in found} == {"a": fault, "b": None}


def test_cancelled_events_are_told_as_such() -> None:
    assert [each.is_cancelled for each in read(night("a", 1, "Bob", "STATUS:CANCELLED"))] == [True]
    head = "VERSION:2.0\nMETHOD:CANCEL"
    assert [each.is_cancelled for each in read(night("a", 1, "Bob"), head=head)] == [True]


def test_keys_fit_their_column_and_events_without_one_get_theirs_from_what_they_say() -> None:
    long = "x" * 1000
    nameless = event("SUMMARY:Bob", "DTSTART:20261201T180000", "DURATION:PT8H")
    found = read(night(long, 1, "Bob"), nameless)
    assert {len(each.key) for each in found} == {64, len("Bob 20261201T180000")}
    assert read(nameless)[0].key == read(night("z", 3, "Cat"), nameless)[0].key


@pytest.mark.parametrize(
    "data", [b"", b"hello", bytes(1000), b"BEGIN:VEVENT\r\nEND:VEVENT\r\n", b"\xff\xfe" * 99]
)
def test_nonsense_is_refused(data: bytes) -> None:
    with pytest.raises(Refused) as caught:
        events_in(data, MOSCOW, WITHIN)
    assert caught.value.code == "ics.nonsense"


def test_too_many_events_are_refused_as_is_a_series_of_too_many_times() -> None:
    daily = [night(str(number), 1, "Bob", "RRULE:FREQ=DAILY") for number in range(15)]
    for events in (daily, ["BEGIN:VEVENT\nEND:VEVENT"] * 5_001):
        with pytest.raises(Refused) as caught:
            read(*events)
        assert caught.value.code == "ics.too_many"


def test_a_file_is_read_in_a_process_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "rota.ics"
    path.write_bytes(calendar(night("a", 1, "Bob"), night("b", 2, "Cat", "RRULE:FREQ=SECONDLY")))
    assert read_calendar(path, MOSCOW, WITHIN) == events_in(path.read_bytes(), MOSCOW, WITHIN)
    path.write_bytes(b"hello")
    with pytest.raises(Refused) as caught:
        read_calendar(path, MOSCOW, WITHIN)
    assert caught.value.code == "ics.nonsense"


def test_a_rule_that_never_comes_true_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar_process, "SECONDS", 2)
    never = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"
    path = tmp_path / "rota.ics"
    path.write_bytes(calendar(*(night(str(number), 1, "Bob", never) for number in range(20))))
    with pytest.raises(Refused) as caught:
        read_calendar(path, MOSCOW, WITHIN)
    assert caught.value.code == "ics.too_slow"


def test_files_that_are_too_big_or_not_there_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "rota.ics"
    with pytest.raises(Refused) as caught:
        read_calendar(path, MOSCOW, WITHIN)
    assert (caught.value.code, caught.value.facts["path"]) == ("ics.unreadable", "rota.ics")
    path.write_bytes(b"x" * (LIMIT_MB * 1_000_000 + 1))
    with pytest.raises(Refused) as caught:
        read_calendar(path, MOSCOW, WITHIN)
    assert caught.value.code == "ics.too_big"


def test_300_damaged_files_are_read_or_refused_within_a_second() -> None:
    events_in(SEED, MOSCOW, WITHIN)  # imports the libraries
    readable = 0
    for number, data in enumerate(mutants(300)):
        begun = time.process_time()
        try:
            readable += bool(events_in(data, MOSCOW, WITHIN))
        except Refused as error:
            assert error.code == "ics.nonsense", number
        assert time.process_time() - begun < 1, number
    assert 50 < readable < 300


@pytest.mark.parametrize(
    ("zone", "described", "told"),
    [
        ("Nowhere/Town", "", "Nowhere/Town"),
        ("Customized Time Zone", "", "Customized Time Zone"),
        ("Europe/Moscow", "", ""),
        ("Russian Standard Time", "", ""),
        ("UTC", "", ""),
        (
            "Our own",
            "BEGIN:VTIMEZONE\nTZID:Our own\nBEGIN:STANDARD\nDTSTART:19700101T000000\n"
            "TZOFFSETFROM:+0500\nTZOFFSETTO:+0500\nEND:STANDARD\nEND:VTIMEZONE\n",
            "",
        ),
    ],
)
def test_a_zone_that_is_neither_known_nor_described_is_told_and_read_as_the_teams(
    zone: str, described: str, told: str
) -> None:
    times = (f"DTSTART;TZID={zone}:20261201T180000", "DURATION:PT8H")
    series = event("UID:a", "SUMMARY:Bob", *times, "RRULE:FREQ=DAILY;COUNT=2")
    alone = event("UID:b", "SUMMARY:Bob", *times)
    found = read(f"{described}{series}", alone)
    assert [each.unknown_zone for each in found] == [told] * 3
    if told:
        assert found[0].start_at == moscow("2026-12-01T18:00")
    assert [FoundEvent.from_json(each.to_json()) for each in found] == list(found)
