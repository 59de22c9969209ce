"""Clocks of new tickets counted by arithmetic are what the engine makes of the same tickets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from sqlalchemy import delete

from desktop.domain.arrival_rules import ArrivalRule, Condition, Part
from desktop.domain.clock import ManualClock
from desktop.domain.errors import Refused
from desktop.domain.sla import Target
from desktop.domain.sla_presets import BUSINESS_HOURS, ROUND_THE_CLOCK
from desktop.domain.ticket import Priority
from desktop.mail.imap import FetchedMail
from desktop.mail.parse import parse_mail
from desktop.mail.parser_process import Outcome, ParserProcess
from desktop.models.sla import ClockRecord
from desktop.services import first_clocks
from desktop.services.clocks import read_histories
from desktop.services.desk import Desk
from desktop.services.imports import Imports
from tests.mail.mails import mail
from tests.services.random_histories import WEEKS, Life
from tests.services.test_unbroken_clocks import stored


class Here:
    """Parses in this process: a parser process takes longer to start than these tests."""

    def __enter__(self) -> Here:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing to end."""

    def parse_all(self, mails: Iterable[bytes]) -> Iterator[Outcome]:
        return map(parse_mail, mails)


class Arriving:
    """A desk to which mail comes, live and as history, while targets and hours are edited."""

    def __init__(self, desk: Desk, clock: ManualClock, seed: int, folder: Path) -> None:
        self.life = Life(desk, clock, Random(seed))
        self.tickets = self._asked = 0
        self._desk = desk
        self._clock = clock
        self._chance = self.life.chance
        self._folder = folder
        for priority in Priority:
            asked = Condition(Part.RECIPIENT, (f"{priority.value}@*",))
            desk.rules.add(self.life.by, ArrivalRule(priority.value, (asked,), priority))

    def round(self) -> None:
        """Edit a policy or the hours, take mail in, and compare the clocks of its tickets."""
        self._clock.advance(timedelta(seconds=self._chance.choice((1, 1_800, 20_000, 170_000))))
        self._chance.choice((self._edit_policy, self._edit_hours))()
        now = self._clock.now()
        for _ in range(3):
            self.life.mails += 1
            raw = self._mail(now)
            fetched = FetchedMail(self.life.mails, 7, now, len(raw), raw, oversize=False)
            self._desk.intake.store(self.life.mailbox_id, [fetched])
            (raw_id,) = self._desk.intake.pending()
            self._compare(self._desk.intake.apply(raw_id, parse_mail(raw)).tickets)
        folder = self._folder / str(self.life.mails)
        folder.mkdir()
        for number in range(12):
            ago = timedelta(seconds=self._chance.choice((60, 90_000, 5_000_000)))
            (folder / f"{number}.eml").write_bytes(self._mail(now - self._chance.random() * ago))
        self._compare(self._import(folder))

    def _import(self, folder: Path) -> frozenset[int]:
        desk, parser = self._desk, cast(type[ParserProcess], Here)
        imports = Imports(desk.database, desk.clocks, desk.policies, parser=parser)
        return imports.run([folder]).changes.tickets

    def _mail(self, at: datetime) -> bytes:
        """Return a new mail, by a machine now and then, or a later one of who wrote the last."""
        self.life.mails += 1
        number, more = self.life.mails, {}
        if self._chance.random() < 0.2:
            more["In_Reply_To"] = f"<{self._asked}@x.example>"
        else:
            self._asked = number
        if self._chance.random() < 0.2:
            more["Auto_Submitted"] = "auto-generated"
        return mail(
            f"text {number}",
            From=f"P <p{self._asked}@{('x', 'nord')[self._asked % 2]}.example>",
            To=f"{self._chance.choice(list(Priority)).value}@desk.example",
            Message_ID=f"<{number}@x.example>",
            Date=format_datetime(at),
            **more,
        )

    def _edit_policy(self) -> None:
        """Give a policy other targets and warnings; every fifth cell promises nothing."""
        policy = self._desk.policy_edits.one(self._chance.choice((1, 2))).policy
        rows = {key: self._target() for key in policy.rows if self._chance.random() < 0.8}
        thresholds = self._chance.choice(((50, 75, 90), (), (33, 99)))
        edited = replace(policy, rows=rows, thresholds=thresholds)
        with suppress(Refused):  # no new target may lie in a calendar without an hour
            self._desk.policy_edits.save(self.life.by, edited, recompute=False)

    def _edit_hours(self) -> None:
        """Give the business calendar another week; now and then one without an hour."""
        week = self._chance.choice((*WEEKS, ((),) * 7))
        spec = replace(self._desk.calendars.one(BUSINESS_HOURS).spec, weekly=week)
        self._desk.calendars.edit(self.life.by, BUSINESS_HOURS, spec, recompute=False)

    def _target(self) -> Target:
        days = self._chance.choice((None, None, 1, 4))
        return Target(
            self._chance.choice((BUSINESS_HOURS, ROUND_THE_CLOCK)),
            None if days else self._chance.choice((60, 480, 9_000)),
            days,
            out_of_hours_minutes=self._chance.choice((0, 45)),
            out_of_hours_wall=self._chance.random() < 0.5,
        )

    def _compare(self, tickets: Iterable[int]) -> None:
        """Let the engine judge these tickets anew from their events; then take that back."""
        numbers = sorted(tickets)
        with self._desk.database.write() as session:
            found = stored(session)
            with session.begin_nested() as point:
                session.execute(delete(ClockRecord).where(ClockRecord.ticket_id.in_(numbers)))
                self._desk.clocks.refresh(session, numbers, read_histories(session, numbers))
                assert stored(session) == found
                point.rollback()
        self.tickets += len(numbers)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The clocks that were stored without the engine."""
    found: list[dict[str, Any]] = []
    insert = first_clocks.insert_plain

    def noted(connection: Any, table: Any, names: Sequence[str], rows: Sequence[Any]) -> None:
        found.extend(dict(zip(names, row, strict=True)) for row in rows)
        insert(connection, table, tuple(names), list(rows))

    monkeypatch.setattr(first_clocks, "insert_plain", noted)
    return found


def test_new_tickets_get_the_clocks_of_the_engine_on_both_databases(
    desk: Desk, clock: ManualClock, tmp_path: Path, counted: list[dict[str, Any]]
) -> None:
    arriving = Arriving(desk, clock, 1, tmp_path)
    for _ in range(2):
        arriving.round()

    assert counted


@pytest.mark.parametrize("seed", range(4))
def test_new_tickets_get_the_clocks_of_the_engine(
    sqlite_desk: Desk,
    clock: ManualClock,
    tmp_path: Path,
    counted: list[dict[str, Any]],
    seed: int,
) -> None:
    arriving = Arriving(sqlite_desk, clock, seed, tmp_path)
    for _ in range(8):
        arriving.round()

    assert len(counted) > arriving.tickets / 2
    assert any(row["breached_at"] is not None for row in counted)
    assert any(row["warnings"] != "[]" for row in counted)
