"""The desk: a service is imported and made when it is first asked for, once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

from desktop.services.desk import Desk
from desktop.services.lazy import Lazy

LIST_ONLY = """
import sys
from desktop.services.desk import open_desk
from desktop.services.rows import TicketQuery
desk = open_desk(sys.argv[1])
desk.tickets.page(TicketQuery())
desk.close()
print(*sys.modules)
"""
ONE_WRITE = """
import contextlib, datetime, sys
from sqlalchemy.exc import IntegrityError
from desktop.domain.ticket import MessageKind
from desktop.models.database import Database
from desktop.models.driver import make_engine
from desktop.models.draft import Draft
database = Database(make_engine(sys.argv[1]))
with contextlib.suppress(IntegrityError), database.write() as session:
    now = database.now(session)
    session.add(Draft(person_id=1, ticket_id=1, kind=MessageKind.NOTE, text="", updated_at=now))
database.close()
"""


def fresh(program: str, url: str) -> str:
    """Run `program` in a process that has imported nothing yet; return what it prints."""
    command = [sys.executable, "-c", program, url]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_service_is_kept(desk: Desk) -> None:
    assert desk.tickets is desk.tickets
    assert desk.alerts is desk.alerts


def test_threads_that_come_together_share_one_part() -> None:
    made: list[object] = []
    gate = Barrier(4)

    class Whole:
        @Lazy
        def part(self) -> object:
            made.append(object())
            return made[-1]

    whole = Whole()
    found: list[object] = []

    def ask() -> None:
        gate.wait()
        found.append(whole.part)

    threads = [Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(made) == 1
    assert found == made * 4


def test_list_of_tickets_loads_no_mail_and_no_keyring(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    fresh(LIST_ONLY, url)  # makes it, with all that takes

    loaded = fresh(LIST_ONLY, url).split()

    heavy = ("alembic", "desktop.mail.imap", "desktop.system.secrets", "imaplib", "keyring", "nh3")
    assert [name for name in loaded if name.startswith(heavy)] == []


def test_first_write_knows_every_table(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'desk.sqlite3'}"
    fresh(LIST_ONLY, url)

    fresh(ONE_WRITE, url)  # of a record that refers to tables of modules not imported
