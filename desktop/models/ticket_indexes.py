"""The indexes that lists and searches of tickets follow, as the migrations make them.

Only whoever compares the records with a database needs them. Each names both databases, for which
SQLAlchemy imports both dialects: a start has no time for that.
"""

from __future__ import annotations

from sqlalchemy import Index, text

from desktop.models.mail import Message
from desktop.models.ticket import Ticket

AWAITING_CLOSING = "closed_at IS NULL AND solved_at IS NOT NULL AND mark IS NULL"


NOTE = "kind = 'note'"


def _partial(name: str, *columns: str, flag: str) -> Index:
    return Index(
        name,
        *(getattr(Ticket, column) for column in columns),
        sqlite_where=text(f"{flag} = 1"),
        postgresql_where=text(flag),
    )


_partial("ix_ticket_action_due", "next_due_at", "id", flag="needs_action")
_partial("ix_ticket_delivery_failed", "status", "mark", "id", flag="delivery_failed")
_partial("ix_ticket_open_due", "next_due_at", "id", flag="is_open")
_partial("ix_ticket_open_assignee", "assignee_id", "next_due_at", "id", flag="is_open")
_partial("ix_ticket_open_status", "status", "next_due_at", "id", flag="is_open")
_partial("ix_ticket_open_updated", "updated_at", "id", flag="is_open")
_partial("ix_ticket_open_created", "created_at", "id", flag="is_open")
_partial("ix_ticket_open_priority", "priority_rank", "next_due_at", "id", flag="is_open")
Index(
    "ix_ticket_awaiting_closing",
    Ticket.policy_id,
    Ticket.solved_at,
    Ticket.id,
    sqlite_where=text(AWAITING_CLOSING),
    postgresql_where=text(AWAITING_CLOSING),
)
Index("ix_ticket_solved_at", Ticket.solved_at, Ticket.id, Ticket.status, Ticket.mark)
Index("ix_ticket_mark", Ticket.mark, Ticket.created_at, Ticket.id)
Index("ix_ticket_mark_updated", Ticket.mark, Ticket.updated_at, Ticket.id)
Index("ix_ticket_mark_priority", Ticket.mark, Ticket.priority_rank, Ticket.next_due_at, Ticket.id)
Index("ix_message_note", Message.ticket_id, sqlite_where=text(NOTE), postgresql_where=text(NOTE))
for _column, _more in (
    (Ticket.organisation_id, (Ticket.created_at, Ticket.id)),
    (Ticket.merged_into_id, ()),
    (Ticket.claims_ticket_id, ()),
):
    _given = text(f"{_column.key} IS NOT NULL")
    Index(
        f"ix_ticket_{_column.key}",
        _column,
        *_more,
        sqlite_where=_given,
        postgresql_where=_given,
    )
