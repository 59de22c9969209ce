"""`dutydesk who` and `duty resolve --from --to` on a desk with nights, as text and as JSON."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from desktop.__main__ import main
from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Role, Source
from desktop.services.desk import open_desk
from desktop.services.duty_overrides import NewOverride
from tests.conftest import MONDAY_9
from tests.services.duty_team import add_line, add_nights, add_team, local

NEW_YEAR = "2026-12-31T23:59"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_sqlite_file: Path) -> Path:
    """A profile whose desk has Anna and Bob on duty in the nights, a week each."""
    monkeypatch.delenv("DUTYDESK_DATABASE_URL", raising=False)
    path = Path(shutil.copy(new_sqlite_file, tmp_path / "desk.sqlite3"))
    desk = open_desk(f"sqlite:///{path}", clock=ManualClock(MONDAY_9))
    anna = Actor(desk.people.add("Anna", role=Role.AGENT).created, Source.WINDOW)
    team = add_team(desk, anna)
    add_nights(desk, anna, team["anna"], team["bob"])
    line = add_line(desk, "First line")
    for start, end in (("20:00", "22:00"), ("22:00", "23:00")):
        span = (local(start, 38), local(end, 38))
        desk.duty_overrides.add(anna, NewOverride(*span, add_id=team["cat"], line_id=line))
    desk.close()
    return tmp_path


def run(home: Path, *argv: str) -> int:
    return main(["--home", str(home), *argv])


def test_who_answers_at_any_instant_as_programs_read_it(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "who", "--at", NEW_YEAR, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "at": "2026-12-31T23:59:00+03:00",
        "on_duty": [
            {
                "person": "Bob",
                "line": None,
                "from": "2026-12-31T18:00:00+03:00",
                "until": "2027-01-01T09:00:00+03:00",
                "source": "rotation",
            }
        ],
        "next": {
            "person": "Bob",
            "line": None,
            "from": "2027-01-01T18:00:00+03:00",
            "until": "2027-01-02T09:00:00+03:00",
            "source": "rotation",
        },
    }


def test_who_names_the_line_of_a_duty_that_is_for_it_alone(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "who", "--at", "2026-12-31T21:00:00+03:00", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [(duty["person"], duty["line"]) for duty in found["on_duty"]] == [
        ("Bob", None),
        ("Cat", "First line"),
    ]
    assert (found["next"]["person"], found["next"]["source"]) == ("Cat", "override")


def test_who_for_people_says_when_the_duty_really_ends(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "who", "--at", "2026-12-31 21:00") == 0
    assert capsys.readouterr().out.splitlines() == [
        "Bob, till Fri 2027-01-01 09:00",
        "Cat (First line), till Thu 2026-12-31 23:00",
        "next: Cat (First line), from Thu 2026-12-31 22:00",
    ]
    assert run(home, "who", "--at", "2026-12-31T12:00") == 0
    assert capsys.readouterr().out.splitlines() == [
        "nobody",
        "next: Bob, from Thu 2026-12-31 18:00",
    ]


def test_who_without_a_time_is_now_and_a_bad_time_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(home, "who", "--json") == 0
    assert set(json.loads(capsys.readouterr().out)) == {"at", "on_duty", "next"}
    assert run(home, "who", "--at", "tonight") == 2
    assert "at" in capsys.readouterr().err


@pytest.mark.parametrize("at", ["9999-12-31T23:59", "0001-01-01T00:00", "9999-12-31T23:59-12:00"])
def test_a_time_at_the_edge_of_the_calendar_is_refused(
    home: Path, capsys: pytest.CaptureFixture[str], at: str
) -> None:
    assert run(home, "who", "--at", at) == 2
    assert run(home, "duty", "resolve", "--from", at, "--to", "2026-12-31") == 2
    assert "went wrong" not in capsys.readouterr().err


def test_who_names_somebody_with_two_turns_once(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = open_desk(f"sqlite:///{home / 'desk.sqlite3'}", clock=ManualClock(MONDAY_9))
    bob = desk.people.named("Bob").id
    add_nights(desk, Actor(bob, Source.WINDOW), bob)
    desk.close()
    assert run(home, "who", "--at", "2026-12-31T19:00") == 0
    assert capsys.readouterr().out.splitlines()[0] == "Bob, till Fri 2027-01-01 09:00"
    assert run(home, "who", "--at", "2026-12-31T19:00") == 0
    assert capsys.readouterr().out.count("Bob") == 1


def test_a_desk_without_duties_has_nobody_and_no_next(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    new_sqlite_file: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.delenv("DUTYDESK_DATABASE_URL", raising=False)
    shutil.copy(new_sqlite_file, tmp_path / "desk.sqlite3")
    assert run(tmp_path, "who", "--at", NEW_YEAR, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["on_duty"], found["next"]) == ([], None)


def test_resolve_gives_shifts_and_gaps_of_this_desk(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    span = ("--from", "2026-12-31", "--to", "2027-01-01T12:00")
    assert run(home, "duty", "resolve", *span, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "shifts": [
            ["2026-12-31T00:00:00+03:00", "2026-12-31T09:00:00+03:00", "Bob"],
            ["2026-12-31T18:00:00+03:00", "2027-01-01T09:00:00+03:00", "Bob"],
        ],
        "gaps": [
            ["2026-12-31T09:00:00+03:00", "2026-12-31T18:00:00+03:00"],
            ["2027-01-01T09:00:00+03:00", "2027-01-01T12:00:00+03:00"],
        ],
    }
    assert run(home, "duty", "resolve", *span, "--line", "first LINE") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1] == "Thu 2026-12-31 09:00 – Thu 2026-12-31 18:00  nobody"
    assert "Thu 2026-12-31 20:00 – Thu 2026-12-31 23:00  Cat" in lines


@pytest.mark.parametrize(
    "arguments",
    [
        ("--from", "2026-12-31", "--to", "2026-12-31"),
        ("--from", "2026-12-31", "--to", "soon"),
        ("--from", "2026-12-31", "--to", "2027-01-01", "--line", "Nowhere"),
    ],
)
def test_what_cannot_be_resolved_is_refused(home: Path, arguments: tuple[str, ...]) -> None:
    assert run(home, "duty", "resolve", *arguments) == 2


def test_from_needs_to(home: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        run(home, "duty", "resolve", "--from", "2026-12-31")
    assert ended.value.code == 2


def test_coverage_lists_promises_with_nobody_there(
    home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    span = ("--from", "2027-01-09T00:00", "--to", "2027-01-10T00:00")
    assert run(home, "duty", "coverage", *span, "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "required_min": 1440,
        "covered_min": 900,
        "percent": 62,
        "uncovered": [
            {
                "from": "2027-01-09T09:00:00+03:00",
                "until": "2027-01-09T18:00:00+03:00",
                "policy": "Small 24/7",
                "priorities": ["critical", "high"],
                "past": False,
            }
        ],
    }
    assert run(home, "duty", "coverage", *span) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Sat 2027-01-09 09:00 – Sat 2027-01-09 18:00  Small 24/7: critical, high",
        "covered: 62 % (15 h of 24 h)",
    ]
