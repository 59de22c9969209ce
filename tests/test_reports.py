"""Reports of tests travel between processes whatever text they hold."""

from tests.reports import escaped


def test_lone_surrogates_are_escaped_at_any_depth() -> None:
    report = {"sections": [("log", "name \udcff.eml")], "duration": 0.5, "when": "call"}
    assert escaped(report) == {
        "sections": [("log", "name \\udcff.eml")],
        "duration": 0.5,
        "when": "call",
    }
