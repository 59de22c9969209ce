"""Rows inserted in bulk are the rows that the records read back, on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from desktop.models.base import Base, to_microseconds
from desktop.models.bulk import insert_rows, update_plain
from desktop.models.mail import Mailbox, MailboxKind, RawMail, RawState
from desktop.models.meta import Setting
from desktop.services.desk import Desk
from desktop.services.import_batch import import_mailbox

AT = datetime(2026, 11, 23, 6, 0, 0, 123456, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def raw_mail(session: Session) -> dict[str, Any]:
    """A row with a value of every type, but for its `uid`."""
    return {
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


def test_every_type_of_column_is_stored_as_its_record_reads_it(desk: Desk) -> None:
    table = Base.metadata.tables[RawMail.__tablename__]
    with desk.database.write() as session:
        row = raw_mail(session)
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


def test_rows_are_updated_by_their_ids_as_the_driver_takes_values(desk: Desk) -> None:
    table = Base.metadata.tables[RawMail.__tablename__]
    with desk.database.write() as session:
        row = raw_mail(session)
        insert_rows(session.connection(), table, [row | {"uid": uid} for uid in (1, 2, 3)])
        first, second, third = session.scalars(select(RawMail.id).order_by(RawMail.uid)).all()
        names = ("attempts", "received_at", "error")
        rows = [
            (5, to_microseconds(LATER), None, third),
            (4, to_microseconds(AT), 'a "ё" \\', first),
        ]
        update_plain(session.connection(), table, names, rows)
        update_plain(session.connection(), table, names, [])
    with desk.database.read() as session:
        found = {each.id: each for each in session.scalars(select(RawMail))}
        values = {number: [getattr(each, name) for name in names] for number, each in found.items()}
        assert values == {
            first: [4, AT, 'a "ё" \\'],
            second: [0, AT, None],
            third: [5, LATER, None],
        }


def test_a_row_that_has_the_values_already_is_not_written_again(desk: Desk) -> None:
    table = Base.metadata.tables[RawMail.__tablename__]
    written: list[int] = []
    with desk.database.write() as session:
        row = raw_mail(session)
        insert_rows(session.connection(), table, [row | {"uid": uid} for uid in (1, 2, 3)])
        ids = session.scalars(select(RawMail.id).order_by(RawMail.uid)).all()
        rows = [(0, None, ids[0]), (0, "no", ids[1]), (1, None, ids[2])]
        event.listen(
            session.connection(),
            "after_cursor_execute",
            lambda _, cursor, *__: written.append(cursor.rowcount),
        )
        update_plain(session.connection(), table, ("attempts", "error"), rows, only_others=True)
        assert written == [2]
        found = session.execute(select(RawMail.attempts, RawMail.error).order_by(RawMail.uid))
        assert [tuple(each) for each in found] == [(0, None), (0, "no"), (1, None)]
