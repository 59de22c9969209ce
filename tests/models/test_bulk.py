"""Rows inserted in bulk are the rows that the records read back, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from desktop.models.base import Base
from desktop.models.bulk import insert_rows
from desktop.models.mail import Mailbox, MailboxKind, RawMail, RawState
from desktop.models.meta import Setting
from desktop.services.desk import Desk
from desktop.services.import_batch import import_mailbox

AT = datetime(2026, 11, 23, 6, 0, 0, 123456, tzinfo=UTC)


def test_every_type_of_column_is_stored_as_its_record_reads_it(desk: Desk) -> None:
    table = Base.metadata.tables[RawMail.__tablename__]
    with desk.database.write() as session:
        row = {
            "mailbox_id": import_mailbox(session),
            "uidvalidity": 0,
            "sha256": "0" * 64,
            "size": 2**40,
            "received_at": AT,
            "is_approximate": True,
            "is_oversize": False,
            "stored_at": AT,
            "state": RawState.QUARANTINED,
            "attempts": 0,
            "error": None,
            "body": b"\0\xff",
        }
        insert_rows(session.connection(), table, [row | {"uid": uid} for uid in (1, 2)])
        insert_rows(session.connection(), table, [])
    with desk.database.read() as session:
        first, second = session.scalars(select(RawMail).order_by(RawMail.uid)).all()
        assert {name: getattr(first, name) for name in row} == row
        assert second.uid == 2


def test_json_is_written_once(desk: Desk) -> None:
    value = {"слова": ["ё", 1, None]}
    row = {"person_id": 7, "key": "bulk", "value": value}
    with desk.database.write() as session:
        insert_rows(session.connection(), Base.metadata.tables[Setting.__tablename__], [row])
    with desk.database.read() as session:
        found = session.scalars(select(Setting.value).where(Setting.key == "bulk")).one()
        assert found == value


def test_a_row_without_a_column_of_the_first_is_refused(desk: Desk) -> None:
    table = Base.metadata.tables[Mailbox.__tablename__]
    rows = [{"kind": MailboxKind.IMPORT, "name": "a"}, {"kind": MailboxKind.IMPORT}]
    with pytest.raises(KeyError), desk.database.write() as session:
        insert_rows(session.connection(), table, rows)
