"""`sla explain`: the dates of a stored ticket, told in both languages and as numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from desktop.__main__ import main
from desktop.domain.clock import ManualClock
from desktop.domain.sla import ClockKind
from desktop.domain.ticket import Actor, Priority, Source, Status
from desktop.services.desk import open_desk
from desktop.services.tickets import ManualTicket
from tests.conftest import MONDAY_9, ZONE

Explain = Callable[..., tuple[int, str, str]]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, new_sqlite_file: Path) -> Path:
    """A profile with two tickets of that Monday: one answered in time, one of nobody's concern."""
    for name in ("DUTYDESK_HOME", "DUTYDESK_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "home"
    folder.mkdir()
    path = folder / "desk.sqlite3"
    path.write_bytes(new_sqlite_file.read_bytes())
    clock = ManualClock(MONDAY_9)
    desk = open_desk(f"sqlite:///{path}", clock=clock, zone=ZONE)
    anna = Actor(desk.people.add("Anna Kern").created, Source.WINDOW)
    desk.tickets.create(anna, ManualTicket("Printer", "smokes", priority=Priority.HIGH))
    desk.tickets.assign(anna, [1001], anna.person_id)
    clock.advance(timedelta(minutes=40))
    desk.tickets.log_call(anna, 1001, "Told to wait")
    desk.tickets.set_status(anna, [1001], Status.WAITING_CUSTOMER)
    desk.tickets.create(anna, ManualTicket("Offer", "", from_customer=False))
    desk.tickets.set_status(anna, [1002], Status.SOLVED)
    desk.close()
    return folder


@pytest.fixture
def explain(home: Path, capsys: pytest.CaptureFixture[str]) -> Explain:
    def run(*argv: str) -> tuple[int, str, str]:
        code = main(["--home", str(home), "sla", "explain", *argv])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return run


def test_every_clock_is_told_with_its_parts(explain: Explain) -> None:
    code, out, _ = explain("1001")

    assert code == 0
    first, solution = out.split("\n\n")
    assert first.startswith("First reply · High · policy Small 24/7 v1 · target 1 h 0 min")
    assert "used 0 h 40 min of 1 h 0 min" in first
    assert "Anna Kern" in first
    assert solution.startswith("Solution · High")
    assert "waiting for client" in solution


def test_one_clock_in_russian(explain: Explain) -> None:
    code, out, _ = explain("#1001", "--lang", "ru", "--clock", "first_response")

    assert code == 0
    assert "Высокий" in out
    assert "использовано 0 ч 40 мин" in out.casefold()
    assert "Решение ·" not in out


def test_numbers_for_programs_add_up(explain: Explain) -> None:
    code, out, _ = explain("1001", "--json")
    found: dict[str, Any] = json.loads(out)

    assert (code, found["ticket"]) == (0, 1001)
    assert datetime.fromisoformat(found["at"]).utcoffset() == timedelta(hours=3)
    clocks = {each["clock"]: each for each in found["clocks"]}
    assert clocks.keys() == {"first_response", "solution"}
    for each in clocks.values():
        spent = [each[f"{part}_seconds"] for part in ("used", "closed", "paused", "solved")]
        assert sum(spent) == pytest.approx(each["wall_seconds"])
        assert sum(p["seconds"] for p in each["segments"]) == pytest.approx(each["wall_seconds"])
        counted = sum(part["seconds"] for part in each["segments"] if part["counts"])
        assert counted == pytest.approx(each["used_seconds"])
    first = clocks["first_response"]
    assert first["started_at"] == "2026-11-23T09:00:00+03:00"
    assert first["due_at"] == "2026-11-23T10:00:00+03:00"
    assert first["stopped_at"] == "2026-11-23T09:40:00+03:00"
    assert (first["result"], first["target_seconds"], first["used_seconds"]) == ("met", 3600, 2400)
    assert first["segments"][0]["person"] == "Anna Kern"
    assert first["text"].startswith("First reply")
    assert clocks["solution"]["result"] == "paused"
    assert clocks["solution"]["due_at"] is None


def test_ticket_without_that_clock_says_so(explain: Explain) -> None:
    assert explain("1002", "--clock", "first_response")[:2] == (
        0,
        "No clock runs or ever ran for ticket 1002.\n",
    )
    assert json.loads(explain("1002", "--clock", "promise", "--json")[1])["clocks"] == []


def test_unknown_ticket_is_wrong_usage(explain: Explain) -> None:
    code, out, err = explain("4711")
    assert (code, out) == (2, "")
    assert err == "dutydesk: There is no ticket #4711 here.\n"


@pytest.mark.parametrize(
    "argv", [["one"], ["-5"], ["1001", "--lang", "de"], ["1001", "--clock", "x"], []]
)
def test_bad_arguments_are_wrong_usage(explain: Explain, argv: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        explain(*argv)
    assert stopped.value.code == 2


def test_every_clock_can_be_asked_for(explain: Explain) -> None:
    for kind in ClockKind:
        assert explain("1001", "--clock", kind.value)[0] == 0
