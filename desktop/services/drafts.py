"""Drafts: what somebody is typing, kept every two seconds so that a crash loses nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from desktop.domain.changes import Changes, Topic
from desktop.domain.draft import DraftKind
from desktop.domain.errors import NotFound
from desktop.domain.mail_text import storable
from desktop.mail.outgoing import OutgoingFile
from desktop.models.database import Database
from desktop.models.draft import Draft, DraftFile
from desktop.services.messages import AddressPair

People = tuple[AddressPair, ...]


@dataclass(frozen=True, slots=True)
class Envelope:
    """Whom a draft goes to; `approved` are addresses that were new and approved by a click."""

    to: People = ()
    cc: People = ()
    bcc: People = ()
    approved: frozenset[str] = frozenset()

    def columns(self) -> dict[str, Any]:
        """Return it as a draft's `recipients` hold it."""
        people = {"to": self.to, "cc": self.cc, "bcc": self.bcc}
        return {**people, "approved": sorted(self.approved)}


@dataclass(frozen=True, slots=True)
class DraftText:
    """What is typed, and where the cursor stands in it."""

    text: str
    cursor: int | None = None


class Drafts:
    """One draft a person, ticket and kind."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self,
        person_id: int,
        ticket_id: int,
        kind: DraftKind,
        content: str | DraftText,
        envelope: Envelope | None = None,
        files: Sequence[OutgoingFile] | None = None,
    ) -> Changes:
        """Keep what is written; an empty text without files removes the draft.

        `files` None: those the draft has stay as they are.
        """
        typed = DraftText(content) if isinstance(content, str) else content
        with self._database.write() as session:
            if not typed.text.strip() and not files:
                discard(session, person_id, ticket_id, kind)
            else:
                draft = find(session, person_id, ticket_id, kind)
                if draft is None:
                    draft = Draft(person_id=person_id, ticket_id=ticket_id, kind=kind)
                    session.add(draft)
                draft.text = storable(typed.text)
                draft.cursor = typed.cursor
                draft.recipients = (envelope or Envelope()).columns()
                draft.updated_at = self._database.now(session)
                session.flush()
                if files is not None:
                    put_files(session, draft.id, files)
            changes = Changes.of(Topic.DRAFTS, tickets=[ticket_id])
            return self._database.announce(session, changes)

    def files(self, draft_id: int) -> tuple[OutgoingFile, ...]:
        """Return the files of a draft with their bytes.

        Raises:
            NotFound: there is no such draft.
        """
        with self._database.read() as session:
            if session.get(Draft, draft_id) is None:
                raise NotFound(noun="draft", id=draft_id)
            return files_of(session, draft_id)


def find(session: Session, person_id: int, ticket_id: int, kind: DraftKind) -> Draft | None:
    """Return the draft of a person, if there is one."""
    statement = select(Draft).where(
        Draft.person_id == person_id, Draft.ticket_id == ticket_id, Draft.kind == kind
    )
    return session.scalars(statement).first()


def discard(session: Session, person_id: int | None, ticket_id: int, kind: DraftKind) -> None:
    """Remove the draft of a person with its files, if there is one."""
    mine = select(Draft.id).where(
        Draft.person_id == person_id, Draft.ticket_id == ticket_id, Draft.kind == kind
    )
    session.execute(delete(DraftFile).where(DraftFile.draft_id.in_(mine)))
    session.execute(delete(Draft).where(Draft.id.in_(mine)))


def files_of(session: Session, draft_id: int) -> tuple[OutgoingFile, ...]:
    """Return the files of a draft with their bytes, in the order they were attached."""
    statement = (
        select(DraftFile.name, DraftFile.media_type, DraftFile.content)
        .where(DraftFile.draft_id == draft_id)
        .order_by(DraftFile.id)
    )
    return tuple(OutgoingFile(*row) for row in session.execute(statement))


def put_files(session: Session, draft_id: int, files: Sequence[OutgoingFile]) -> None:
    """Give a draft exactly these files."""
    session.execute(delete(DraftFile).where(DraftFile.draft_id == draft_id))
    rows = [
        {
            "draft_id": draft_id,
            "name": file.name[:255],
            "media_type": file.media_type[:127],
            "size": len(file.content),
            "content": file.content,
        }
        for file in files
    ]
    if rows:
        session.execute(insert(DraftFile), rows)
