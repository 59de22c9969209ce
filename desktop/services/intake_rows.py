"""The row of a ticket that a mail opens, and the facts of its `created` event."""

from __future__ import annotations

from typing import Any

from desktop.domain.arrival_rules import Field, Sorted
from desktop.domain.mail import ParsedMail
from desktop.domain.ticket import PRIORITY_RANK, Channel, Priority, Source, Status
from desktop.models.base import FAR_FUTURE
from desktop.services.intake_entry import Arrival

Row = dict[str, Any]
"""Columns by name, as a bulk insert takes them."""

_BLANK: Row = {
    "id": 0,
    "subject": "",
    "status": Status.NEW,
    "mark": None,
    "priority": Priority.NORMAL,
    "priority_rank": PRIORITY_RANK[Priority.NORMAL],
    "channel": Channel.MAIL,
    "requester_id": None,
    "organisation_id": None,
    "assignee_id": None,
    "category_id": None,
    "product_id": None,
    "line_id": None,
    "mailbox_id": None,
    "policy_id": None,
    "merged_into_id": None,
    "claims_ticket_id": None,
    "first_response_at": None,
    "solved_at": None,
    "closed_at": None,
    "wake_at": None,
    "alerts_from": None,
    "next_due_at": FAR_FUTURE,
    "next_late_at": FAR_FUTURE,
    "next_due_kind": None,
    "next_due_target_seconds": 0,
    "sla_result": "none",
    "is_open": True,
    "needs_action": True,
    "delivery_failed": False,
    "is_unread": True,
    "last_message_id": None,
    "message_count": 0,
    "attachment_count": 0,
    "reopen_count": 0,
    "deferred_count": 0,
    "returned_count": 0,
    "version": 1,
}
"""Every column, since a bulk insert takes its columns from the first row."""


_SORTED = {
    Field.PRIORITY: "priority",
    Field.CATEGORY: "category_id",
    Field.LINE: "line_id",
    Field.ASSIGNEE: "assignee_id",
}


def ticket_row(arrival: Arrival, mail: ParsedMail, source: Source) -> Row:
    """Return the row of a new ticket; who asks and its number are the caller's."""
    at = arrival.receipt.at
    return _BLANK | {
        "subject": mail.subject,
        "channel": Channel.IMPORT if source is Source.IMPORT else Channel.MAIL,
        "mailbox_id": arrival.mailbox_id,
        "created_at": at,
        "updated_at": at,
        "alerts_from": None if arrival.is_history else at,
        "message_count": 0 if mail.classification.is_automatic else 1,
        "attachment_count": len(mail.attachments),
    }


def sorted_columns(found: Sorted) -> Row:
    """Return the columns that rules at arrival have set."""
    row: Row = {_SORTED[field]: value for field, value in found.values.items() if field in _SORTED}
    if Field.PRIORITY in found.values:
        row["priority_rank"] = PRIORITY_RANK[found.values[Field.PRIORITY]]
    return row


def created_data(row: Row, mail: ParsedMail, found: Sorted, *, message_id: int) -> Row:
    """Return what the clocks start from; automatic mail is promised nothing (sla.md K5).

    `rules` names the rule at arrival that set each field, for the history.
    """
    data: Row = {
        "channel": row["channel"].value,
        "priority": row["priority"].value,
        "status": row["status"].value,
        "assignee": row["assignee_id"],
        "policy": row["policy_id"],
        "outbound": False,
        "message": message_id,
    }
    if mail.classification.is_automatic:
        data["automatic"] = True
    if found.rules:
        data["rules"] = {field.value: name for field, name in found.rules.items()}
    return data
