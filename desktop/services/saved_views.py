"""Searches people keep under a name, with how many tickets each finds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from desktop.domain.changes import NOTHING, Changes, Topic
from desktop.domain.errors import NotFound, Refused
from desktop.domain.mail_text import one_line
from desktop.domain.search_language import LENGTH_LIMIT
from desktop.domain.ticket import Actor
from desktop.models.database import Database
from desktop.models.saved_view import SavedViewRecord
from desktop.services import ticket_search
from desktop.services.record_undo import undoable
from desktop.services.rows import Found, TicketQuery

NAME_LIMIT = 60


@dataclass(frozen=True, slots=True)
class SavedView:
    """A saved search; `is_shared`: everyone has it. `version` guards an edit."""

    id: int
    name: str
    text: str
    is_shared: bool
    version: int


class SavedViews:
    """Each person's own and everyone's, in one order; every edit can be taken back."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self, person_id: int | None) -> tuple[SavedView, ...]:
        """Return the person's views and everyone's, as they are ordered."""
        with self._database.read() as session:
            return tuple(_row(record) for record in _visible(session, person_id))

    def counts(self, views: Iterable[SavedView], query: TicketQuery) -> dict[int, Found]:
        """Return how many tickets each finds; `query` says for whom and on what day."""
        with self._database.read() as session:
            now = self._database.now(session)
            return {
                view.id: ticket_search.found(session, replace(query, text=view.text), now)
                for view in views
            }

    def add(self, by: Actor, name: str, text: str, *, is_shared: bool = False) -> Changes:
        """Keep a search under a name, as the last; `created` is its id.

        Raises:
            Refused: `view.no_name`, `view.no_search`, `view.name_taken`.
        """
        with self._database.write() as session:
            last = session.scalar(select(func.max(SavedViewRecord.position)))
            record = SavedViewRecord(position=0 if last is None else last + 1)
            _write(session, record, by, name, text, is_shared=is_shared)
            session.add(record)
            changes = undoable(session, "view_save", Topic.VIEWS)
            return self._database.announce(session, replace(changes, created=record.id))

    def edit(self, by: Actor, view: SavedView) -> Changes:
        """Change name, search and for whom it is; `view` is the row read before, changed.

        Raises:
            NotFound: it is gone, or somebody else's now.
            Refused: as `add`, or `view.changed` when somebody edited it first.
        """
        with self._database.write() as session:
            record = _found(session, by, view.id)
            if record.version != view.version:
                raise Refused("view.changed", name=record.name)
            _write(session, record, by, view.name, view.text, is_shared=view.is_shared)
            return self._database.announce(session, undoable(session, "view_edit", Topic.VIEWS))

    def move(self, by: Actor, view_id: int, place: int) -> Changes:
        """Put a view at a place of the list as `by` sees it, counted from 0.

        Raises:
            NotFound: there is no such view.
        """
        with self._database.write() as session:
            records = _visible(session, by.person_id)
            moved = next((record for record in records if record.id == view_id), None)
            if moved is None:
                raise NotFound(noun="view", id=view_id)
            rest = [record for record in records if record is not moved]
            place = max(0, min(place, len(rest)))
            if records.index(moved) == place:
                return NOTHING
            for position, record in enumerate([*rest[:place], moved, *rest[place:]]):
                record.position = position
            return self._database.announce(session, undoable(session, "view_move", Topic.VIEWS))

    def remove(self, by: Actor, view_id: int) -> Changes:
        """Delete a view; no ticket is touched.

        Raises:
            NotFound: there is no such view.
        """
        with self._database.write() as session:
            session.delete(_found(session, by, view_id))
            return self._database.announce(session, undoable(session, "view_delete", Topic.VIEWS))


def _visible(session: Session, person_id: int | None) -> list[SavedViewRecord]:
    owner = SavedViewRecord.person_id
    statement = select(SavedViewRecord).where(or_(owner == person_id, owner.is_(None)))
    return list(session.scalars(statement.order_by(SavedViewRecord.position, SavedViewRecord.id)))


def _found(session: Session, by: Actor, view_id: int) -> SavedViewRecord:
    record = session.get(SavedViewRecord, view_id)
    if record is None or record.person_id not in (None, by.person_id):
        raise NotFound(noun="view", id=view_id)
    return record


def _write(
    session: Session, record: SavedViewRecord, by: Actor, name: str, text: str, *, is_shared: bool
) -> None:
    name, text = one_line(name).strip()[:NAME_LIMIT].strip(), one_line(text).strip()
    if not name:
        raise Refused("view.no_name")
    if not text:
        raise Refused("view.no_search")
    taken = (
        other.name.casefold() for other in _visible(session, by.person_id) if other is not record
    )
    if name.casefold() in taken:
        raise Refused("view.name_taken", name=name)
    record.name, record.text = name, text[:LENGTH_LIMIT]
    record.person_id = None if is_shared else by.person_id


def _row(record: SavedViewRecord) -> SavedView:
    return SavedView(record.id, record.name, record.text, record.person_id is None, record.version)
