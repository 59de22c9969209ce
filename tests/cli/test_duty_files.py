"""`dutydesk duty import`, `export` and `pay`: files in and out, exit codes, the guide's words."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from decimal import Decimal
from pathlib import Path

import pytest
from icalendar import Calendar

from desktop.__main__ import main
from desktop.domain.clock import ManualClock
from desktop.domain.duty_pay import PayRule
from desktop.domain.ticket import Actor, Role, Source
from desktop.services.desk import open_desk
from desktop.system import calendar_process
from tests.conftest import MONDAY_9
from tests.dump import dump
from tests.services.duty_team import add_line, add_nights, add_team
from tests.system.calendar_files import calendar, event

GUIDES = Path(__file__).resolve().parents[2] / "docs" / "guide"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_sqlite_file: Path) -> Path:
    """A profile whose desk has Bob on duty every night, and a line of its own."""
    monkeypatch.delenv("DUTYDESK_DATABASE_URL", raising=False)
    path = Path(shutil.copy(new_sqlite_file, tmp_path / "desk.sqlite3"))
    desk = open_desk(f"sqlite:///{path}", clock=ManualClock(MONDAY_9))
    anna = Actor(desk.people.add("Anna", role=Role.AGENT).created, Source.WINDOW)
    team = add_team(desk, anna)
    add_nights(desk, anna, team["bob"])
    add_line(desk, "Night desk")
    desk.pay_rules.save(anna, PayRule("usual", Decimal("10.50")))
    desk.close()
    return tmp_path


def run(home: Path, *argv: str) -> int:
    return main(["--home", str(home), *argv])


def day(uid: str, summary: str, *more: str) -> str:
    """Return hours that are ahead whenever the tests run: on every Saturday."""
    times = ("DTSTART:20200104T100000", "DTEND:20200104T140000", "RRULE:FREQ=WEEKLY")
    return event(f"UID:{uid}", f"SUMMARY:{summary}", *times, *more)


def rota(home: Path, *events: str) -> str:
    path = home / "rota.ics"
    path.write_bytes(calendar(*events))
    return str(path)


def test_a_rota_is_imported_told_and_known_the_second_time(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rota(home, day("a", "Cat"))
    assert run(home, "duty", "import", file, "--dry-run") == 0
    first = capsys.readouterr().out
    head, *conflicts = first.splitlines()
    assert re.fullmatch(r"5[23] events: 5[23] new\.", head)
    assert re.fullmatch(r"Cat, Sat .* 10:00: 5 weekends in a row \(4\d times\)", conflicts[-1])
    assert run(home, "duty", "import", file, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["new"], told["known"], told["not_understood"]) == (told["events"], 0, [])
    assert {(each["person"], *each["rules"]) for each in told["conflicts"]} == {("Cat", "weekends")}
    assert run(home, "duty", "import", file) == 0
    assert capsys.readouterr().out == head.replace("new", "known") + "\n"


def test_a_rota_goes_into_the_line_that_is_named_or_nothing_is_done(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rota(home, day("a", "Cat"))
    assert run(home, "duty", "import", file, "--line", "Nowhere") == 2
    assert "There is no line “Nowhere”" in capsys.readouterr().err
    assert run(home, "duty", "import", file, "--line", "night desk") == 0
    assert "new" in capsys.readouterr().out
    assert run(home, "duty", "import", file, "--line", "Night desk") == 0
    assert "known" in capsys.readouterr().out
    days = ("--from", "2036-01-01", "--to", "2036-01-02")
    assert run(home, "duty", "resolve", *days, "--line", "Nowhere") == 2
    with pytest.raises(SystemExit) as caught:
        run(home, "duty", "import", file, "--as", "absences", "--line", "Night desk")
    assert caught.value.code == 2


def test_what_would_be_refused_or_broken_is_told_person_by_person(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at_night = ("DTSTART:20200104T200000", "DTEND:20200104T220000", "RRULE:FREQ=WEEKLY")
    away = event("UID:v", "SUMMARY:Cat", "DTSTART;VALUE=DATE:20200104", "RRULE:FREQ=WEEKLY")
    file = rota(home, away)
    assert run(home, "duty", "import", file, "--as", "absences") == 0
    capsys.readouterr()
    file = rota(home, event("UID:b", "SUMMARY:Bob", *at_night), day("c", "Cat"))
    assert run(home, "duty", "import", file, "--dry-run") == 1
    told = capsys.readouterr()
    assert re.search(r"^Bob, Sat .*: on duty then, not taken \(5\d times\)$", told.out, re.M)
    assert re.search(r"^Cat, Sat .*: vacation, 5 weekends in a row \(4\d times\)$", told.out, re.M)
    file = rota(home, event("UID:v", "SUMMARY:Bob", *at_night[:1], "DURATION:PT2H", at_night[2]))
    assert run(home, "duty", "import", file, "--as", "absences", "--dry-run") == 0
    assert re.search(r"^Bob, Sat .*: has 1 duty then \(5\d times\)$", capsys.readouterr().out, re.M)


def test_a_time_zone_that_nobody_knows_is_told_with_what_was_assumed(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    times = ("DTSTART;TZID=Nowhere/Town:20200104T100000", "DURATION:PT4H", "RRULE:FREQ=WEEKLY")
    file = rota(home, event("UID:a", "SUMMARY:Cat", *times))
    assert run(home, "duty", "import", file, "--dry-run") == 0
    said = "Cat: no time zone is called 'Nowhere/Town', so it was read in Europe/Moscow\n"
    assert capsys.readouterr().err.count(said) == 1
    assert run(home, "duty", "import", file, "--json") == 0
    assert json.loads(capsys.readouterr().out)["unknown_zones"][0]["zone"] == "Nowhere/Town"


def test_an_event_without_a_time_is_given_none(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rota(home, "BEGIN:VEVENT\nUID:t\nSUMMARY:Bob\nEND:VEVENT")
    assert run(home, "duty", "import", file, "--json") == 1
    [event] = json.loads(capsys.readouterr().out)["not_understood"]
    assert (event["from"], event["why"]) == (None, "no_time")


def test_what_was_not_understood_is_named_and_can_be_said(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rota(home, day("a", "The new one"), day("b", "Bob", "RRULE:FREQ=SECONDLY"))
    assert run(home, "duty", "import", file, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["new"] == 0
    assert {each["why"] for each in told["not_understood"]} == {"nobody", "too_often"}
    assert told["unmatched"] == ["The new one"]
    assert all(each["from"] for each in told["not_understood"])

    assert run(home, "duty", "import", file) == 1
    printed = capsys.readouterr()
    assert '--name "The new one=NAME"' in printed.out
    assert "Bob: it repeats more often than daily\n" in printed.err
    assert re.search(r"The new one: nobody of the team is meant \(5[23] times\)\n", printed.err)

    assert run(home, "duty", "import", file, "--name", "The new one=cat") == 1
    assert "new, 1 not understood" in capsys.readouterr().out


def test_everything_can_be_one_persons_and_absences(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = rota(home, day("a", "Vacation"))
    assert run(home, "duty", "import", file, "--as", "absences", "--person", "cat") == 0
    assert "new" in capsys.readouterr().out
    assert run(home, "duty", "import", file, "--as", "absences", "--person", "cat") == 0
    assert "known" in capsys.readouterr().out


def test_holidays_go_into_the_working_calendar(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    yearly = ("DTSTART;VALUE=DATE:20200220", "RRULE:FREQ=YEARLY")
    file = rota(home, event("UID:h", "SUMMARY:Feast", *yearly))
    assert run(home, "duty", "import", file, "--as", "holidays", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["days"] == 2
    assert told["new"] >= 1  # of two years in a row the 20th of February is a working day in one
    assert run(home, "duty", "import", file, "--as", "holidays") == 0
    assert capsys.readouterr().out == "2 days: 0 new, 2 known.\n"


@pytest.mark.parametrize("what", ["shifts", "absences", "holidays"])
def test_a_file_that_would_never_end_is_given_up_whatever_it_is_read_as(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    monkeypatch.setattr(calendar_process, "SECONDS", 2)
    never = ("DTSTART;VALUE=DATE:20260220", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31")
    file = rota(home, *(event(f"UID:{number}", "SUMMARY:Bob", *never) for number in range(20)))
    assert run(home, "duty", "import", file, "--as", what) == 2
    assert "took too long" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "arguments", "words"),
    [
        (b"hello", (), "not a calendar file"),
        (b"", (), "not a calendar file"),
        (b"x" * 5_000_001, (), "larger than 5 MB"),
        (None, (), "could not be read"),
        (b"hello", ("--as", "holidays"), "not a calendar file"),
        (calendar(day("a", "Bob")), ("--person", "Nobody"), "Nobody"),
        (calendar(day("a", "Bob")), ("--name", "Bob=Nobody"), "Nobody"),
    ],
)
def test_files_and_people_that_are_none_are_refused_in_a_sentence(
    home: Path,
    capsys: pytest.CaptureFixture[str],
    data: bytes | None,
    arguments: tuple[str, ...],
    words: str,
) -> None:
    path = home / "rota.ics"
    if data is not None:
        path.write_bytes(data)
    assert run(home, "duty", "import", str(path), *arguments) == 2
    printed = capsys.readouterr()
    assert words in printed.err
    assert "Traceback" not in printed.err
    assert printed.out == ""


NEVER = "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31"
NONSENSE = {
    "binary": bytes(range(256)) * 1_000,
    "nulls": bytes(100_000),
    "nested": b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 1_000,
    "utf-16": calendar(day("a", "Cat")).decode().encode("utf-16"),
    "html": b"<html><body>Sign in to see this calendar</body></html>",
    "half a file": calendar(day("a", "Cat"), day("b", "Cat"))[:-90],
    "one endless line": b"BEGIN:VCALENDAR\r\nX-A:" + b"x" * 300_000,
    "too many": calendar(*["BEGIN:VEVENT\nUID:x\nEND:VEVENT"] * 5_001),
    "a bomb": calendar(*(day(str(n), "Cat").replace("RRULE:FREQ=WEEKLY", NEVER) for n in range(9))),
}


@pytest.mark.parametrize(
    "what",
    ["shifts", *(pytest.param(each, marks=pytest.mark.long) for each in ("absences", "holidays"))],
)
@pytest.mark.parametrize("kind", [*NONSENSE, "a hundred megabytes"])
def test_nonsense_of_every_kind_is_a_sentence_and_nothing_is_lost(
    home: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    what: str,
) -> None:
    monkeypatch.setattr(calendar_process, "SECONDS", 2)
    path = home / "rota.ics"
    path.write_bytes(NONSENSE.get(kind, b""))
    if kind not in NONSENSE:
        os.truncate(path, 100_000_000)
    before = told_of(home)
    assert run(home, "duty", "import", str(path), "--as", what) == 2
    printed = capsys.readouterr()
    assert re.search(r"(?m)^dutydesk: .*\.$", printed.err)
    assert "Traceback" not in printed.err and printed.out == ""
    assert told_of(home) == before


def told_of(home: Path) -> object:
    desk = open_desk(f"sqlite:///{home / 'desk.sqlite3'}", clock=ManualClock(MONDAY_9))
    try:
        return dump(desk)
    finally:
        desk.close()


def test_the_calendar_is_exported_whole_or_for_one_person(
    home: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    out = home / "duties.ics"
    assert run(home, "duty", "export", "--out", str(out)) == 0
    events = Calendar.from_ical(out.read_bytes()).walk("VEVENT")
    assert len(events) > 300
    span = ("--from", "2026-12-01", "--to", "2026-12-03")
    assert run(home, "duty", "export", "--person", "bob", *span, "--lang", "ru") == 0
    printed = capsysbinary.readouterr().out
    assert "Дежурство: Bob".encode() in printed
    assert len(Calendar.from_ical(printed).walk("VEVENT")) == 3
    assert run(home, "duty", "export", "--person", "Nobody") == 2
    assert run(home, "duty", "export", "--from", "2026-12-01", "--to", "2026-11-01") == 2


def test_what_is_exported_and_read_again_is_of_this_desk(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = home / "duties.ics"
    run(home, "duty", "export", "--from", "2036-01-01", "--to", "2036-01-05", "--out", str(out))
    assert run(home, "duty", "import", str(out)) == 0
    assert capsys.readouterr().out == "5 events: 5 of this desk.\n"


def test_pay_is_a_table_or_sums(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = ("--from", "2026-12-01", "--to", "2026-12-31")
    assert run(home, "duty", "pay", *days) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out, newline="")))
    assert list(rows[0]) == ["person", "start", "end", "hours", "rule", "rate", "amount", "reason"]
    assert sum(Decimal(row["hours"]) for row in rows) == 31 * 15
    assert run(home, "duty", "pay", *days, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "from": "2026-12-01",
        "to": "2026-12-31",
        "people": [{"person": "Bob", "hours": 465.0, "amount": 4882.5}],
    }
    out = home / "pay.csv"
    assert run(home, "duty", "pay", *days, "--preset", "excel-ru", "--out", str(out)) == 0
    assert out.read_bytes().startswith('\ufeff"Сотрудник";'.encode())
    assert run(home, "duty", "pay", "--from", "2026-12-02", "--to", "2026-12-01") == 2


@pytest.mark.parametrize("language", ["en", "ru"])
def test_the_rota_of_the_guide_is_answered_as_the_guide_says(
    home: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    text = (GUIDES / language / "duty.md").read_text(encoding="utf-8")
    blocks = [block for block in re.findall(r"```\n(.*?)```", text, re.S) if '"rules"' in block]
    assert blocks
    asked, answer = blocks[0].split("→")
    batch = home / "rota.jsonl"
    batch.write_text(json.dumps(json.loads(asked), ensure_ascii=False) + "\n", encoding="utf-8")
    assert main(["duty", "resolve", "--batch", str(batch)]) == 0
    assert json.loads(capsys.readouterr().out) == json.loads(answer)
