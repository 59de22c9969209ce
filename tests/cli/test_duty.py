"""`duty resolve --batch` by the lines of duty.md 6, good and bad; `duty plan` on a small roster."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import duty
from desktop.cli.sentences import sentence
from desktop.domain.errors import Refused

NIGHTS = {"days": ["mon", "tue"], "start": "18:00", "end": "09:00", "person": "ann"}
WEEKENDS = {
    "days": ["sat", "sun"],
    "start": "09:00",
    "end": "09:00",
    "rotation": {
        "every": "weekly",
        "length": 1,
        "start": "2025-12-21T15:00:00Z",
        "people": ["dee", "ann"],
        "advance": "calendar",
    },
}
ROTA = {
    "id": 7,
    "tz": "Europe/Moscow",
    "from": "2026-02-06T00:00:00+03:00",
    "to": "2026-02-16T00:00:00+03:00",
    "rules": [NIGHTS, WEEKENDS],
    "overrides": [
        {
            "start": "2026-02-09T18:00:00+03:00",
            "end": "2026-02-10T09:00:00+03:00",
            "add": "bob",
            "remove": "ann",
        }
    ],
    "temporary": [],
}
TURN = {
    "id": 8,
    "op": "rotation",
    "tz": "UTC",
    "every": "daily",
    "length": 1,
    "start": "2025-11-04T01:00:00Z",
    "at": "2026-01-30T17:19:00Z",
}


def command(*argv: str) -> int:
    parser = argparse.ArgumentParser()
    duty.register(parser.add_subparsers())
    args = parser.parse_args(["duty", *argv])
    return int(args.func(args))


@pytest.fixture
def batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def answer(*lines: object) -> tuple[int, list[dict[str, Any]]]:
        path = tmp_path / "rotas.jsonl"
        path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
        code = command("resolve", "--batch", str(path))
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return answer


def test_the_lines_of_the_design(batch: Any) -> None:
    code, answers = batch(ROTA, TURN)
    assert answers == [
        {
            "id": 7,
            "shifts": [
                ["2026-02-07T09:00:00+03:00", "2026-02-08T18:00:00+03:00", "dee"],
                ["2026-02-08T18:00:00+03:00", "2026-02-09T09:00:00+03:00", "ann"],
                ["2026-02-09T18:00:00+03:00", "2026-02-10T09:00:00+03:00", "bob"],
                ["2026-02-10T18:00:00+03:00", "2026-02-11T09:00:00+03:00", "ann"],
                ["2026-02-14T09:00:00+03:00", "2026-02-15T18:00:00+03:00", "ann"],
                ["2026-02-15T18:00:00+03:00", "2026-02-16T00:00:00+03:00", "dee"],
            ],
            "gaps": [
                ["2026-02-06T00:00:00+03:00", "2026-02-07T09:00:00+03:00"],
                ["2026-02-09T09:00:00+03:00", "2026-02-09T18:00:00+03:00"],
                ["2026-02-10T09:00:00+03:00", "2026-02-10T18:00:00+03:00"],
                ["2026-02-11T09:00:00+03:00", "2026-02-14T09:00:00+03:00"],
            ],
        },
        {"id": 8, "start": "2026-01-30T01:00:00Z", "end": "2026-01-31T01:00:00Z"},
    ]
    assert code == 0


def test_nothing_but_the_window_gives_one_gap(batch: Any) -> None:
    span = {"tz": "UTC", "from": "2026-02-06T00:00:00", "to": "2026-02-06T00:00:30Z"}
    _, [answer, empty] = batch(span, {**span, "to": "2026-02-06T00:00:00Z"})
    assert answer["shifts"] == []
    assert answer["gaps"] == [["2026-02-06T00:00:00Z", "2026-02-06T00:00:30Z"]]
    assert empty == {"id": None, "shifts": [], "gaps": []}


def test_a_temporary_week_stands_alone(batch: Any) -> None:
    week = {
        "start": "2026-02-09T00:00:00+03:00",
        "end": "2026-02-16T00:00:00+03:00",
        "shifts": [{"start": "2026-02-10T00:00", "end": "2026-02-11T00:00", "person": "cat"}],
    }
    _, [answer] = batch({**ROTA, "from": week["start"], "temporary": [week]})
    assert answer["shifts"] == [["2026-02-10T00:00:00+03:00", "2026-02-11T00:00:00+03:00", "cat"]]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"op": "who"}, "batch.bad_op"),
        ({"op": ["resolve"]}, "batch.bad_op"),
        ({"tz": "Mars/Olympus"}, "calendar.bad_zone"),
        ({"tz": None}, "batch.bad_field"),
        ({"to": "2026-02-05T00:00:00+03:00"}, "batch.bad_field"),
        ({"from": "yesterday"}, "batch.bad_field"),
        ({"from": "9999-12-31T23:00:00-12:00", "to": "9999-12-31T23:30:00-12:00"}, None),
        ({"rules": {}}, "batch.bad_field"),
        ({"rules": [{**NIGHTS, "days": ["monday"]}]}, "batch.bad_field"),
        ({"rules": [{**NIGHTS, "days": [["mon"]]}]}, "batch.bad_field"),
        ({"rules": [{**NIGHTS, "start": "25:00"}]}, "calendar.bad_time"),
        ({"rules": [{**NIGHTS, "person": ""}]}, "batch.bad_field"),
        ({"rules": [{**WEEKENDS, "person": "ann"}]}, "batch.bad_field"),
        ({"overrides": [{**ROTA["overrides"][0], "end": ROTA["from"]}]}, "duty.ends_before_start"),  # type: ignore[index]
        ({"overrides": ROTA["overrides"] * 2}, "duty.override_overlap"),  # type: ignore[operator]
        ({"overrides": [{"start": ROTA["from"], "end": ROTA["to"]}]}, "duty.empty_override"),
        ({"temporary": [{"start": ROTA["from"], "end": ROTA["to"]}] * 2}, "duty.temporary_overlap"),
    ],
)
def test_a_bad_line_is_answered_and_the_next_one_too(
    batch: Any, change: dict[str, object], code: str | None
) -> None:
    status, [answer, following] = batch({**ROTA, **change}, TURN)
    assert answer["error"]["code"] == (code or "calendar.out_of_range")
    assert answer["error"]["message"]
    assert following["start"] == "2026-01-30T01:00:00Z"
    assert status == 1


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"people": []}, "duty.no_people"),
        ({"people": ["ann", 5]}, "batch.bad_field"),
        ({"length": 0}, "duty.bad_length"),
        ({"length": True}, "batch.bad_field"),
        ({"every": "yearly"}, "batch.bad_field"),
        ({"every": "daily", "start": "9999-12-31T00:00:00Z"}, "duty.far_start"),
        ({"advance": "never"}, "batch.bad_field"),
        ({"every": "monthly", "start": "2026-01-31T09:00:00+03:00"}, "duty.monthly_day"),
    ],
)
def test_bad_rotations(batch: Any, change: dict[str, object], code: str) -> None:
    rotation = {**WEEKENDS["rotation"], **change}  # type: ignore[dict-item]
    _, [answer] = batch({**ROTA, "rules": [{**WEEKENDS, "rotation": rotation}]})
    assert answer["error"]["code"] == code


def test_no_database_no_solver_and_no_window_are_loaded_for_a_batch() -> None:
    script = (
        "import sys; from desktop.__main__ import main; main(['duty', 'resolve', '--batch', '-']);"
        "print([n for n in ('sqlalchemy', 'highspy', 'numpy', 'PySide6') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input=json.dumps(TURN), capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def roster(**changes: object) -> dict[str, object]:
    """Three nights for two people: with their rest they can only take turns."""
    nights = ["2026-12-01", "2026-12-02", "2026-12-03"]
    slots = [
        {
            "slot": number,
            "start": f"{day}T19:00",
            "end": f"2026-12-0{number + 2}T09:00",
            "kind": "night",
            "week": 0,
            "hours": 14,
        }
        for number, day in enumerate(nights)
    ]
    weights = dict.fromkeys(
        ("weekend_spread", "holiday_spread", "every_other_night", "consecutive_weekends"), 0
    )
    return {
        "people": ["A", "B"],
        "slots": slots,
        "absent": {},
        "unwanted": [["A", "2026-12-02"]],
        "rest_hours": 11,
        "max_nights_in_7_days": 3,
        "weights": {**weights, "hours": 0, "unwanted": 5},
        "targets": {"A": 21, "B": 21},
        **changes,
    }


@pytest.fixture
def plan(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Any:
    def answer(described: object, *options: str) -> str:
        path = tmp_path / "roster.json"
        path.write_text(json.dumps(described), "utf-8")
        assert command("plan", str(path), "--seconds", "5", *options) == 0
        return capfd.readouterr().out

    return answer


def test_a_plan_is_one_object_with_its_cost(plan: Any) -> None:
    assert json.loads(plan(roster(), "--json")) == {
        "solver": "HiGHS",
        "cost": 0,
        "parts": {"unwanted": 0},
        "assignments": [
            {"slot": 0, "person": "A"},
            {"slot": 1, "person": "B"},
            {"slot": 2, "person": "A"},
        ],
        "uncovered": [],
    }


def test_a_hole_says_why_each_person_cannot(plan: Any) -> None:
    alone = roster(absent={"B": ["2026-12-01", "2026-12-02", "2026-12-03"]})
    told = json.loads(plan(alone, "--json"))
    assert told["uncovered"] == [{"slot": 1, "why": {"A": "rest 10 h", "B": "vacation"}}]
    text = plan(alone)
    assert "Wed 2026-12-02 19:00 – Thu 09:00  –  A rest 10 h; B vacation" in text
    assert "1 open, 14 h" in text


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"people": ["A", "A"]}, "roster.people"),
        ({"slots": [{"slot": 0}]}, "slots[0].start"),
        ({"targets": {"A": 1}}, "roster.targets.B"),
        ({"absent": {"A": ["soon"]}}, "roster.absent.A"),
        ({"unwanted": [["A"]]}, "roster.unwanted"),
        ({"weights": {}}, "roster.weights.hours"),
    ],
)
def test_a_roster_that_cannot_be_read_names_the_place(
    tmp_path: Path, change: dict[str, object], where: str
) -> None:
    path = tmp_path / "roster.json"
    path.write_text(json.dumps(roster(**change)), "utf-8")
    with pytest.raises(Refused) as refused:
        command("plan", str(path))
    assert refused.value.code == "roster.bad_shape"
    assert refused.value.facts["where"] == where


def test_a_file_that_is_none_is_refused(tmp_path: Path) -> None:
    for path, text in ((tmp_path / "none.json", None), (tmp_path / "text.json", "{")):
        if text is not None:
            path.write_text(text, "utf-8")
        with pytest.raises(Refused) as refused:
            command("plan", str(path))
        assert refused.value.code == "roster.unreadable"


def test_a_roster_that_is_no_json_is_said_in_words(tmp_path: Path) -> None:
    path = tmp_path / "roster.json"
    path.write_text("root:x:0:0")
    with pytest.raises(Refused) as refused:
        command("plan", str(path))
    assert sentence(refused.value) == f"{path} could not be read: it is not a JSON file."
