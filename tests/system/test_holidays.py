"""Lists of holidays: of a country, in an ICS file, in a Russian production calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.domain.errors import Refused
from desktop.domain.worktime import CalendarSpec, Interval, OverrideKind, WorkCalendar
from desktop.domain.worktime_proposals import Proposal, previewed, taken
from desktop.domain.worktime_text import read_week
from desktop.system import holidays_file
from desktop.system.calendar_process import read_holidays
from desktop.system.holidays_country import countries, holidays_of, subdivisions
from desktop.system.holidays_ics import holidays_in
from desktop.system.holidays_production import production_calendar_in
from desktop.system.ics_limits import MAX_EVENTS

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PRODUCTION = DATA / "ru_production_calendar_2013_2026.csv"
HOLIDAY, SHORT = OverrideKind.HOLIDAY, OverrideKind.SHORT_DAY
WORKED = OverrideKind.WORKING_DAY

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
{events}END:VCALENDAR
"""


def ics(folder: Path, *events: str) -> Path:
    blocks = "".join(
        f"BEGIN:VEVENT\nUID:{number}@x\nDTSTAMP:20260101T000000Z\n{lines}\nEND:VEVENT\n"
        for number, lines in enumerate(events)
    )
    return file(folder, "days.ics", ICS.format(events=blocks).replace("\n", "\r\n").encode())


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def days_in(path: Path, years: Sequence[int]) -> tuple[Proposal, ...]:
    return holidays_in(path.read_bytes(), path.name, years)


def days(proposals: Iterable[Proposal]) -> dict[str, str]:
    return {str(each.day): each.label for each in proposals}


def kinds(proposals: Iterable[Proposal]) -> dict[str, OverrideKind]:
    return {str(each.day): each.kind for each in proposals}


def refused(read: object, path: Path, years: Sequence[int] = (2026,)) -> Refused:
    with pytest.raises(Refused) as caught:
        read(path, years)  # type: ignore[operator]
    return caught.value


def test_country_has_its_holidays_in_the_language_wanted() -> None:
    found = holidays_of("RU", None, [2026], "ru")

    assert days(found)["2026-11-04"] == "День народного единства"
    assert days(holidays_of("RU", None, [2026], "en"))["2026-11-04"] == "Unity Day"
    assert {each.source for each in found} == {"RU"}


def test_country_that_speaks_neither_language_keeps_its_own() -> None:
    assert days(holidays_of("DE", None, [2026], "ru"))["2026-10-03"] == "Tag der Deutschen Einheit"


def test_weekend_days_worked_instead_are_proposed_too() -> None:
    assert kinds(holidays_of("RU", None, [2025], "en"))["2025-11-01"] is WORKED


def test_part_of_a_country_has_holidays_of_its_own() -> None:
    assert [each.name for each in subdivisions("DE") if each.code == "BY"] == ["Bayern"]
    assert "2026-01-06" in days(holidays_of("DE", "BY", [2026], "en"))
    assert "2026-01-06" not in days(holidays_of("DE", "BE", [2026], "en"))
    assert {"RU", "DE", "US"} <= set(countries())


def test_country_nobody_knows_is_refused() -> None:
    for country, part, years in (("XX", None, [2026]), ("DE", "QQ", [2026]), ("DE", None, [1700])):
        with pytest.raises(Refused, match=r"calendar\.no_country"):
            holidays_of(country, part, years, "en")


def test_all_day_events_are_days_and_those_with_hours_are_not(tmp_path: Path) -> None:
    path = ics(
        tmp_path,
        "DTSTART;VALUE=DATE:20260501\nSUMMARY:Праздник",
        "DTSTART:20260502T090000Z\nDTEND:20260502T100000Z\nSUMMARY:Meeting",
        "DTSTART;VALUE=DATE:20260503\nSTATUS:CANCELLED\nSUMMARY:Gone",
    )

    assert days(days_in(path, [2026])) == {"2026-05-01": "Праздник"}


def test_event_of_several_days_ends_before_its_end_and_at_the_end_of_the_year(
    tmp_path: Path,
) -> None:
    path = ics(tmp_path, "DTSTART;VALUE=DATE:20261230\nDTEND;VALUE=DATE:20270103\nSUMMARY:Break")

    assert list(days(days_in(path, [2026]))) == ["2026-12-30", "2026-12-31"]
    assert list(days(days_in(path, [2027]))) == ["2027-01-01", "2027-01-02"]


def test_yearly_event_comes_in_each_year_but_the_excepted(tmp_path: Path) -> None:
    path = ics(
        tmp_path,
        "DTSTART;VALUE=DATE:20200614\nRRULE:FREQ=YEARLY\nEXDATE;VALUE=DATE:20250614\nSUMMARY:Ours",
    )

    assert list(days(days_in(path, [2025, 2026, 2027]))) == ["2026-06-14", "2027-06-14"]


def test_event_that_repeats_every_second_is_left_alone(tmp_path: Path) -> None:
    path = ics(
        tmp_path,
        "DTSTART;VALUE=DATE:20260101\nRRULE:FREQ=SECONDLY\nSUMMARY:Bomb",
        "DTSTART;VALUE=DATE:20260501\nSUMMARY:Day",
    )

    assert list(days(days_in(path, [2026]))) == ["2026-05-01"]


def test_ics_without_a_day_in_those_years_says_so(tmp_path: Path) -> None:
    path = ics(tmp_path, "DTSTART;VALUE=DATE:20200501\nSUMMARY:Day")
    assert refused(days_in, path).code == "calendar.file_empty"


