"""T-KILL-UI: a program killed while somebody types loses two seconds of it at the most."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys

import pytest
from sqlalchemy import text

from desktop.domain.ticket import Actor, Source
from desktop.models.mail import Mailbox, MailboxKind
from desktop.services.desk import open_desk
from desktop.services.tickets import ManualTicket
from desktop.ui.tickets.writing import DRAFT_MS
from tests.crash.draft_victim import KEY_MS

SEED = int.from_bytes(os.urandom(4))
KILLS = 3
LONG_KILLS = 30
LATEST = DRAFT_MS // KEY_MS
WRITE = 75
"""Keys pressed while one draft is written, where others keep both cores and the disk busy."""


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_killed_window_loses_two_seconds_of_typing_at_most(database_url: str, kills: int) -> None:
    chance = random.Random(SEED)
    desk = open_desk(database_url, zone="Europe/Moscow")
    person = desk.people.add("Anna Kern").created
    assert person is not None
    by = Actor(person, Source.WINDOW)
    with desk.database.write() as session:
        session.add(
            Mailbox(
                kind=MailboxKind.IMAP, name="Support", address="help@desk.example", smtp_host="x"
            )
        )
    losses = []
    for _ in range(kills):
        manual = ManualTicket("Printer", "Smokes", requester_email="it@nord.example")
        ticket_id = desk.tickets.create(by, manual).created
        assert ticket_id is not None
        after = chance.randint(LATEST + WRITE, LATEST * 5 // 2)
        typed = kill_one(database_url, ticket_id, person, after)
        (draft,) = desk.tickets.detail(ticket_id, person).drafts
        words = draft.text.split()
        assert words == [f"слово{number}" for number in range(1, len(words) + 1)]
        assert draft.cc == (("", "boss@nord.example"),)
        assert draft.approved == {"boss@nord.example"}
        assert draft.cursor == len(draft.text)
        assert [file.content for file in desk.drafts.files(draft.id)] == [b"log"]
        losses.append(typed - len(words))
    with desk.database.read() as session:
        assert session.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    desk.close()
    most = max(losses)
    print(f"seed {SEED}: {kills} kills, {most} keys lost at most, one a {KEY_MS} ms")  # noqa: T201
    assert most <= LATEST + WRITE
    assert most > 0, "nothing was ever lost: the kills came too late to prove anything"


def kill_one(url: str, ticket_id: int, person: int, after: int) -> int:
    """Let somebody press `after` keys, kill the program, and return how many they were at last.

    Keys are the measure of time: where the machine is too busy for the program, it gets
    fewer of them too, and never more than one in `KEY_MS`.
    """
    command = [sys.executable, "-m", "tests.crash.draft_victim", url, str(ticket_id), str(person)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as victim:
        assert victim.stdout is not None
        for _ in range(after):
            assert victim.stdout.readline(), "the victim died by itself"
        victim.send_signal(signal.SIGKILL)
        return after + len(victim.stdout.readlines())
