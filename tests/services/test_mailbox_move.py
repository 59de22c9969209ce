"""A mailbox that moves to another folder or server, and a mail that the records refuse."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from desktop.domain.clock import ManualClock
from desktop.domain.ticket import Actor
from desktop.mail.imap import FetchedMail
from desktop.mail.parse import parse_mail
from desktop.mail.parser_process import ParserProcess
from desktop.models.mail import RawMail, RawState
from desktop.services.desk import Desk
from desktop.services.intake import Intake
from desktop.services.mailboxes import Mailboxes
from desktop.services.rows import TicketQuery, View
from desktop.system.secrets import KeyringSecrets
from tests.services.mail_rig import VALUES


def fetched(uid: int, text: str, clock: ManualClock) -> FetchedMail:
    raw = f"From: ira@nord.example\nMessage-ID: <{text}@nord.example>\nSubject: {text}\n\nHelp\n"
    data = raw.encode()
    return FetchedMail(
        uid=uid, uidvalidity=1, internaldate=clock.now(), size=len(data), raw=data, oversize=False
    )


@pytest.fixture
def mailboxes(desk: Desk) -> Mailboxes:
    return Mailboxes(desk.database, KeyringSecrets("tests", find=lambda: None))


def test_another_server_with_the_same_uidvalidity_is_read_from_its_first_mail(
    desk: Desk, mailboxes: Mailboxes, anna: Actor, clock: ManualClock
) -> None:
    mailbox = mailboxes.add(anna, VALUES, "x").created
    assert mailbox is not None
    desk.intake.store(mailbox, [fetched(1, "old", clock)])

    for version, folder in enumerate(("Second", "Third"), 1):
        row = mailboxes.get(mailbox)
        moved = replace(VALUES, folder=folder)
        mailboxes.edit(anna, mailbox, moved, version=row.version)
        assert desk.intake.store(mailbox, [fetched(1, f"new {version}", clock)]) == 1

    with desk.database.read() as session:
        states = session.execute(select(RawMail.uidvalidity, RawMail.state)).all()
    assert sorted(uidvalidity > 0 for uidvalidity, _ in states) == [False, False, True]
    assert {state for _, state in states} == {RawState.STORED}


class Reader:
    """Parses in this process: what the records do with the result is what is tested."""

    def parse_all(self, mails: object) -> object:
        return [parse_mail(raw) for raw in mails]  # type: ignore[attr-defined]


def test_a_mail_the_records_refuse_is_set_aside_and_the_next_arrives(
    desk: Desk,
    mailboxes: Mailboxes,
    anna: Actor,
    clock: ManualClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mailbox = mailboxes.add(anna, VALUES, "x").created
    assert mailbox is not None
    desk.intake.store(mailbox, [fetched(n, f"mail {n}", clock) for n in (1, 2, 3)])
    apply = Intake.apply

    def refuse_second(intake: Intake, raw_id: int, outcome: object) -> object:
        if getattr(outcome, "subject", "") == "mail 2":
            raise ValueError("a text no database holds")
        return apply(intake, raw_id, outcome)  # type: ignore[arg-type]

    monkeypatch.setattr(Intake, "apply", refuse_second)
    reader: ParserProcess = Reader()  # type: ignore[assignment]
    desk.intake.work(reader)

    rows = desk.tickets.page(TicketQuery(View.EVERYTHING)).rows
    assert sorted(row.subject for row in rows) == ["Unreadable message", "mail 1", "mail 3"]
    assert desk.intake.pending() == ()