def test_a_file_is_read_whole_in_a_process_of_its_own_and_by_its_own_name(tmp_path: Path) -> None:
    path = ics(tmp_path, "DTSTART;VALUE=DATE:20260501\nSUMMARY:Праздник").rename(
        tmp_path / "--праздники {1}.ics"
    )
    found = read_holidays(path, (2026, 2027))
    assert found == days_in(path, (2026, 2027))
    assert {each.source for each in found} == {path.name}
    error = refused(read_holidays, path, (2030,))
    assert (error.code, error.facts["path"]) == ("calendar.file_empty", path.name)


def test_more_events_than_can_be_read_are_refused_not_cut_off() -> None:
    data = b"BEGIN:VEVENT\r\n" * (MAX_EVENTS + 1)
    with pytest.raises(Refused, match=r"ics\.too_many"):
        holidays_in(data, "days.ics", (2026,))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"\x00\xff\xfe" * 50,
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n",
        b"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260501\r\nEND:VEVENT\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:99999999\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20260501\r\n"
        b"RRULE:FREQ=YEARLY;INTERVAL=0\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    ],
)
def test_nonsense_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    error = refused(days_in, file(tmp_path, "x.ics", data))
    assert error.code in ("calendar.not_ics", "calendar.file_empty")


@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60, deadline=None
)
@given(st.binary(max_size=80))
def test_whatever_stands_in_an_event_is_read_or_refused(tmp_path: Path, noise: bytes) -> None:
    data = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n" + noise + b"\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    for read in (days_in, production_calendar_in):
        refused(read, file(tmp_path, "noise.ics", data))


def test_file_that_is_too_big_or_missing_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(holidays_file, "LIMIT_MB", 0)
    path = ics(tmp_path)
    for read in (read_holidays, production_calendar_in):
        assert refused(read, path).code == "calendar.file_too_big"
        assert refused(read, tmp_path / "none").code == "calendar.file_unreadable"


def test_a_line_a_day_tells_what_differs_from_the_plain_week(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "days.csv",
        b"date,kind,minutes,weekday\n2026-11-02,work,480,0\n2026-11-03,short,420,1\n"
        b"2026-11-04,off,0,2\n2026-11-07,work,480,5\n2026-11-08,off,0,6\n2025-11-04,off,0,1\n",
    )

    assert kinds(production_calendar_in(path, [2026])) == {
        "2026-11-03": SHORT,
        "2026-11-04": HOLIDAY,
        "2026-11-07": WORKED,
    }


@pytest.mark.parametrize("coding", ["utf-8-sig", "cp1251"])
def test_a_line_a_year_with_its_marks(tmp_path: Path, coding: str) -> None:
    weekends = [
        ",".join(
            str(day)
            for day in range(1, 32)
            if (at := _date(2026, month, day)) is not None and at.weekday() >= 5
        )
        for month in range(1, 13)
    ]
    weekends[3] = "4,5,11,12,18,19,26,30*"
    weekends[4] = "1,2,3,8*,9,10,11+,16,17,23,24,30,31"
    row = ",".join(f'"{cell}"' for cell in ["2026", *weekends, "247", "118"])
    text = f'"Год/Месяц","Январь","Февраль"\n{row}\n'

    found = production_calendar_in(file(tmp_path, "y.csv", text.encode(coding)), [2026])

    assert kinds(found) == {
        "2026-04-25": WORKED,
        "2026-04-30": SHORT,
        "2026-05-01": HOLIDAY,
        "2026-05-08": SHORT,
        "2026-05-11": HOLIDAY,
    }


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("2026-11-03,short\nnonsense,x", 2),
        ("2026-02-30,off", 1),
        ("2026-11-03,perhaps", 1),
        ("2026,32", 1),
        ("2026,1,x", 1),
        ("2026,1", 1),
    ],
)
def test_line_that_names_no_day_is_told(tmp_path: Path, text: str, line: int) -> None:
    error = refused(production_calendar_in, file(tmp_path, "x.csv", text.encode()))
    assert (error.code, error.facts["line"]) == ("calendar.not_production", line)


@pytest.mark.skipif(not PRODUCTION.is_file(), reason="no real production calendar")
def test_russian_years_have_the_published_hours() -> None:
    years = range(2013, 2027)
    plain = CalendarSpec("", "Europe/Moscow", read_week("Mo-Fr 9-13, 14-18"))
    proposals = production_calendar_in(PRODUCTION, years)
    calendar = WorkCalendar(taken(plain, previewed(plain, proposals)))

    found = {year: _hours(calendar, year) for year in years}

    published = dict(zip(years, (1970, 1970, 1971, 1974, 1973, 1970, 1970, 1979, 1972, 1973,
                                 1973, 1979, 1972, 1972), strict=True))  # fmt: skip
    decrees = {2020, 2021}  # whose days the table marks off
    assert {year for year in years if found[year] != published[year]} == decrees
    assert all(found[year] < published[year] for year in decrees)


def _hours(calendar: WorkCalendar, year: int) -> float:
    zone = ZoneInfo("Europe/Moscow")
    start, end = (datetime(each, 1, 1, tzinfo=zone) for each in (year, year + 1))
    return calendar.measure(start, end).total_seconds() / 3600


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def test_short_working_saturday_is_worked_like_a_weekday_less_an_hour(tmp_path: Path) -> None:
    spec = CalendarSpec("", "Europe/Moscow", read_week("Mo-Fr 9-13, 14-18"))
    path = file(tmp_path, "s.csv", b"2026-11-07,short,420,5\n")

    [day] = previewed(spec, production_calendar_in(path, [2026]))

    assert day.override.intervals == (Interval(540, 780), Interval(840, 1020))
