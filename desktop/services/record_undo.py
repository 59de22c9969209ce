"""Taking back an edit of records that people keep in lists: rules, policies, templates, views.

Such a record means nothing by itself to a ticket's clocks, so its row can simply be put back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Executable,
    Table,
    and_,
    delete,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import InstanceState, Session

from desktop.domain.changes import Changes, Topic, Undo
from desktop.domain.errors import ChangedMeanwhile
from desktop.models.base import Base

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after a command; None where it did not exist."""

    table: str
    key: Values
    before: Values | None
    after: Values | None


@dataclass(frozen=True, slots=True)
class RowsUndo:
    """The rows a command changed, and whom to tell when they are put back."""

    topics: frozenset[Topic]
    rows: tuple[RowChange, ...]
    is_redo: bool = False
    """Whether putting them back does the command again."""

    def turned(self) -> RowsUndo:
        """Return the way back from putting these rows back."""
        return RowsUndo(self.topics, turned(self.rows), not self.is_redo)


def turned(rows: Iterable[RowChange]) -> tuple[RowChange, ...]:
    """Return the rows with before and after in each other's place."""
    return tuple(replace(row, before=row.after, after=row.before) for row in rows)


def undoable(session: Session, title: str, *topics: Topic, created: int | None = None) -> Changes:
    """Write what the session holds and return the changes with the way back.

    `title` is the code of the words that Undo shows. Everything must still be pending: a row
    that was flushed before is not taken back.
    """
    rows = written(session)
    return Changes.of(*topics, created=created, undo=undo_of(title, rows, *topics))


def undo_of(title: str, rows: tuple[RowChange, ...], *topics: Topic) -> Undo:
    """Return the way back from rows that were `written` in several steps."""
    return Undo(title, 1, RowsUndo(frozenset(topics), tuple(_whole(rows))))


def written(session: Session) -> tuple[RowChange, ...]:
    """Flush, and return each row that this added, changed or deleted."""
    old = [(record, _before(record)) for record in session.dirty if session.is_modified(record)]
    gone = [(inspect(record), _before(record)) for record in session.deleted]
    new = list(session.new)
    session.flush()
    changes = [_change(inspect(record), None, _now(record)) for record in new]
    changes += [_change(inspect(record), before, _now(record)) for record, before in old]
    changes += [_change(state, before, None) for state, before in gone]
    return tuple(changes)


def restore(session: Session, undo: RowsUndo) -> Changes:
    """Put the rows back.

    Raises:
        ChangedMeanwhile: one of them was changed again since, is in use by now, or another took
            its name; nothing is put back.
    """
    for change in undo.rows:
        _check(session, change)
    for table, change in _in_order(undo):
        try:
            session.execute(_putting_back(table, change))
        except IntegrityError as problem:
            raise _changed(change) from problem
    session.expire_all()
    return Changes.of(*undo.topics)


def _putting_back(table: Table, change: RowChange) -> Executable:
    if change.before is None:
        return delete(table).where(_is(table, change))
    if change.after is None:
        return insert(table).values(**change.before)
    return update(table).where(_is(table, change)).values(**change.before)


def _in_order(undo: RowsUndo) -> Iterator[tuple[Table, RowChange]]:
    """Give rows to insert and change with what they point to first, then those to delete."""
    tables = Base.metadata.sorted_tables
    for table in tables:
        yield from ((table, c) for c in undo.rows if c.table == table.name and c.before is not None)
    for table in reversed(tables):
        yield from ((table, c) for c in undo.rows if c.table == table.name and c.before is None)


def _whole(rows: Iterable[RowChange]) -> Iterator[RowChange]:
    """Give each row once, as it was before all steps and is after them."""
    steps: dict[tuple[str, tuple[Any, ...]], list[RowChange]] = {}
    for change in rows:
        steps.setdefault((change.table, tuple(change.key.values())), []).append(change)
    for of_row in steps.values():
        first, last = of_row[0], of_row[-1]
        if first.before is not None or last.after is not None:
            yield replace(first, after=last.after)


def _check(session: Session, change: RowChange) -> None:
    table = Base.metadata.tables[change.table]
    row = session.execute(select(table).where(_is(table, change))).mappings().one_or_none()
    is_same = (
        row is None if change.after is None else row is not None and dict(row) == dict(change.after)
    )
    if not is_same:
        raise _changed(change)


def _changed(change: RowChange) -> ChangedMeanwhile:
    return ChangedMeanwhile(noun=change.table, id=next(iter(change.key.values())))


def _is(table: Table, change: RowChange) -> ColumnElement[bool]:
    return and_(*(table.c[name] == value for name, value in change.key.items()))


def _change(state: InstanceState[Any], before: Values | None, after: Values | None) -> RowChange:
    table = cast(Table, state.mapper.local_table)
    values = before if before is not None else after
    key = {column.name: (values or {})[column.name] for column in table.primary_key}
    return RowChange(table.name, key, before, after)


def _before(record: object) -> Values:
    """Return the columns as the database has them."""
    state: InstanceState[Any] = inspect(record)
    found = {}
    for attribute in state.mapper.column_attrs:
        history = state.attrs[attribute.key].load_history()
        value = history.deleted[0] if history.deleted else getattr(record, attribute.key)
        found[attribute.columns[0].name] = value
    return found


def _now(record: object) -> Values:
    state: InstanceState[Any] = inspect(record)
    return {a.columns[0].name: getattr(record, a.key) for a in state.mapper.column_attrs}
