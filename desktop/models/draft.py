"""What somebody is writing; apart from the mail, as every list of tickets asks for drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, LargeBinary, String, Text
from sqlalchemy import UniqueConstraint as Unique
from sqlalchemy.orm import Mapped, mapped_column

from desktop.domain.draft import DraftKind
from desktop.models.base import Base, BigId, UtcInstant, word


class Draft(Base):
    """What somebody was typing, kept every two seconds; one a person, ticket and kind.

    `recipients` holds the addresses, and what goes below the text when it is sent. A scheduled
    reply leaves at `not_before`; None there and `error` say why it did not.
    """

    __tablename__ = "draft"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    person_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("person.id"))
    ticket_id: Mapped[int] = mapped_column(BigInteger, ForeignKey("ticket.id"))
    kind: Mapped[DraftKind] = mapped_column(word(DraftKind))
    text: Mapped[str] = mapped_column(Text)
    recipients: Mapped[Any] = mapped_column(JSON)
    updated_at: Mapped[datetime] = mapped_column(UtcInstant)
    cursor: Mapped[int | None]
    not_before: Mapped[datetime | None] = mapped_column(UtcInstant, index=True)
    then_status: Mapped[str | None] = mapped_column(String(32))
    seen_message_id: Mapped[int | None] = mapped_column(BigInteger)
    error: Mapped[str | None] = mapped_column(String(64))

    __table_args__ = (Unique("person_id", "ticket_id", "kind"),)


class DraftFile(Base):
    """A file that goes with a draft: its bytes are taken when it is attached."""

    __tablename__ = "draft_file"

    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    draft_id: Mapped[int] = mapped_column(
        BigInteger, ForeignKey("draft.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str] = mapped_column(String(255))
    media_type: Mapped[str] = mapped_column(String(127))
    size: Mapped[int] = mapped_column(BigInteger)
    content: Mapped[bytes] = mapped_column(LargeBinary)
