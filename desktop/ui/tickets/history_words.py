"""What happened to a ticket, as one short line each between its messages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from desktop.domain.sla import EventKind
from desktop.domain.ticket import Priority, Source, Status
from desktop.domain.undone import taken_back
from desktop.services.rows_ticket import EventRow
from desktop.ui.formats import instant_text
from desktop.ui.sla_cell import target_word
from desktop.ui.texts import policy_word, word
from desktop.ui.tickets.opened_ticket import OpenedTicket


def told_events(events: Iterable[EventRow]) -> list[EventRow]:
    """Return the events a conversation shows: no message is one, and nothing taken back."""
    found = list(events)
    gone = taken_back(found)
    return [event for event in found if _is_told(event) and event.id not in gone]


def _is_told(event: EventRow) -> bool:
    if event.kind == EventKind.CREATED:
        return bool(event.data.get("rules"))
    return event.kind in _LINES


def event_line(event: EventRow, ticket: OpenedTicket) -> str:
    """Return the words of an event with who did it: "Priority: High · Anna Kern"."""
    text = _LINES[event.kind](event, ticket)
    who = event.person
    if event.source == Source.JOB:
        who = QCoreApplication.translate("History", "by itself")
    return f"{text} · {who}" if who else text


def _rules(event: EventRow, ticket: OpenedTicket) -> str:
    """Return the rules at arrival that decided how the ticket began, each once."""
    rules = event.data["rules"]
    names = dict.fromkeys(map(str, rules.values())) if isinstance(rules, dict) else ()
    text = QCoreApplication.translate("History", "Rules at arrival: {names}")
    return text.format(names=", ".join(names))


def _status(event: EventRow, ticket: OpenedTicket) -> str:
    status = Status(str(event.data["status"]))
    until = event.data.get("until")
    if isinstance(until, str):
        text = QCoreApplication.translate("History", "Status: {status} until {date}")
        at = instant_text(datetime.fromisoformat(until), ticket.zone)
        return text.format(status=word(status), date=at)
    return QCoreApplication.translate("History", "Status: {status}").format(status=word(status))


def _priority(event: EventRow, ticket: OpenedTicket) -> str:
    text = QCoreApplication.translate("History", "Priority: {priority}")
    return text.format(priority=word(Priority(str(event.data["priority"]))))


def _assigned(event: EventRow, ticket: OpenedTicket) -> str:
    if event.data.get("person") is None:
        return QCoreApplication.translate("History", "Assigned to nobody")
    text = QCoreApplication.translate("History", "Assignee: {person}")
    return text.format(person=ticket.person(event.data["person"]))


def _category(event: EventRow, ticket: OpenedTicket) -> str:
    text = QCoreApplication.translate("History", "Category: {category}")
    return text.format(category=ticket.category(event.data.get("category")))


def _tags(event: EventRow, ticket: OpenedTicket) -> str:
    tags = event.data.get("tags")
    text = QCoreApplication.translate("History", "Tags: {tags}")
    return text.format(tags=", ".join(map(str, tags)) if isinstance(tags, list) and tags else "—")


def _spam(event: EventRow, ticket: OpenedTicket) -> str:
    if event.data.get("value") is False:
        return QCoreApplication.translate("History", "Not spam")
    return QCoreApplication.translate("History", "Marked as spam")


def _merged(event: EventRow, ticket: OpenedTicket) -> str:
    if "into" in event.data:
        text = QCoreApplication.translate("History", "Merged into #{number}")
        return text.format(number=event.data["into"])
    return QCoreApplication.translate("History", "Merged with another ticket")


def _no_reply(event: EventRow, ticket: OpenedTicket) -> str:
    return QCoreApplication.translate("History", "No reply needed")


def _policy(event: EventRow, ticket: OpenedTicket) -> str:
    if "calendar" in event.data:
        return QCoreApplication.translate("History", "Dates counted anew: calendar changed")
    if "old" in event.data:
        text = QCoreApplication.translate("History", "Service level: {policy}")
    else:  # the ticket follows the same one, which promises something else now
        text = QCoreApplication.translate(
            "History", "Dates counted anew: service level “{policy}” changed"
        )
    return text.format(policy=policy_word(ticket.policy(event.data.get("policy"))))


def _organisation(event: EventRow, ticket: OpenedTicket) -> str:
    return QCoreApplication.translate("History", "Another organisation")


def _promise(event: EventRow, ticket: OpenedTicket) -> str:
    text = QCoreApplication.translate("History", "Answer promised by {date}")
    due = datetime.fromisoformat(str(event.data["due"]))
    return text.format(date=instant_text(due, ticket.zone))


def _excuse(event: EventRow, ticket: OpenedTicket) -> str:
    text = QCoreApplication.translate("History", "Breach excused, {target}: {reason}")
    target = target_word(str(event.data["clock"]))
    return text.format(target=target, reason=event.data.get("reason", ""))


_LINES: Mapping[str, Callable[[EventRow, OpenedTicket], str]] = {
    EventKind.CREATED: _rules,
    EventKind.STATUS_CHANGED: _status,
    EventKind.DEFERRED: _status,
    EventKind.SOLVED: _status,
    EventKind.REOPENED: _status,
    EventKind.CLOSED: _status,
    EventKind.PRIORITY_CHANGED: _priority,
    EventKind.ASSIGNED: _assigned,
    EventKind.CATEGORY_CHANGED: _category,
    EventKind.TAGS_CHANGED: _tags,
    EventKind.SPAM: _spam,
    EventKind.MERGED: _merged,
    EventKind.NO_REPLY_NEEDED: _no_reply,
    EventKind.POLICY_CHANGED: _policy,
    EventKind.ORGANISATION_CHANGED: _organisation,
    EventKind.PROMISE_SET: _promise,
    EventKind.CLOCK_EXCUSED: _excuse,
}
