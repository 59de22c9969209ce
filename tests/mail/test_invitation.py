"""Invitations as text: when, where and who, from any calendar's file."""

from __future__ import annotations

import time

import pytest

from desktop.mail.invitation import invitation_text


def event(*lines: str, method: str = "REQUEST") -> str:
    head = ["BEGIN:VCALENDAR", f"METHOD:{method}", "BEGIN:VEVENT"]
    return "\r\n".join([*head, *lines, "END:VEVENT", "END:VCALENDAR"])


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["SUMMARY:Call", "DTSTART:20260302T070000Z"], "Call\n2026-03-02 07:00 (UTC)"),
        (["DTSTART;VALUE=DATE:20260302"], "2026-03-02"),
        (["DTSTART:20260302T100000", "DURATION:PT1H30M"], "2026-03-02 10:00 – 11:30"),
        (
            ["DTSTART:20260302T230000", "DTEND:20260303T010000"],
            "2026-03-02 23:00 – 2026-03-03 01:00",
        ),
        (["SUMMARY:a\\, b\\nc", "LOCATION:Room\\; 5"], "a, b\nc\nRoom; 5"),
        (["SUMMARY:cut in", "  two"], "cut in two"),
        (
            ['ATTENDEE;CN="Kern, Anna";ROLE=X:mailto:a@b.example', "ATTENDEE:mailto:c@d.example"],
            "Kern, Anna <a@b.example>, c@d.example",
        ),
        (["BEGIN:VALARM", "DESCRIPTION:ring", "END:VALARM", "SUMMARY:x"], "x"),
        (["DTSTART:99999999T999999", "DTEND:x", "DURATION:y"], ""),
        (["DTSTART:99991231T230000", "DURATION:P9999W"], "9999-12-31 23:00"),
    ],
)
def test_meeting(lines: list[str], text: str) -> None:
    assert invitation_text(event(*lines)) == text


ANNA = "ATTENDEE;CN=Anna;PARTSTAT={said}:mailto:a@b.example"


@pytest.mark.parametrize(
    ("method", "lines", "text"),
    [
        ("CANCEL", ["SUMMARY:Call"], "✗ Call"),
        ("REQUEST", ["SUMMARY:Call", "STATUS:CANCELLED"], "✗ Call"),
        ("REQUEST", ["SUMMARY:Call", "STATUS:CONFIRMED"], "Call"),
        ("REPLY", ["SUMMARY:Call", ANNA.format(said="ACCEPTED")], "Call\n✓ Anna <a@b.example>"),
        ("REPLY", ["SUMMARY:Call", ANNA.format(said="DECLINED")], "Call\n✗ Anna <a@b.example>"),
        ("REPLY", ["SUMMARY:Call", ANNA.format(said="TENTATIVE")], "Call\n? Anna <a@b.example>"),
        ("REQUEST", [ANNA.format(said="NEEDS-ACTION")], "Anna <a@b.example>"),
        ("REQUEST", ["DTSTART:20260302T100000", "RRULE:FREQ=WEEKLY"], "2026-03-02 10:00 ↻"),
    ],
)
def test_what_became_of_a_meeting_is_a_mark(method: str, lines: list[str], text: str) -> None:
    assert invitation_text(event(*lines, method=method)) == text


@pytest.mark.parametrize("source", ["", "BEGIN", "BEGIN:VEVENT\nSUMMARY:x", "hello\n:x\n;;:"])
def test_what_is_no_whole_meeting_gives_nothing(source: str) -> None:
    assert invitation_text(source) == ""


@pytest.mark.parametrize(
    "piece", ["BEGIN:VEVENT\n", "ATTENDEE" + ";A=b" * 50 + "\n", 'X;A="', "\n x"]
)
def test_cost_is_linear(piece: str) -> None:
    start = time.perf_counter()
    invitation_text("BEGIN:VEVENT\n" + piece * (1_000_000 // len(piece)))
    assert time.perf_counter() - start < 2
