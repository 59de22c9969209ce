"""Imports: everything becomes a ticket once, is history, and alarms nobody."""

from __future__ import annotations

import csv
import tarfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from desktop.domain.ticket import Channel, Source
from desktop.models.alert import Alert
from desktop.models.base import FAR_FUTURE
from desktop.models.mail import Message, RawMail, RawState
from desktop.models.outbox import Outbox
from desktop.models.people import Organisation
from desktop.models.sla import ClockRecord
from desktop.models.ticket import Event, Ticket
from desktop.services.desk import Desk
from desktop.services.imports import ImportReport, Imports
from tests.mail.mails import mail
from tests.mail.test_parser_process import wicked

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
real_data = pytest.mark.skipif(not DATA.is_dir(), reason=f"no real mail in {DATA.name}")


def written(folder: Path, *bodies: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    for number, body in enumerate(bodies):
        (folder / f"{number:04}.eml").write_bytes(body)
    return folder


def numbered(number: int, **headers: str) -> bytes:
    fields = {"From": f"P{number} <p{number}@x.example>", "Message_ID": f"<{number}@x.example>"}
    return mail(f"text {number}", **(fields | headers))


def count(desk: Desk, table: type) -> int:
    with desk.database.read() as session:
        return session.execute(select(func.count()).select_from(table)).scalar_one()


def counts(report: ImportReport) -> tuple[int, int, int, int, int]:
    return (
        report.found,
        report.imported,
        report.already_there,
        report.quarantined,
        len(report.failed),
    )


def test_a_second_run_adds_nothing(desk: Desk, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", *(numbered(n) for n in range(5)), b"\x89PNG\0")
    assert counts(desk.imports.run([folder])) == (5, 5, 0, 0, 1)
    assert counts(desk.imports.run([folder])) == (5, 0, 5, 0, 1)
    assert count(desk, Ticket) == count(desk, Message) == count(desk, RawMail) == 5


def test_the_same_mail_twice_in_one_run_is_one_ticket(desk: Desk, tmp_path: Path) -> None:
    folder = written(tmp_path / "in", numbered(1), numbered(1))
    assert counts(desk.imports.run([folder, folder])) == (4, 1, 3, 0, 0)


def test_imported_mail_is_history(desk: Desk, tmp_path: Path) -> None:
    desk.imports.run([written(tmp_path / "in", numbered(1))])
    with desk.database.read() as session:
        ticket = session.scalars(select(Ticket)).one()
        clocks = session.scalars(select(ClockRecord)).all()
        event = session.scalars(select(Event)).one()
        assert ticket.alerts_from is None
        assert ticket.channel is Channel.IMPORT
        assert event.source == Source.IMPORT.value
        assert {clock.kind for clock in clocks} == {"first_response", "solution"}
        assert all(clock.due_at < FAR_FUTURE for clock in clocks)
        assert all(clock.next_warn_at == FAR_FUTURE and clock.warnings == [] for clock in clocks)
        assert ticket.next_due_kind == "first_response"
    assert count(desk, Alert) == count(desk, Outbox) == 0


def test_replies_of_the_same_person_join_the_ticket_also_inside_one_batch(
    desk: Desk, tmp_path: Path
) -> None:
    anna = "Anna <anna@x.example>"
    folder = written(
        tmp_path / "in",
        numbered(1, From=anna),
        numbered(2, From=anna, In_Reply_To="<1@x.example>"),
        numbered(3, From=anna, References="<gone@x> <2@x.example>"),
        numbered(4, From="Stranger <s@y.example>", In_Reply_To="<1@x.example>"),
        numbered(5, From=anna),
    )
    desk.imports.run([folder])
    with desk.database.read() as session:
        tickets = session.scalars(select(Ticket).order_by(Ticket.id)).all()
        assert [ticket.message_count for ticket in tickets] == [3, 1, 1]
        assert [ticket.claims_ticket_id for ticket in tickets] == [None, tickets[0].id, None]
        numbers = [ticket.id for ticket in tickets]
    assert numbers == list(range(numbers[0], numbers[0] + 3))
    next_number = desk.imports.run([written(tmp_path / "more", numbered(6))]).changes.tickets
    assert next_number == {numbers[-1] + 1}


def test_automatic_mail_makes_a_ticket_without_clocks(desk: Desk, tmp_path: Path) -> None:
    desk.imports.run([written(tmp_path / "in", numbered(1, Auto_Submitted="auto-generated"))])
    assert count(desk, Ticket) == 1
    assert count(desk, ClockRecord) == 0


def test_mail_that_kills_the_parser_is_quarantined_and_the_rest_arrives(
    desk: Desk, tmp_path: Path
) -> None:
    bodies = [mail("CRASH"), *(numbered(n) for n in range(4)), mail("RAISE", Subject="x")]
    imports = Imports(desk.database, desk.clocks, desk.policies, parser=wicked)
    folder = written(tmp_path / "in", *bodies)
    assert counts(imports.run([folder])) == (6, 6, 0, 2, 0)
    with desk.database.read() as session:
        bad = session.scalars(select(Message).where(Message.badge == "quarantined")).all()
        assert {message.subject for message in bad} == {"Unreadable message"}
        raws = session.scalars(select(RawMail).where(RawMail.state == RawState.QUARANTINED)).all()
        assert {raw.body for raw in raws} == {bodies[0], bodies[5]}
        assert {raw.error for raw in raws} == {"crash"}
    assert counts(imports.run([folder])) == (6, 0, 6, 0, 0)


def test_a_cancelled_import_keeps_what_is_committed_and_goes_on_later(
    sqlite_desk: Desk, tmp_path: Path
) -> None:
    folder = written(tmp_path / "in", *(numbered(n) for n in range(250)))
    seen: list[ImportReport] = []
    report = sqlite_desk.imports.run(
        [folder], progress=seen.append, cancelled=lambda: bool(seen and seen[-1].imported >= 20)
    )
    assert 20 <= report.imported < 250
    assert count(sqlite_desk, Ticket) == report.imported
    rest = sqlite_desk.imports.run([folder])
    assert rest.imported == 250 - report.imported
    assert count(sqlite_desk, Ticket) == 250


def test_a_mail_of_a_known_organisation_gets_its_policy(desk: Desk, tmp_path: Path) -> None:
    with desk.database.write() as session:
        session.add(Organisation(name="Firm", domain="x.example", policy_id=2))
    desk.imports.run([written(tmp_path / "in", numbered(1))])
    with desk.database.read() as session:
        ticket = session.scalars(select(Ticket)).one()
        assert ticket.policy_id == 2
        assert ticket.organisation_id is not None


@real_data
def test_the_real_russian_mailbox(sqlite_desk: Desk) -> None:
    desk = sqlite_desk
    box = DATA / "support_ru.mbox"
    assert counts(desk.imports.run([box])) == (379, 379, 0, 0, 0)
    assert counts(desk.imports.run([box])) == (379, 0, 379, 0, 0)
    with desk.database.read() as session:
        rows = session.execute(
            select(Message.message_id, Message.subject, Message.from_name, Message.text)
        ).all()
        due = session.execute(
            select(func.count()).where(
                ClockRecord.kind == "first_response", ClockRecord.due_at < FAR_FUTURE
            )
        ).scalar_one()
        warned = session.execute(
            select(func.count()).where(ClockRecord.next_warn_at < FAR_FUTURE)
        ).scalar_one()
    with (DATA / "support_ru_truth.csv").open(encoding="utf-8") as stream:
        charsets = {row["message_id"]: row["charset"] for row in csv.DictReader(stream)}
    assert {row[0] for row in rows} == set(charsets)
    assert set(charsets.values()) == {"utf-8", "windows-1251", "koi8-r"}
    common = set("оеаинт")
    for message_id, subject, name, text in rows:
        wrong = [part for part in (subject, name, text) if "\ufffd" in part or "Ð" in part]
        assert not wrong, (charsets[message_id], wrong)
        assert name.istitle()
        letters = [letter for letter in text.lower() if "а" <= letter <= "я"]
        is_russian = len(letters) < 12 or sum(x in common for x in letters) * 4 > len(letters)
        assert is_russian, (charsets[message_id], text)
    assert (due, warned) == (379, 0)
    assert count(desk, Ticket) == 379
    assert count(desk, Alert) == count(desk, Outbox) == 0


@real_data
@pytest.mark.timeout(600)
def test_the_real_english_mail(sqlite_desk: Desk, tmp_path: Path) -> None:
    desk = sqlite_desk
    with tarfile.open(DATA / "mail_en_2002.tar.xz") as archive:
        archive.extractall(tmp_path / "mail")
    assert counts(desk.imports.run([tmp_path / "mail"])) == (2017, 2017, 0, 0, 0)
    assert count(desk, Message) == count(desk, RawMail) == 2017
    assert count(desk, Alert) == count(desk, Outbox) == 0
