"""The batches of an import: one is committed while the next is read, and a failure is told."""

from __future__ import annotations

import hashlib

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import NoResultFound

from desktop.domain.clock import SystemClock
from desktop.mail.parse import parse_mail
from desktop.mail.sources import FileMail
from desktop.models.mail import RawMail
from desktop.services.desk import Desk
from desktop.services.import_batch import ReadMail, import_mailbox
from desktop.services.import_writer import BatchWriter
from tests.mail.mails import mail


def read(number: int) -> ReadMail:
    raw = mail(f"text {number}", Message_ID=f"<{number}@x.example>")
    found = FileMail(raw, hashlib.sha256(raw).hexdigest(), len(raw), None)
    return ReadMail(found, parse_mail(raw))


def writer_of(desk: Desk, mailbox_id: int) -> BatchWriter:
    return BatchWriter(desk.database, desk.clocks, desk.policies, SystemClock(), mailbox_id)


def stored(desk: Desk) -> int:
    with desk.database.read() as session:
        return session.execute(select(func.count()).select_from(RawMail)).scalar_one()


def test_each_batch_is_returned_once_it_is_committed(desk: Desk) -> None:
    with desk.database.write() as session:
        mailbox_id = import_mailbox(session)
    with writer_of(desk, mailbox_id) as writer:
        assert writer.write([read(1), read(2)]) is None
        first = writer.write([read(2), read(3)])
        assert first is not None
        assert (len(first.reads), first.stored, len(first.changes.tickets)) == (2, 2, 2)
        assert stored(desk) >= 2
        second = writer.settle()
        assert second is not None
        assert (len(second.reads), second.stored) == (2, 1)
        assert writer.settle() is None
    assert stored(desk) == 3


def test_a_batch_that_fails_is_told_of_at_the_next_one(desk: Desk) -> None:
    with writer_of(desk, mailbox_id=404) as writer:
        assert writer.write([read(1)]) is None
        with pytest.raises(NoResultFound):
            writer.write([read(2)])
        assert writer.settle() is None
    assert stored(desk) == 0
