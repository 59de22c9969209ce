"""Rules at arrival: kept in order, tried on a mail, applied to the new tickets of a batch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from desktop.domain.arrival_rules import (
    UNSORTED,
    ArrivalRule,
    ArrivingMail,
    Sorted,
    matches,
    sort_out,
)
from desktop.domain.changes import Changes, Topic
from desktop.domain.errors import NotFound, Refused
from desktop.domain.mail import ParsedMail
from desktop.domain.ticket import Actor
from desktop.mail.header_block import headers_of
from desktop.models.database import Database
from desktop.models.mail import Mailbox, Message, RawMail
from desktop.models.people import Category, Line, Organisation, Person
from desktop.models.rule import RuleRecord
from desktop.services import requesters
from desktop.services.intake_entry import Arrival
from desktop.services.mailbox_folders import root_of
from desktop.services.record_order import put_at
from desktop.services.record_undo import undoable
from desktop.services.rows import NamedRow
from desktop.services.rule_json import rule_from_json, rule_to_json

# Made once, and asked for at each mail that comes.
_SPECS = select(RuleRecord.name, RuleRecord.spec).order_by(RuleRecord.position, RuleRecord.id)

_Named = Mailbox | Organisation | Category | Line | Person


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule with its place; `version` guards an edit against another workstation's."""

    id: int
    rule: ArrivalRule
    version: int


@dataclass(frozen=True, slots=True)
class RuleChoices:
    """The records a rule can name."""

    mailboxes: tuple[NamedRow, ...]
    organisations: tuple[NamedRow, ...]
    categories: tuple[NamedRow, ...]
    lines: tuple[NamedRow, ...]
    people: tuple[NamedRow, ...]


@dataclass(frozen=True, slots=True)
class RecentMail:
    """A stored mail the rules can be tried on."""

    message_id: int
    ticket_id: int
    sender: str
    subject: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What the rules would make of a mail: the fields set, and every rule that matches."""

    sorted: Sorted
    matching: tuple[str, ...]


class ArrivalRules:
    """The team's rules, in the order they are asked."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[RuleRow, ...]:
        """Return the rules in order."""
        with self._database.read() as session:
            return tuple(
                RuleRow(record.id, rule_from_json(record.name, record.spec), record.version)
                for record in _records(session)
            )

    def add(self, by: Actor, rule: ArrivalRule) -> Changes:
        """Add a rule after all others; `created` is its id.

        Raises:
            Refused: as `ArrivalRule.check`.
        """
        rule.check()
        with self._database.write() as session:
            last = session.scalar(select(func.max(RuleRecord.position)))
            record = RuleRecord(position=(last or 0) + 1, **_columns(rule))
            session.add(record)
            changes = undoable(session, "rule", Topic.RULES)
            return self._database.announce(session, replace(changes, created=record.id))

    def edit(self, by: Actor, rule_id: int, version: int, rule: ArrivalRule) -> Changes:
        """Change a rule.

        Raises:
            Refused: as `ArrivalRule.check`, or `rule.changed` when somebody edited it first.
            NotFound: there is no such rule.
        """
        rule.check()
        with self._database.write() as session:
            record = _found(session, rule_id)
            if record.version != version:
                raise Refused("rule.changed", name=record.name)
            for name, value in _columns(rule).items():
                setattr(record, name, value)
            return self._database.announce(session, undoable(session, "rule", Topic.RULES))

    def remove(self, by: Actor, rule_id: int) -> Changes:
        """Delete a rule; tickets keep what it set.

        Raises:
            NotFound: there is no such rule.
        """
        with self._database.write() as session:
            session.delete(_found(session, rule_id))
            return self._database.announce(session, undoable(session, "rule", Topic.RULES))

    def move(self, by: Actor, rule_id: int, to: int) -> Changes:
        """Put a rule at the place `to` of the order, counted from 0.

        Raises:
            NotFound: there is no such rule.
        """
        with self._database.write() as session:
            put_at(_records(session), _found(session, rule_id), to)
            return self._database.announce(session, undoable(session, "rule", Topic.RULES))

    def choices(self) -> RuleChoices:
        """Return what the fields of a rule offer, each list by name."""
        with self._database.read() as session:
            return RuleChoices(
                mailboxes=_named(session, Mailbox, Mailbox.parent_id.is_(None)),
                organisations=_named(session, Organisation),
                categories=_named(session, Category),
                lines=_named(session, Line),
                people=_named(session, Person, Person.is_active.is_(True)),
            )

    def recent_mails(self, limit: int = 50) -> tuple[RecentMail, ...]:
        """Return the newest mails of customers, to try the rules on."""
        statement = (
            select(Message.id, Message.ticket_id, Message.from_email, Message.subject)
            .where(Message.raw_id.is_not(None), Message.is_incoming.is_(True))
            .order_by(Message.id.desc())
            .limit(limit)
        )
        with self._database.read() as session:
            return tuple(RecentMail(*row) for row in session.execute(statement))

    def try_on(self, message_id: int) -> Trial:
        """Say what the rules would make of a stored mail; nothing is written.

        Raises:
            NotFound: there is no such mail.
        """
        with self._database.read() as session:
            message = session.get(Message, message_id)
            raw = session.get(RawMail, message.raw_id) if message is not None else None
            if message is None or raw is None:
                raise NotFound(noun="mail", id=message_id)
            arriving = ArrivingMail(
                mailbox_id=root_of(session.get_one(Mailbox, raw.mailbox_id)),
                recipients=tuple(
                    address.lower()
                    for field in ("to", "cc")
                    for _, address in message.recipients.get(field, ())
                ),
                sender=message.from_email.lower(),
                organisation_id=requesters.organisation_of(session, message.from_email),
                subject=message.subject,
                text=message.text,
                headers=headers_of(raw.body),
            )
            rules = active_rules(session)
            names = tuple(rule.name for rule in rules if matches(rule, arriving))
            return Trial(sort_out(rules, arriving), names)


