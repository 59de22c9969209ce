"""A big desk of made-up work: 5 % of the tickets open, two messages each, Russian and English.

`python -m benchmarks.seed --tickets N --out FILE` writes one; the other benchmarks make theirs in
the temporary folder and find it there the next time. `--full` means 1,000,000 tickets.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice, product
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Priority
from desktop.mail.words import stems_of
from desktop.models.base import FAR_FUTURE, to_microseconds
from desktop.models.database import SCHEMA
from desktop.services.desk import open_desk

SMALL, FULL = 100_000, 1_000_000
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FIRST_NUMBER = 1_001
MESSAGES_A_TICKET = (1, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 2)
OPEN_SHARE = 0.05
ORGANISATIONS, REQUESTERS, PEOPLE = 500, 20_000, 20
_CHUNK = 20_000
_SECOND = 1_000_000
_NOW = to_microseconds(NOW)
_NEVER = to_microseconds(FAR_FUTURE)
_YEARS = 3 * 365 * 86_400 * _SECOND
_OPEN_STATUS = (*("new",) * 5, *("open",) * 8, *("waiting_customer",) * 4, "deferred", "returned")
_COMMON_WORDS = (
    "принтер отчёт сервер оплата договор вход ошибка письмо счёт заказ обновление пароль доступ"
    " клиент касса выгрузка импорт договорённость печать настройка invoice printer login report"
    " server payment update password access customer export import backup deadline network mail"
)

_LETTERS = (("бвгдклмнпрст", "аеиоуы"), ("bdfgklmnprst", "aeiouy"))
RARE_WORDS = 7_000

Row = Sequence[Any]


def size_wanted() -> int:
    """Return how many tickets this run is about."""
    return FULL if "--full" in sys.argv else SMALL


def seeded(tickets: int | None = None) -> Path:
    """Return the database of so many tickets, made now unless an earlier run left it."""
    count = tickets or size_wanted()
    path = Path(tempfile.gettempdir()) / f"dutydesk-bench-{SCHEMA}-{count}.sqlite3"
    if not path.exists():
        write(path, count)
    return path


def write(path: Path, tickets: int) -> None:
    """Write a new database file; it is there whole or not at all."""
    half = path.with_suffix(f".{os.getpid()}.half")
    desk = open_desk(f"sqlite:///{half}", clock=ManualClock(NOW), zone="Europe/Moscow")
    engine = desk.database.engine
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA synchronous=OFF")
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        connection.exec_driver_sql("BEGIN")
        Seed(connection, tickets).write()
        connection.commit()
    desk.close()
    half.replace(path)
    half.with_name(half.name + ".lock").unlink()


class Seed:
    """Writes the rows of one database, table after table, the same for the same size."""

    def __init__(self, connection: Connection, tickets: int) -> None:
        self._connection = connection
        self._tickets = tickets
        self._dice = random.Random(tickets)
        self._stems = _vocabulary()
        self._words = list(self._stems)
        self._policy = connection.exec_driver_sql("SELECT min(id) FROM policy").scalar_one()

    def write(self) -> None:
        """Write everything; no statistics for the planner, for the program collects none."""
        self._people()
        self._all("ticket", TICKET, self._ticket_rows())
        self._all("clock", CLOCK, self._clock_rows())
        self._all("event", EVENT, self._event_rows())
        self._messages()
        for name, last in (("ticket", self._last), ("message", 2 * self._tickets + 1)):
            self._connection.exec_driver_sql(
                "UPDATE counter SET value = ? WHERE name = ?", (last, name)
            )

    @property
    def _last(self) -> int:
        return FIRST_NUMBER + self._tickets - 1

    def _people(self) -> None:
        self._all(
            "organisation",
            "id name is_vip",
            ((n, f"Organisation {n}", n % 50 == 0) for n in range(1, ORGANISATIONS + 1)),
        )
        self._all(
            "requester",
            "id email name phone organisation_id",
            (
                (n, f"person{n}@org{n % ORGANISATIONS}.example", f"Person {n}", "", 1 + n % 500)
                for n in range(1, REQUESTERS + 1)
            ),
        )
        self._all(
            "person",
            "id name initials email role is_active version",
            ((n, f"Agent {n}", f"A{n}", "", "agent", 1, 1) for n in range(1, PEOPLE + 1)),
        )

    def _ticket_rows(self) -> Iterator[Row]:
        dice = self._dice
        ranks = {priority: rank for rank, priority in enumerate(reversed(list(Priority)))}
        priorities = list(Priority)
        for position in range(self._tickets):
            number = FIRST_NUMBER + position
            created = _NOW - _YEARS + position * (_YEARS // self._tickets)
            is_open = dice.random() < OPEN_SHARE
            status = dice.choice(_OPEN_STATUS) if is_open else "solved"
            priority = priorities[dice.randrange(4)]
            ends = min(_NOW, created + dice.randrange(86_400 * 5) * _SECOND)
            due = _NOW + dice.randrange(-86_400, 86_400 * 7) * _SECOND if is_open else _NEVER
            requester = 1 + dice.randrange(REQUESTERS)
            yield (
                number,
                " ".join(self._some(4)),
                status,
                priority.value,
                ranks[priority],
                "mail",
                requester,
                1 + requester % 500,
                None if dice.random() < 0.2 else 1 + dice.randrange(PEOPLE),
                self._policy,
                created,
                ends,
                None if is_open else ends,
                created,
                due,
                "first_response" if is_open else None,
                3600,
                "running" if is_open else "met",
                is_open,
                is_open and status in ("new", "open", "returned"),
                False,
                is_open and status == "new",
                MESSAGES_A_TICKET[position % 20],
                *(0, 0, 0, 0, 1),
            )

    def _clock_rows(self) -> Iterator[Row]:
        rows = self._connection.exec_driver_sql(
            "SELECT id, created_at, next_due_at, is_open FROM ticket ORDER BY id"
        )
        for number, created, due, is_open in rows:
            for kind, spent in (("first_response", 1800), ("solution", 7200)):
                target = 2 * spent
                yield (
                    number,
                    kind,
                    1,
                    created,
                    due if is_open else created + target * _SECOND,
                    1,
                    None if is_open else created + spent * _SECOND,
                    target,
                    0 if is_open else spent,
                    0 if is_open else spent,
                    0,
                    "running" if is_open else "met",
                    self._policy,
                    1,
                    "{}",
                    "[]",
                    due if is_open else _NEVER,
                )

    def _event_rows(self) -> Iterator[Row]:
        data = json.dumps({"priority": "normal", "status": "new", "assignee": None})
        rows = self._connection.exec_driver_sql("SELECT id, created_at FROM ticket ORDER BY id")
        for number, created in rows:
            yield (number, created, "created", "mail", data)

    def _messages(self) -> None:
        texts = self._message_rows()
        statement = "INSERT INTO message_fts (rowid, words) VALUES (?, ?)"
        while some := list(islice(texts, _CHUNK)):
            _execute(self._connection, "message", MESSAGE, [row for row, _ in some])
            self._connection.exec_driver_sql(statement, [words for _, words in some])

    def _message_rows(self) -> Iterator[tuple[Row, Row]]:
        rows = self._connection.exec_driver_sql(
            "SELECT id, subject, created_at, requester_id, message_count FROM ticket ORDER BY id"
        )
        message = 0
        for number, subject, created, requester, count in rows:
            for position in range(count):
                message += 1
                words = [*subject.split(" "), *self._some(12)]
                stems = " ".join(filter(None, (self._stems[word] for word in words)))
                row = (
                    message,
                    number,
                    "public",
                    position == 0,
                    created + position * 1800 * _SECOND,
                    requester,
                    *(f"Person {requester}", f"person{requester}@org.example", "{}"),
                    subject,
                    " ".join(words),
                    *(f"<{message}@bench.example>", "human", "[]"),
                )
                yield row, (message, f"{' '.join(words).lower().replace('ё', 'е')} {stems}")

    def _some(self, count: int) -> list[str]:
        """Return words as a language has them: few common, most rare."""
        words, dice = self._words, self._dice
        return [words[int(len(words) * dice.random() ** 2)] for _ in range(count)]

    def _all(self, table: str, columns: str, rows: Iterable[Row]) -> None:
        source = iter(rows)
        while some := list(islice(source, _CHUNK)):
            _execute(self._connection, table, columns, some)


TICKET = (
    "id subject status priority priority_rank channel requester_id organisation_id assignee_id"
    " policy_id created_at updated_at solved_at alerts_from next_due_at next_due_kind"
    " next_due_target_seconds sla_result is_open needs_action delivery_failed is_unread"
    " message_count attachment_count reopen_count deferred_count returned_count version"
)
CLOCK = (
    "ticket_id kind round started_at due_at due_version stopped_at target_seconds used_seconds"
    " wall_seconds paused_seconds result policy_id policy_version holders warnings next_warn_at"
)
EVENT = "ticket_id at kind source data"
MESSAGE = (
    "id ticket_id kind is_incoming at requester_id from_name from_email recipients subject text"
    " message_id mail_class notes"
)


def _vocabulary() -> dict[str, str]:
    """Return words, and the stem of each where it differs, as the search index wants them.

    After the common ones come made-up words of two or three syllables, half of them Cyrillic:
    as in a language, few begin alike.
    """
    cyrillic, latin = ([c + v for c in cs for v in vs] for cs, vs in _LETTERS)
    words = [*_COMMON_WORDS.split(), *_pairs(cyrillic, latin)]
    plain = [word.replace("ё", "е") for word in words]
    pairs = zip(words, plain, stems_of(plain), strict=True)
    return {word: stem if stem != bare else "" for word, bare, stem in pairs}


def _pairs(*alphabets: list[str]) -> Iterator[str]:
    """Yield words of both alphabets in turn."""
    for first, second in islice(product(*[range(len(alphabets[0]))] * 2), RARE_WORDS // 2):
        for syllables in alphabets:
            yield syllables[first] + syllables[second] + syllables[(first * 7 + second) % 50]


def _execute(connection: Connection, table: str, columns: str, rows: Sequence[Row]) -> None:
    names = columns.split()
    marks = ", ".join("?" * len(names))
    connection.exec_driver_sql(
        f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", [tuple(r) for r in rows]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tickets", type=int, default=SMALL)
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("bench.sqlite3"))
    arguments = parser.parse_args()
    write(arguments.out, FULL if arguments.full else arguments.tickets)
    print(f"{arguments.out}: {arguments.out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
