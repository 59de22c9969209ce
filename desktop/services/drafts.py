"""Drafts: what somebody is typing, kept every two seconds so that a crash loses nothing."""

from __future__ import annotations

from sqlalchemy import delete, select

from desktop.domain.changes import Changes, Topic
from desktop.domain.mail_text import storable
from desktop.domain.ticket import MessageKind
from desktop.models.database import Database
from desktop.models.mail import Draft
from desktop.services.messages import AddressPair


class Drafts:
    """One draft a person, ticket and kind (reply or note)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self,
        person_id: int,
        ticket_id: int,
        kind: MessageKind,
        content: str,
        *,
        to: tuple[AddressPair, ...] = (),
        cc: tuple[AddressPair, ...] = (),
    ) -> Changes:
        """Keep the text; an empty text removes the draft."""
        mine = (Draft.person_id == person_id, Draft.ticket_id == ticket_id, Draft.kind == kind)
        with self._database.write() as session:
            if not content.strip():
                session.execute(delete(Draft).where(*mine))
            else:
                draft = session.scalars(select(Draft).where(*mine)).first()
                if draft is None:
                    draft = Draft(person_id=person_id, ticket_id=ticket_id, kind=kind)
                    session.add(draft)
                draft.text = storable(content)
                draft.recipients = {"to": to, "cc": cc}
                draft.updated_at = self._database.now(session)
            changes = Changes.of(Topic.DRAFTS, tickets=[ticket_id])
            return self._database.announce(session, changes)
