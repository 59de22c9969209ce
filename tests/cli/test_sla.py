"""`sla due --batch`: the lines of sla.md 6, good and bad, without a database."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop.cli import sla
from desktop.domain.errors import Refused

MOSCOW = "Europe/Moscow"
OFFICE = {
    "tz": MOSCOW,
    "always": False,
    "hours": {day: [["09:00", "18:00"]] for day in ("mon", "tue", "wed", "thu", "fri")},
    "exceptions": {"2026-11-04": [], "2026-11-03": [["09:00", "17:00"]]},
}
DUE = {"calendar": OFFICE, "start": "2026-11-23T16:00:00+03:00", "target_min": 240}


def command(*argv: str) -> int:
    parser = argparse.ArgumentParser()
    sla.register(parser.add_subparsers())
    args = parser.parse_args(["sla", "due", *argv])
    return int(args.func(args))


@pytest.fixture
def batch(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    def answer(*lines: object) -> tuple[int, list[dict[str, Any]]]:
        path = tmp_path / "cases.jsonl"
        written = [line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines]
        path.write_bytes(b"\n".join(written))
        code = command("--batch", str(path))
        return code, [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return answer


def test_the_lines_of_the_design(batch: Any) -> None:
    pauses = [["2026-11-23T17:00:00+03:00", "2026-11-24T10:00:00+03:00"]]
    code, answers = batch(
        {**DUE, "id": 1, "op": "due", "pauses": pauses},
        {
            "id": 2,
            "op": "elapsed",
            "calendar": OFFICE,
            "from": "2026-11-23T16:00:00+03:00",
            "to": "2026-11-24T11:00:00+03:00",
            "pauses": [],
        },
        {"id": 3, "op": "open", "calendar": OFFICE, "at": "2026-11-23T12:00:00Z"},
    )
    assert answers == [
        {"id": 1, "due": "2026-11-24T13:00:00+03:00"},
        {"id": 2, "seconds": 14400},
        {"id": 3, "open": True},
    ]
    assert code == 0


def test_due_is_the_operation_unless_given_and_ids_come_back_as_they_were(batch: Any) -> None:
    ids = [None, "семь", {"a": [1, 2.5]}, [], False]
    _, answers = batch(*[{**DUE, "id": each} for each in ids])
    assert [each["id"] for each in answers] == ids
    assert {each["due"] for each in answers} == {"2026-11-24T11:00:00+03:00"}


def test_short_day_and_holiday_of_the_exceptions(batch: Any) -> None:
    _, [answer] = batch({**DUE, "start": "2026-11-03T15:00:00+03:00"})
    assert answer["due"] == "2026-11-05T11:00:00+03:00"


def test_the_due_time_comes_back_in_the_calendars_zone(batch: Any) -> None:
    _, [answer] = batch({**DUE, "start": "2026-11-23T13:00:00Z"})
    assert answer["due"] == "2026-11-24T11:00:00+03:00"


def test_seconds_are_not_rounded(batch: Any) -> None:
    _, [due, used] = batch(
        {**DUE, "start": "2026-11-23T16:00:07+03:00"},
        {
            "op": "elapsed",
            "calendar": OFFICE,
            "from": "2026-11-23T16:00:07+03:00",
            "to": "2026-11-23T16:00:08.250+03:00",
        },
    )
    assert due["due"] == "2026-11-24T11:00:07+03:00"
    assert used["seconds"] == 1.25


def test_a_time_without_offset_is_local_to_the_calendar(batch: Any) -> None:
    berlin = {"tz": "Europe/Berlin", "always": True}
    _, [plain, skipped] = batch(
        {"calendar": berlin, "start": "2026-11-23T16:00", "target_min": 0},
        {"calendar": berlin, "start": "2026-03-29T02:30:30", "target_min": 0},
    )
    assert plain["due"] == "2026-11-23T16:00:00+01:00"
    assert skipped["due"] == "2026-03-29T03:00:00+02:00"


def test_what_is_missing_is_closed_and_a_closed_calendar_never_opens(batch: Any) -> None:
    code, answers = batch({**DUE, "calendar": {"tz": MOSCOW, "hours": {}}})
    assert answers == [{"id": None, "due": None, "state": "never_opens"}]
    assert code == 0


def test_a_pause_that_lasts_leaves_no_due_time(batch: Any) -> None:
    _, [answer] = batch({**DUE, "pauses": [["2026-11-23T17:00:00+03:00", None]]})
    assert (answer["due"], answer["state"]) == (None, "paused")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "batch.bad_json"),
        (b"[1]", "batch.bad_json"),
        (b'{"id": NaN}', "batch.bad_json"),
        (b"\xff\xfe", "batch.bad_json"),
        (b"[" * 100_000, "batch.bad_json"),
        ({**DUE, "op": "dew"}, "batch.bad_op"),
        ({**DUE, "op": []}, "batch.bad_op"),
        ({**DUE, "start": "yesterday"}, "batch.bad_field"),
        ({**DUE, "start": None}, "batch.bad_field"),
        ({**DUE, "target_min": "4h"}, "batch.bad_field"),
        ({**DUE, "target_min": True}, "batch.bad_field"),
        ({**DUE, "target_min": -1}, "batch.bad_field"),
        ({**DUE, "target_min": 1e300}, "calendar.out_of_range"),
        (
            {**DUE, "calendar": {"tz": "UTC", "always": True}, "target_min": 5e9},
            "calendar.out_of_range",
        ),
        ({**DUE, "start": "0001-01-01T00:00:00+03:00"}, "calendar.out_of_range"),
        ({**DUE, "pauses": [["2026-11-23T17:00:00+03:00"]]}, "batch.bad_field"),
        ({**DUE, "pauses": {}}, "batch.bad_field"),
        (
            {**DUE, "pauses": [["2026-11-24T17:00:00+03:00", "2026-11-23T17:00:00+03:00"]]},
            "batch.bad_field",
        ),
        ({**DUE, "calendar": None}, "calendar.bad_shape"),
        ({**DUE, "calendar": {"tz": "Mars"}}, "calendar.bad_zone"),
        (
            {**DUE, "calendar": {"tz": MOSCOW, "hours": {"mon": [["9", "25:00"]]}}},
            "calendar.bad_time",
        ),
        (
            {
                **DUE,
                "calendar": {
                    "tz": MOSCOW,
                    "hours": {"mon": [["09:00", "12:00"], ["11:00", "13:00"]]},
                },
            },
            "calendar.overlap",
        ),
        (
            {
                "op": "elapsed",
                "calendar": OFFICE,
                "from": "2026-11-24T11:00:00+03:00",
                "to": "2026-11-23T11:00:00+03:00",
            },
            "batch.bad_field",
        ),
    ],
)
def test_a_bad_line_is_told_and_the_run_goes_on(batch: Any, line: object, code: str) -> None:
    exit_code, [bad, good] = batch(line, {**DUE, "id": "after"})
    assert exit_code == 1
    assert bad["error"]["code"] == code
    assert bad["error"]["message"]
    assert good == {"id": "after", "due": "2026-11-24T11:00:00+03:00"}


def test_the_id_of_a_bad_line_comes_back(batch: Any) -> None:
    _, [answer] = batch({"id": 7})
    assert answer["id"] == 7


def test_blank_lines_and_a_byte_order_mark_are_skipped(batch: Any) -> None:
    code, answers = batch(b"\xef\xbb\xbf" + json.dumps(DUE).encode(), b"", b"  \r", DUE)
    assert code == 0
    assert len(answers) == 2


def test_standard_input_is_a_dash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(DUE).encode())))
    assert command("--batch", "-") == 0
    assert json.loads(capsys.readouterr().out)["due"] == "2026-11-24T11:00:00+03:00"


def test_thousands_of_calendars_in_one_run_are_normal(batch: Any) -> None:
    lines = [
        {**DUE, "id": n, "calendar": {**OFFICE, "exceptions": {f"{1000 + n}-01-01": []}}}
        for n in range(1_000)
    ]
    code, answers = batch(*lines)
    assert code == 0
    assert [each["id"] for each in answers] == list(range(1_000))


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        command("--batch", str(tmp_path / "none.jsonl"))
    assert refusal.value.code == "batch.unreadable"


def test_neither_qt_nor_a_database_is_imported() -> None:
    """In a process of its own: what the suite has imported does not count."""
    program = (
        "import sys, desktop.cli.sla as command\n"
        "heavy = {'PySide6', 'sqlalchemy', 'alembic', 'psycopg'} & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
