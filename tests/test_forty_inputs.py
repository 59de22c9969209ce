"""Forty bad inputs, each with what becomes of it and what is said, in both languages.

The table is reliability.md section 4.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

import dev
from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor, Role, Source
from desktop.services.desk import Desk
from tests.forty import machine, reading, showing, talking
from tests.forty.bench import Bench, Row
from tests.services.mail_world import AnsweringDesk

ROWS: dict[int, Row] = {
    1: Row(reading.controls_in_a_name),
    2: Row(reading.bracketed_message_id),
    3: Row(
        reading.nobody_wrote_it,
        (
            "The letter names no sender.",
            "Nobody to send to: this ticket has no address. Add one to the To field.",
        ),
    ),
    4: Row(reading.endless_subject, ("The subject was longer and is cut.",)),
    5: Row(reading.crowd_of_recipients, ("{count} more recipients are not listed.",)),
    6: Row(reading.too_deep, ("Parts nested too deeply were left out.",)),
    7: Row(reading.too_many_parts, ("There were too many parts; some are left out.",)),
    8: Row(
        reading.oversize,
        ("This letter has {count}; only its beginning was read.", "Download now"),
    ),
    9: Row(reading.unknown_charset, ("The letters of the text are a guess.",)),
    10: Row(reading.unlabelled_russian),
    11: Row(reading.nested_tables, ("The formatting was too complex; this is the plain text.",)),
    12: Row(reading.endless_word, ("The text was longer and is cut.",)),
    13: Row(reading.endless_divs, ("The formatting was too complex; this is the plain text.",)),
    14: Row(
        reading.remote_picture,
        (
            "[remote image blocked]",
            "Remote images blocked: {count}. So nobody learns that this letter is read.",
        ),
    ),
    15: Row(reading.markup_in_a_subject),
    16: Row(
        showing.lying_link,
        ("This link says {claimed} but opens {host}: {address}", "Open", "Copy address"),
    ),
    17: Row(
        showing.other_schemes,
        ("This link is not opened: its address is not one for the web or mail.",),
    ),
    18: Row(showing.climbing_file, ("Saved: {path}",)),
    19: Row(
        showing.turned_round_name,
        (
            "“{name}” can run programs or show a false page when it is opened. Save it only if "
            "you expected it.",
        ),
    ),
    20: Row(showing.odd_names),
    21: Row(showing.bombs_are_kept_shut, ("[Picture too large to preview.]",)),
    22: Row(talking.vacation_reply, ("Out of office", "Automatic reply")),
    23: Row(talking.bounce_of_a_reply, ("Returned mail", "Not delivered: {reason}")),
    24: Row(
        talking.desks_that_acknowledge,
        ("Automatic replies to this address are paused for 24 h: two machines talk.",),
    ),
    25: Row(
        talking.guessed_number,
        (
            "The sender says that this is about #{number} {subject}.",
            "Merge",
            "Ignore",
        ),
    ),
    26: Row(talking.answer_after_two_years),
    27: Row(
        talking.crowd_in_cc,
        ("{address} is new on this ticket. Approve it with a click, or take it away.",),
    ),
    28: Row(talking.second_copy, ("A copy of a letter that is stored already.",)),
    29: Row(machine.odd_searches),
    30: Row(machine.pasted_search, ("Search text shortened",)),
    31: Row(
        machine.full_disk, ("The disk is full. Nothing was lost; free some space and try again.",)
    ),
    32: Row(
        machine.shared_folder,
        (
            "{path} is on a network or synchronised drive ({kind}), where a database can be "
            "damaged. Choose a local folder, or use PostgreSQL for sharing.",
        ),
    ),
    33: Row(
        machine.newer_database,
        (
            "This database was made by version {made_by}. Update the program to open it. "
            "Nothing was changed.",
        ),
    ),
    34: Row(machine.no_database, ("{path} is not a Duty Desk database. It was not changed.",)),
    35: Row(
        machine.damaged_database,
        (
            "A problem was found in the data file. Restore the last verified backup.",
            "Your last verified backup is from {when}.",
            "Restore the backup…",
            "Export what can be read…",
        ),
    ),
    36: Row(
        machine.wrong_password,
        (
            "The mail server refused the password for {address} three times. Fetching is paused "
            "so that the account is not locked. Gmail and Yandex need an app password.",
            "Enter password",
        ),
    ),
    37: Row(
        machine.insecure_server,
        (
            "The connection to {host} is not secure: its certificate has expired. The password "
            "was not sent.",
            "{host} offers no secure connection. The password was not sent.",
        ),
    ),
    38: Row(
        machine.no_keyring,
        ("no keyring here: they are asked for once a start", "How to install one"),
    ),
    39: Row(machine.bad_cells_and_times),
    40: Row(
        machine.clock_that_jumps,
        (
            "Computer clock changed by {count} d. Deadlines go on by the time that has really "
            "passed.",
            "The clock is right",
        ),
    ),
}


@pytest.fixture
def bench(sqlite_desk: Desk, clock: ManualClock, tmp_path: Path) -> Bench:
    created = sqlite_desk.people.add("Anna Kern", email="anna@desk.example", role=Role.AGENT)
    place = AnsweringDesk(sqlite_desk, clock, "support@desk.example")
    actor = Actor(created.created, Source.WINDOW)
    return Bench(sqlite_desk, clock, actor, tmp_path, place)


@pytest.fixture(scope="module")
def russian() -> dict[str, str]:
    """The Russian for each English text of the program; empty where it is missing."""
    root = ET.parse(dev.TRANSLATIONS / "dutydesk_ru.ts")
    return {
        message.findtext("source", ""): message.findtext("translation", "")
        for message in root.iter("message")
    }


def test_there_are_forty() -> None:
    assert list(ROWS) == list(range(1, 41))


@pytest.mark.parametrize("number", ROWS)
def test_input(qapp: QApplication, bench: Bench, number: int) -> None:
    ROWS[number].check(bench)


@pytest.mark.parametrize("number", ROWS)
def test_what_is_said_exists_in_both_languages(russian: dict[str, str], number: int) -> None:
    missing = [text for text in ROWS[number].texts if not russian.get(text)]
    assert missing == []
