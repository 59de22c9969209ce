"""`sla due --calendar`: one case in a calendar of the desk, as text and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.domain.ticket import Actor, Source
from desktop.domain.worktime import CalendarSpec
from desktop.services.desk import open_desk


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_sqlite_file: Path) -> Path:
    """A profile with a new desk, whose business hours are Moscow's."""
    monkeypatch.delenv("DUTYDESK_DATABASE_URL", raising=False)
    shutil.copy(new_sqlite_file, tmp_path / "desk.sqlite3")
    return tmp_path


def due(home: Path, *argv: str) -> int:
    return main(["--home", str(home), "sla", "due", *argv])


def test_one_case_is_answered_with_its_calculation(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = ("--calendar", "business hours", "--start", "2026-11-20 17:30", "--target", "1h")

    assert due(home, *case) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == ("Due 2026-11-23 09:30 (Europe/Moscow), calendar “Business hours” v1.")
    assert lines[1] == "20 Nov 17:30 → 18:00: counted 0 h 30 min"
    assert lines[-1].startswith("Together: counted 1 h 0 min")

    assert due(home, *case, "--lang", "ru") == 0
    assert capsys.readouterr().out.startswith("Срок 2026-11-23 09:30")


def test_a_preset_is_found_under_the_name_that_is_shown(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = ("--start", "2026-11-20 17:30", "--target", "1h", "--lang", "ru")
    due(home, "--calendar", "рабочее время", *case)

    told = capsys.readouterr().out.splitlines()[0]
    assert told == "Срок 2026-11-23 09:30 (Europe/Moscow), календарь «Рабочее время», версия 1."


def test_pauses_and_business_days_as_json(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pause = "2026-11-23T17:00/2026-11-24T10:00"
    arguments = ("--calendar", "business", "--start", "2026-11-23T16:00+03:00", "--json")

    assert due(home, *arguments, "--target", "4h", "--pause", pause) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["due"] == "2026-11-24T13:00:00+03:00"
    assert (found["calendar"], found["version"]) == ("Business hours", 1)

    assert due(home, *arguments, "--target", "2bd") == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2026-11-25T18:00:00+03:00"

    assert due(home, *arguments, "--target", "4h", "--pause", "2026-11-23T16:30/") == 0
    assert json.loads(capsys.readouterr().out)["state"] == "paused"


def test_calendar_that_never_opens_is_a_state(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = open_desk(f"sqlite:///{home / 'desk.sqlite3'}")
    desk.calendars.create(Actor(None, Source.COMMAND_LINE), CalendarSpec("Never", "UTC"))
    desk.close()
    arguments = ("--calendar", "Never", "--start", "2026-11-23T16:00", "--target", "1h")

    assert due(home, *arguments) == 0
    assert "no open hour" in capsys.readouterr().out
    assert due(home, *arguments, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["due"], found["state"]) == (None, "never_opens")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--calendar", "Nights", "--start", "2026-11-23", "--target", "1h"), "Business hours"),
        (("--calendar", "business", "--start", "soon", "--target", "1h"), "start"),
        (("--calendar", "business", "--start", "2026-11-23", "--target", "soon"), "soon"),
        (
            ("--calendar", "business", "--start", "2026-11-23", "--target", "1h", "--pause", "x"),
            "pause",
        ),
        (
            ("--calendar", "business", "--start", "2026-11-23", "--target", "1h",
             "--pause", "2026-11-24/2026-11-23"),
            "pause",
        ),
    ],
)  # fmt: skip
def test_bad_cases_are_refused_in_a_sentence(
    home: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert due(home, *arguments) != 0
    assert said in capsys.readouterr().err


def test_calendar_without_a_case_is_wrong_usage(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        due(home, "--calendar", "business")
    assert left.value.code == 2
    assert "--start" in capsys.readouterr().err
