"""The columns of the ticket list (screens.md 2.2); cards read the same rows."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop.domain.sender_name import shown_sender
from desktop.domain.sla import ClockResult
from desktop.services.rows import Sort, TicketRow
from desktop.ui.formats import ago_text, instant_text, near_text, number_text
from desktop.ui.lists.columns import Column, Here
from desktop.ui.sla_cell import Deadline, sla_cell, sla_sentence, target_word
from desktop.ui.texts import word


def deadline_of(row: TicketRow) -> Deadline:
    """Return the clock of a row that is due next."""
    return Deadline(
        row.sla_result, row.next_due_kind, row.next_due_at, row.target, row.next_late_at
    )


def subject_of(row: TicketRow) -> str:
    """Return what a ticket is about, or that nobody said so."""
    return row.subject or QCoreApplication.translate("TicketColumns", "(no subject)")


def client_of(row: TicketRow) -> str:
    """Return who asks: the organisation, else the person, else the address."""
    return row.organisation or shown_sender(row.requester_name, row.requester_email)


def assignee_of(row: TicketRow) -> str:
    """Return the initials of the assignee, a dash for nobody."""
    return row.assignee_initials or "—"


def _sla(row: TicketRow, here: Here) -> str:
    return sla_cell(deadline_of(row), here.now, here.zone).remaining


def _target(row: TicketRow, here: Here) -> str:
    return sla_cell(deadline_of(row), here.now, here.zone).target


def _why(row: TicketRow, here: Here) -> str:
    if row.sla_result == ClockResult.PAUSED:
        text = QCoreApplication.translate("TicketColumns", "{target}: paused. {status}.")
        return text.format(target=target_word(row.next_due_kind), status=_status(row, here))
    sentence = sla_sentence(deadline_of(row), here.now, here.zone)
    if row.next_due_at is None:
        return sentence
    from desktop.ui.tickets.spoken import spoken_words  # large, and only to answer this

    text = QCoreApplication.translate("TicketColumns", "{sentence} Target: {span} of counted time.")
    return text.format(sentence=sentence, span=spoken_words().span(row.target))


def _updated(row: TicketRow, here: Here) -> str:
    return ago_text(row.updated_at, here.now, here.zone)


def _received(row: TicketRow, here: Here) -> str:
    return near_text(row.created_at, here.now, here.zone)


def _status(row: TicketRow, here: Here) -> str:
    return word(row.mark) if row.mark else word(row.status)


COLUMNS: tuple[Column[TicketRow], ...] = (
    Column(
        "sla",
        lambda: QCoreApplication.translate("TicketColumns", "SLA"),
        _sla,
        sort=Sort.NEXT_DUE,
        tooltip=_why,
    ),
    Column("target", lambda: QCoreApplication.translate("TicketColumns", "Target"), _target),
    Column(
        "number",
        lambda: QCoreApplication.translate("TicketColumns", "No."),
        lambda row, here: f"#{row.id}",
        is_number=True,
    ),
    Column(
        "subject",
        lambda: QCoreApplication.translate("TicketColumns", "Subject"),
        lambda row, here: subject_of(row),
        tooltip=lambda row, here: row.subject,
    ),
    Column(
        "client",
        lambda: QCoreApplication.translate("TicketColumns", "Client"),
        lambda row, here: client_of(row),
        tooltip=lambda row, here: row.requester_email,
    ),
    Column(
        "requester",
        lambda: QCoreApplication.translate("TicketColumns", "Requester"),
        lambda row, here: shown_sender(row.requester_name, row.requester_email),
        is_default=False,
    ),
    Column(
        "assignee",
        lambda: QCoreApplication.translate("TicketColumns", "Assignee"),
        lambda row, here: assignee_of(row),
    ),
    Column(
        "priority",
        lambda: QCoreApplication.translate("TicketColumns", "Priority"),
        lambda row, here: word(row.priority),
        sort=Sort.PRIORITY,
    ),
    Column(
        "status",
        lambda: QCoreApplication.translate("TicketColumns", "Status"),
        _status,
        is_default=False,
    ),
    Column(
        "updated",
        lambda: QCoreApplication.translate("TicketColumns", "Updated"),
        _updated,
        is_default=False,
        sort=Sort.UPDATED,
        tooltip=lambda row, here: instant_text(row.updated_at, here.zone),
    ),
    Column(
        "received",
        lambda: QCoreApplication.translate("TicketColumns", "Received"),
        _received,
        is_default=False,
        sort=Sort.NEWEST,
        tooltip=lambda row, here: instant_text(row.created_at, here.zone),
    ),
    Column(
        "channel",
        lambda: QCoreApplication.translate("TicketColumns", "Channel"),
        lambda row, here: word(row.channel),
        is_default=False,
    ),
    Column(
        "messages",
        lambda: QCoreApplication.translate("TicketColumns", "Messages"),
        lambda row, here: number_text(row.message_count),
        is_number=True,
        is_default=False,
    ),
    Column(
        "reopened",
        lambda: QCoreApplication.translate("TicketColumns", "Reopened"),
        lambda row, here: number_text(row.reopen_count),
        is_number=True,
        is_default=False,
    ),
)
