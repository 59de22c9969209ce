"""The benchmarks' table: ratios, verdicts and layout."""

import pytest

from benchmarks.table import Row, Table, interleaved


@pytest.mark.parametrize(
    ("ours", "verdict"), [(1.2, "met"), (1.3, "met"), (2.0, "missed"), (2.7, "FAULT")]
)
def test_verdict_allows_a_noisy_machine_twice_the_goal(ours: float, verdict: str) -> None:
    row = Row("first page", ours=ours, limit=1.0, goal=1.3)
    assert row.verdict == verdict
    assert Table("lists", "ms", [row]).has_fault is (verdict == "FAULT")


def test_a_row_may_say_itself_what_is_a_fault() -> None:
    assert Row("mail", ours=1.9, limit=1.0, goal=1.5, fault=2).verdict == "missed"
    assert Row("mail", ours=2.1, limit=1.0, goal=1.5, fault=2).verdict == "FAULT"


def test_row_without_limit_makes_no_claim() -> None:
    row = Row("memory", ours=62)
    assert (row.ratio, row.verdict) == (None, "")


def test_table_is_markdown_with_straight_columns() -> None:
    rows = [
        Row("first page", ours=0.4, limit=0.2, goal=1.8, peer=86, is_quoted=True),
        Row("all", ours=1234.5),
    ]
    title, blank, *lines = str(Table("Lists", "ms", rows)).splitlines()
    assert (title, blank) == ("### Lists (ms)", "")
    assert len({len(line) for line in lines}) == 1
    assert [cell.strip() for cell in lines[2].split("|")[1:-1]] == [
        "first page",
        "0.4",
        "86 (quoted)",
        "0.2",
        "2.00x",
        "1.8x",
        "missed",
    ]


def test_runs_take_turns() -> None:
    order: list[str] = []
    seconds = interleaved(
        {"ours": lambda: order.append("ours"), "limit": lambda: order.append("limit")}, rounds=2
    )
    assert order == ["ours", "limit", "ours", "limit"]
    assert set(seconds) == {"ours", "limit"}
