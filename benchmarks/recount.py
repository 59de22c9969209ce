"""Edits of a calendar and of a policy that move 10,000 deadlines of open tickets.

Each is the whole command in its one transaction: events, clocks, alarms, list columns and commit.
The peer is the same edit judged ticket by ticket from its events. Times are the processor's.
"""

from __future__ import annotations

import gc
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time
from unittest.mock import patch

from sqlalchemy import delete, insert

from benchmarks.seed import NOW
from benchmarks.table import Row, Table, interleaved
from desktop.domain.changes import Undo
from desktop.domain.clock import ManualClock
from desktop.domain.sla import ClockKind, EventKind, Target
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import PRIORITY_RANK, Actor, Channel, Priority, Source, Status
from desktop.domain.worktime import Interval
from desktop.models.base import FAR_FUTURE
from desktop.models.ticket import Event, Ticket
from desktop.services import unbroken_rows
from desktop.services.desk import Desk, open_desk

DEADLINES = 10_000
FIRST = 1_001
TICKETS = DEADLINES // 2  # each has a first response and a solution to come
GOAL_MS = 150
ROUNDS = 5
BY = Actor(None, Source.WINDOW)


def measure() -> Table:
    """Return milliseconds of an edit."""
    with TemporaryDirectory() as folder:
        clock = ManualClock(NOW)
        desk = open_desk(f"sqlite:///{Path(folder) / 'desk.sqlite3'}", clock=clock, zone="UTC")
        _fill(desk)
        edits = Edits(desk, clock)
        gc.disable()  # as the program does on the lanes that work (ui/collector.py)
        seconds = interleaved(
            {
                "young": edits.forget,
                "calendar": edits.calendar,
                "policy": edits.policy,
                "undo": edits.take_back_policy,
                "preview": edits.preview,
                "written": edits.written_only,
            },
            rounds=ROUNDS,
            clock=process_time,
        )
        seconds |= interleaved({"judged": edits.calendar_by_the_engine}, 1, process_time)
        gc.enable()
        desk.close()
    ms = {name: 1e3 * each for name, each in seconds.items()}
    goal = f"the {GOAL_MS} ms of the goal"
    return Table(
        f"Edits that move {DEADLINES:,} deadlines",
        "ms",
        [
            Row(f"a calendar's hours | {goal}", ms["calendar"], GOAL_MS, 1, peer=ms["judged"]),
            Row(f"a policy's targets | {goal}", ms["policy"], GOAL_MS, 1),
            Row(f"that taken back | {goal}", ms["undo"], GOAL_MS, 1),
            Row(f"the look at a calendar's before | {goal}", ms["preview"], GOAL_MS, 1),
            Row("a calendar's hours | its rows written raw", ms["calendar"], ms["written"]),
        ],
    )


def _fill(desk: Desk) -> None:
    """Store open tickets of one morning, each with the message that it came with."""
    numbers = range(FIRST, FIRST + TICKETS)
    with desk.database.write() as session:
        session.execute(insert(Ticket), [_ticket(number) for number in numbers])
        session.execute(insert(Event), [row for number in numbers for row in _events(number)])
    desk.clocks.rebuild()


def _ticket(number: int) -> dict[str, object]:
    at = NOW - timedelta(seconds=number % 1_700)
    return {
        "id": number,
        "subject": "Printer",
        "status": Status.NEW,
        "priority": Priority.NORMAL,
        "priority_rank": PRIORITY_RANK[Priority.NORMAL],
        "channel": Channel.MAIL,
        "policy_id": 1,
        "created_at": at,
        "updated_at": at,
        "alerts_from": at,
        "next_due_at": FAR_FUTURE,
    }


def _events(number: int) -> Iterable[dict[str, object]]:
    at = NOW - timedelta(seconds=number % 1_700)
    created = {"priority": "normal", "status": "new", "assignee": None, "policy": 1}
    for kind, data in ((EventKind.CREATED, created), (EventKind.CUSTOMER_MESSAGE, {})):
        yield {
            "ticket_id": number,
            "at": at,
            "kind": kind.value,
            "source": Source.MAIL.value,
            "data": json.dumps(data),
        }


class Edits:
    """The commands, each with other hours or targets than the one before."""

    def __init__(self, desk: Desk, clock: ManualClock) -> None:
        self._desk = desk
        self._clock = clock
        self._hours = cycle((8, 9, 10, 11, 12))
        self._spec = desk.calendars.one(BUSINESS_HOURS).spec
        self._policy = desk.policy_edits.one(1).policy
        self._undo: Undo | None = None

    def forget(self) -> None:
        """Take the events of former rounds away, so that histories are as long in each."""
        with self._desk.database.write() as session:
            session.execute(delete(Event).where(Event.kind.in_(("policy_changed", "undone"))))

    def calendar(self) -> None:
        """Let the hours begin at another time."""
        hour = next(self._hours)
        day = (Interval(hour * 60, (hour + 9) * 60),)
        spec = replace(self._spec, weekly=(day,) * 5 + ((),) * 2)
        self._clock.advance(timedelta(seconds=1))
        self._desk.calendars.edit(BY, BUSINESS_HOURS, spec, recompute=True)
        self._spec = replace(spec, version=spec.version + 1)

    def preview(self) -> None:
        """Look at what other hours would move."""
        day = (Interval(7 * 60, 18 * 60),)
        spec = replace(self._spec, weekly=(day,) * 5 + ((),) * 2)
        moves = self._desk.calendars.preview(BUSINESS_HOURS, spec)
        assert moves.tickets == TICKETS

    def policy(self) -> None:
        """Give both clocks other targets."""
        hours = next(self._hours)
        rows = {
            **self._policy.rows,
            (Priority.NORMAL, ClockKind.FIRST_RESPONSE): Target(BUSINESS_HOURS, 41 * hours),
            (Priority.NORMAL, ClockKind.SOLUTION): Target(BUSINESS_HOURS, 190 * hours),
        }
        policy = replace(self._policy, rows=rows)
        self._clock.advance(timedelta(seconds=1))
        self._undo = self._desk.policy_edits.save(BY, policy, recompute=True).undo

    def take_back_policy(self) -> None:
        """Undo that, which makes its version the newest no more."""
        assert self._undo is not None
        self._clock.advance(timedelta(seconds=1))
        self._desk.undo.undo(BY, self._undo)

    def calendar_by_the_engine(self) -> None:
        """Do as `calendar`, with each ticket judged from its events."""
        with patch.object(unbroken_rows, "recount", lambda _session, numbers, *_: (numbers, {})):
            self.calendar()

    def written_only(self) -> None:
        """Write the same rows, known before, in one transaction."""
        with self._desk.database.write() as session:
            run = session.connection().exec_driver_sql
            second = 1_000_000
            ids = range(1, DEADLINES + 1)
            numbers = range(FIRST, FIRST + TICKETS)
            run(
                "UPDATE clock SET target_seconds = 14400, calendar_version = 1, due_version = 1,"
                " due_at = due_at + ?, next_warn_at = next_warn_at + ? WHERE id = ?",
                [(second, second, each) for each in ids],
            )
            run(
                "UPDATE ticket SET next_due_at = next_due_at + ? WHERE id = ?",
                [(second, number) for number in numbers],
            )
            run(
                "INSERT INTO event (ticket_id, at, kind, source, data) VALUES (?, 1, ?, ?, ?)",
                [(number, "note", "window", "{}") for number in numbers],
            )


if __name__ == "__main__":
    print(measure())