class Sorter:
    """Applies the rules to the mails of one transaction; read once for all of them."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rules = active_rules(session)
        self._reads_headers = any(rule.reads_headers for rule in self._rules)

    def sort(self, arrival: Arrival, mail: ParsedMail, organisation_id: int | None) -> Sorted:
        """Say how the ticket of a mail begins."""
        if not self._rules:
            return UNSORTED
        arriving = ArrivingMail(
            mailbox_id=arrival.mailbox_id,
            recipients=tuple(address.email.lower() for address in (*mail.to, *mail.cc)),
            sender=mail.sender.email.lower() if mail.sender else "",
            organisation_id=organisation_id,
            subject=mail.subject,
            text=mail.text,
            headers=self._headers(arrival.raw_id) if self._reads_headers else {},
        )
        return sort_out(self._rules, arriving)

    def _headers(self, raw_id: int) -> Mapping[str, str]:
        statement = select(RawMail.body).where(RawMail.id == raw_id)
        return headers_of(self._session.execute(statement).scalar_one())


def active_rules(session: Session) -> tuple[ArrivalRule, ...]:
    """Return the rules in force, without what no longer exists: a person who has left."""
    rows = session.connection().execute(_SPECS)
    rules = [rule for rule in (rule_from_json(name, spec) for name, spec in rows) if rule.is_active]
    if not rules:
        return ()
    people = set(session.scalars(select(Person.id).where(Person.is_active.is_(True))))
    categories = set(session.scalars(select(Category.id)))
    lines = set(session.scalars(select(Line.id)))
    return tuple(
        replace(
            rule,
            assignee_id=rule.assignee_id if rule.assignee_id in people else None,
            category_id=rule.category_id if rule.category_id in categories else None,
            line_id=rule.line_id if rule.line_id in lines else None,
        )
        for rule in rules
    )


def _records(session: Session) -> Sequence[RuleRecord]:
    order = (RuleRecord.position, RuleRecord.id)
    return session.scalars(select(RuleRecord).order_by(*order)).all()


def _found(session: Session, rule_id: int) -> RuleRecord:
    record = session.get(RuleRecord, rule_id)
    if record is None:
        raise NotFound(noun="rule", id=rule_id)
    return record


def _named(
    session: Session, record: type[_Named], *conditions: ColumnElement[bool]
) -> tuple[NamedRow, ...]:
    statement = select(record.id, record.name).where(*conditions)
    return tuple(NamedRow(*row) for row in session.execute(statement.order_by(record.name)))


def _columns(rule: ArrivalRule) -> dict[str, object]:
    return {"name": rule.name.strip(), "spec": rule_to_json(rule)}
